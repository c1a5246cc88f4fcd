/* timeline_ics.c - the timeline as a calendar (iCalendar, RFC 5545): one all-day event a
 * dated entry, over the whole of what its date may mean; what has only a bound stands on that day
 * and says so. Entries without a date have no
 * place in a calendar and are left out. There is no clock: an event is stamped with its own
 * first day, so that the same record gives the same file. */
#include "base/calendar.h"
#include "base/utf8.h"
#include "record/record.h"

enum { LINE_OCTETS = 75 };

/* A content line, folded; `value` is escaped already. */
static void line(record_sink *sink, const char *name, str value)
{
    size_t column = str_of(name).len;
    sink_text(sink, name);
    for (size_t at = 0; at < value.len;) {
        size_t end = at;
        utf8_next(value, &end);
        if (column + (end - at) > LINE_OCTETS) {
            sink_text(sink, "\r\n ");
            column = 1;
        }
        sink_str(sink, str_slice(value, at, end));
        column += end - at;
        at = end;
    }
    sink_text(sink, "\r\n");
}

static void add_escaped(buffer *out, str text)
{
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.data[i];
        if (c == '\\' || c == ';' || c == ',')
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, (unsigned char)c < ' ' ? ' ' : c);
    }
}

static str escaped(arena *arena, str text)
{
    buffer out = {.arena = arena};
    add_escaped(&out, text);
    return buffer_str(&out);
}

/* "20220314" of "2022-03-14", moved by `days`. */
static str basic_date(arena *arena, str iso, int32_t days)
{
    date day = {0, 0, 0};
    (void)date_parse_iso(iso, &day);
    day = date_from_days(date_to_days(day) + days);
    return str_format(arena, "%04d%02d%02d", day.year, day.month, day.day);
}

/* What dates it, and who says it, as lines for a person. */
static str description(arena *arena, const readout_record *record,
                       const readout_timeline_entry *entry)
{
    buffer out = {.arena = arena};
    if (entry->time < record->times_count) {
        buffer_add(&out, STR("Dated by \""));
        add_escaped(&out, readout_record_text(record, record->times[entry->time].span));
        buffer_add(&out, STR("\": "));
        add_escaped(&out, entry->resolved_by);
        buffer_add(&out, STR("\\n"));
    } else if (entry->resolved_by.len > 0) {
        buffer_add(&out, STR("Dated by "));
        add_escaped(&out, entry->resolved_by);
        buffer_add(&out, STR("\\n"));
    }
    buffer_add(&out, STR("Reports:"));
    for (size_t i = 0; i < entry->sources.count; i++) {
        const readout_report *report = &record->reports[entry->sources.items[i].report];
        buffer_add(&out, i > 0 ? STR("\\, ") : STR(" "));
        add_escaped(&out, report->id);
        if (report->outlet.len > 0) {
            buffer_add(&out, STR(" "));
            add_escaped(&out, report->outlet);
        }
    }
    return buffer_str(&out);
}

/* The text; of what is known on one side only, with that day in front. */
static str summary(arena *arena, const readout_timeline_entry *entry)
{
    const str text = escaped(arena, entry->text);
    if (entry->earliest.len > 0 && entry->latest.len > 0)
        return text;
    const bool before = entry->earliest.len == 0;
    return str_format(arena, "%s %.*s: %.*s", before ? "By" : "From",
                      STR_ARG(before ? entry->latest : entry->earliest), STR_ARG(text));
}

static void event(record_sink *sink, arena *scratch, const readout_record *record, uint32_t at)
{
    const readout_timeline_entry *entry = &record->timeline[at];
    const str first = entry->earliest.len > 0 ? entry->earliest : entry->latest;
    const str last = entry->latest.len > 0 ? entry->latest : entry->earliest;
    const str start = basic_date(scratch, first, 0);
    const readout_span source =
        entry->sources.count > 0 ? entry->sources.items[0] : (readout_span){READOUT_NONE, 0, 0};
    const str id =
        source.report < record->reports_count ? record->reports[source.report].id : STR("entry");
    sink_text(sink, "BEGIN:VEVENT\r\n");
    line(
        sink, "UID:",
        str_format(scratch, "%.*s-%u-%u@readout", STR_ARG(escaped(scratch, id)), source.start, at));
    line(sink, "DTSTAMP:", str_format(scratch, "%.*sT000000Z", STR_ARG(start)));
    line(sink, "DTSTART;VALUE=DATE:", start);
    line(sink, "DTEND;VALUE=DATE:", basic_date(scratch, last, 1));
    line(sink, "SUMMARY:", summary(scratch, entry));
    line(sink, "DESCRIPTION:", description(scratch, record, entry));
    line(sink, "X-READOUT-PRECISION:", escaped(scratch, entry->precision));
    sink_text(sink, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

void ics_write(record_sink *sink, arena *scratch, const readout_record *record)
{
    sink_text(sink, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Readout//Timeline//EN\r\n");
    for (uint32_t i = 0; i < record->timeline_count; i++) {
        const arena_mark mark = arena_save(scratch);
        if (record->timeline[i].earliest.len > 0 || record->timeline[i].latest.len > 0)
            event(sink, scratch, record, i);
        arena_restore(scratch, mark);
    }
    sink_text(sink, "END:VCALENDAR\r\n");
}
