/* html_times.c - the timeline: a row an entry, its bar on an axis that all rows share.
 *
 *   when         |    .    .    |    .    .    |        what                         sources
 *   2023-03      < (before the axis)
 *   2023-09-11   |         #         .    .    |
 *   2023-09      |#########################    |
 *
 * The axis is the stretch in which most of the story lies: from the median entry outwards for as
 * long as the next entry is not further away than the stretch is long, or AXIS_STEP days. What
 * lies outside gets an arrow. Positions are percentages, so that the page may have any width.
 */
#include "base/calendar.h"
#include "record/html.h"

#include <inttypes.h>
#include <stdlib.h>

enum { AXIS_STEP = 12, TICKS_MAX = 6 };

typedef struct axis {
    int32_t from; /* days */
    int32_t to;   /* the day behind the last */
    int32_t step; /* days between ticks */
    bool there;
} axis;

static bool read_days(str text, int32_t *days)
{
    date date;
    if (!date_parse_iso(text, &date) || !date_valid(date))
        return false;
    *days = date_to_days(date);
    return true;
}

/* First and last day of an entry; false if it has none. */
static bool bounds(const readout_timeline_entry *entry, int32_t *first, int32_t *last)
{
    const bool early = read_days(entry->earliest, first);
    const bool late = read_days(entry->latest, last);
    if (!early && !late && read_days(entry->value, first)) {
        *last = *first;
        return true;
    }
    if (!early && !late)
        return false;
    if (!early)
        *first = *last;
    if (!late || *last < *first)
        *last = *first;
    return true;
}

static int compare_days(const void *x, const void *y)
{
    const int32_t a = *(const int32_t *)x;
    const int32_t b = *(const int32_t *)y;
    return a < b ? -1 : a > b;
}

static int32_t reach(int32_t low, int32_t high)
{
    return high - low > AXIS_STEP ? high - low : AXIS_STEP;
}

static axis make_axis(const html *html)
{
    static const int32_t steps[] = {1, 2, 7, 14, 30, 90, 180, 365, 730, 1825, 3650, 36500};
    const readout_record *record = html->record;
    int32_t *days = arena_array(html->scratch, int32_t, record->timeline_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < record->timeline_count; i++) {
        int32_t first;
        int32_t last;
        if (bounds(&record->timeline[i], &first, &last) && last - first < 2 * AXIS_STEP)
            days[count++] = first;
    }
    if (count == 0)
        return (axis){0};
    qsort(days, count, sizeof *days, compare_days);
    uint32_t low = count / 2;
    uint32_t high = low;
    for (bool grew = true; grew;) {
        const int32_t far = reach(days[low], days[high]);
        grew = false;
        if (low > 0 && days[low] - days[low - 1] <= far)
            low--, grew = true;
        if (high + 1 < count && days[high + 1] - days[high] <= far)
            high++, grew = true;
    }
    axis axis = {days[low] - 1, days[high] + 2, 1, true};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        axis.step = steps[i];
        if ((axis.to - axis.from) / axis.step <= TICKS_MAX)
            break;
    }
    return axis;
}

/* ---- Drawing -------------------------------------------------------------------------- */

/* In hundredths of a percent. */
static uint32_t position(const axis *axis, int32_t day)
{
    if (day <= axis->from)
        return 0;
    if (day >= axis->to)
        return 10000;
    return (uint32_t)((int64_t)(day - axis->from) * 10000 / (axis->to - axis->from));
}

#define PERCENT "%" PRIu32 ".%02" PRIu32 "%%"
#define PERCENT_ARG(number) (number) / 100, (number) % 100

static void draw_grid(html *html, const axis *axis)
{
    for (int32_t day = axis->from + 1; day < axis->to; day += axis->step) {
        const uint32_t x = position(axis, day);
        html_format(html,
                    "<line class=\"grid\" x1=\"" PERCENT "\" x2=\"" PERCENT
                    "\" y1=\"0\" y2=\"100%%\"/>",
                    PERCENT_ARG(x), PERCENT_ARG(x));
    }
}

static void draw_axis(html *html, const axis *axis)
{
    html_raw(html, "<div class=\"row\" aria-hidden=\"true\"><span></span><svg class=\"axis\">");
    draw_grid(html, axis);
    for (int32_t day = axis->from + 1; day < axis->to; day += axis->step) {
        const arena_mark mark = arena_save(html->scratch);
        const str label = date_format(html->scratch, date_from_days(day));
        const uint32_t x = position(axis, day);
        html_format(html, "<text x=\"" PERCENT "\" dx=\"3\" y=\"11\">", PERCENT_ARG(x));
        if (axis->step >= 365)
            html_str(html, str_slice(label, 0, 4));
        else if (axis->step >= 30)
            html_str(html, str_slice(label, 0, 7));
        else
            html_str(html, str_slice(label, 5, 10));
        html_raw(html, "</text>");
        arena_restore(html->scratch, mark);
    }
    html_raw(html, "</svg></div>");
}

