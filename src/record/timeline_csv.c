/* timeline_csv.c - the timeline as comma-separated values (RFC 4180): one line an entry, for
 * spreadsheets and statistics programs. Lists inside a cell are separated by one space. */
#include "record/record.h"

static void cell(record_sink *sink, str text, bool first)
{
    sink_text(sink, first ? "\"" : ",\"");
    for (str rest = text; rest.len > 0;) {
        const size_t mark = str_find_byte(rest, '"', 0);
        const size_t end = mark == SIZE_MAX ? rest.len : mark;
        sink_str(sink, str_slice(rest, 0, end));
        if (mark != SIZE_MAX)
            sink_text(sink, "\"\"");
        rest = str_slice(rest, mark == SIZE_MAX ? rest.len : mark + 1, rest.len);
    }
    sink_text(sink, "\"");
}

/* The ids of the reports of spans, each once. */
static str report_ids(arena *arena, const readout_record *record, readout_spans spans)
{
    buffer ids = {.arena = arena};
    for (size_t i = 0; i < spans.count; i++) {
        bool before = false;
        for (size_t k = 0; k < i && !before; k++)
            before = spans.items[k].report == spans.items[i].report;
        if (before || spans.items[i].report >= record->reports_count)
            continue;
        if (ids.len > 0)
            buffer_add_byte(&ids, ' ');
        buffer_add(&ids, record->reports[spans.items[i].report].id);
    }
    return buffer_str(&ids);
}

void csv_write(record_sink *sink, arena *scratch, const readout_record *record)
{
    sink_text(sink, "date,precision,earliest,latest,text,words,resolved_by,reports,copies\r\n");
    for (uint32_t i = 0; i < record->timeline_count; i++) {
        const readout_timeline_entry *entry = &record->timeline[i];
        const arena_mark mark = arena_save(scratch);
        cell(sink, entry->value, true);
        cell(sink, entry->precision, false);
        cell(sink, entry->earliest, false);
        cell(sink, entry->latest, false);
        cell(sink, entry->text, false);
        cell(sink,
             entry->time < record->times_count
                 ? readout_record_text(record, record->times[entry->time].span)
                 : (str){NULL, 0},
             false);
        cell(sink, entry->resolved_by, false);
        cell(sink, report_ids(scratch, record, entry->sources), false);
        cell(sink, report_ids(scratch, record, entry->copies), false);
        sink_text(sink, "\r\n");
        arena_restore(scratch, mark);
    }
}