static void draw_bar(html *html, const axis *axis, const readout_timeline_entry *entry)
{
    int32_t first;
    int32_t last;
    html_raw(html, "<svg class=\"bar\" aria-hidden=\"true\">");
    draw_grid(html, axis);
    if (bounds(entry, &first, &last)) {
        const uint32_t x = position(axis, first);
        const uint32_t end = position(axis, last + 1);
        if (last < axis->from)
            html_raw(html, "<path class=\"off\" d=\"M9 3L3 8L9 13M4 8H22\"/>");
        else if (first >= axis->to)
            html_raw(html, "<svg x=\"100%\" overflow=\"visible\"><path class=\"off\" "
                           "d=\"M-9 3L-3 8L-9 13M-4 8H-22\"/></svg>");
        else
            html_format(
                html,
                "<rect class=\"%s\" x=\"" PERCENT "\" width=\"" PERCENT "\" y=\"4\" height=\"8\"/>",
                first == last ? "day" : "wide", PERCENT_ARG(x), PERCENT_ARG(end > x ? end - x : 1));
    }
    html_raw(html, "</svg>");
}

/* ---- Rows ----------------------------------------------------------------------------- */

static void put_when(html *html, const readout_timeline_entry *entry)
{
    const readout_record *record = html->record;
    const bool interval = str_equal(entry->precision, STR("interval"));
    const bool day = str_equal(entry->precision, STR("day"));
    html_raw(html, "<span class=\"date\">");
    if (entry->value.len == 0 && !interval)
        html_raw(html, "undated");
    else if (interval) {
        html_line(html, entry->earliest);
        html_raw(html, "<span class=\"faint\"> to </span>");
        html_line(html, entry->latest);
    } else
        html_line(html, day ? str_slice(entry->value, 0, 10) : entry->value);
    html_raw(html, "</span>");
    if (entry->precision.len > 0 && !day) {
        html_raw(html, " <span class=\"precision\">");
        html_line(html, entry->precision);
        html_raw(html, "</span>");
    }
    if (entry->time >= record->times_count)
        return;
    const readout_span span = record->times[entry->time].span;
    html_raw(html, "<span class=\"asis\"><a href=\"#");
    html_fragment(html, span);
    html_raw(html, "\">\xe2\x80\x9c");
    html_line(html, readout_record_text(record, span));
    html_raw(html, "\xe2\x80\x9d</a> <span class=\"rule\">");
    html_line(html, entry->resolved_by);
    html_raw(html, "</span></span>");
}

static void put_entry(html *html, const axis *axis, uint32_t at)
{
    const readout_timeline_entry *entry = &html->record->timeline[at];
    html_format(html,
                "<li class=\"row item\" id=\"timeline-%" PRIu32
                "\"><div class=\"when\" tabindex=\"0\">",
                at + 1);
    put_when(html, entry);
    html_raw(html, "</div>");
    if (axis->there)
        draw_bar(html, axis, entry);
    html_raw(html, "<p class=\"what\"><span class=\"said\">");
    html_line(html, entry->text);
    html_raw(html, "</span> ");
    html_sources(html, entry->sources);
    if (entry->copies.count > 0) {
        html_raw(html, " <span class=\"faint\">\xe2\x89\x88 copied</span> ");
        html_sources(html, entry->copies);
    }
    html_format(html,
                "<a class=\"perma\" href=\"#timeline-%" PRIu32
                "\" aria-label=\"Link to entry %" PRIu32 "\">#</a></p></li>\n",
                at + 1, at + 1);
}

void html_timeline(html *html)
{
    const readout_record *record = html->record;
    if (record->timeline_count == 0)
        return;
    const axis axis = make_axis(html);
    html_section(html, "timeline", "Timeline",
                 "A bar is as wide as the date is uncertain. The words that give the date, and how "
                 "they were read, appear on hover and focus.");
    html_raw(html, "<div class=\"times\">");
    if (axis.there)
        draw_axis(html, &axis);
    html_raw(html, "<ol>\n");
    for (uint32_t i = 0; i < record->timeline_count; i++)
        put_entry(html, &axis, i);
    html_raw(html, "</ol></div></section>\n");
}
