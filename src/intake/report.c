/* report.c - see report.h. */
#include "intake/report.h"

#include <string.h>

static const char *const kind_names[] = {
    [BLOCK_PROSE] = "prose",     [BLOCK_HEADLINE] = "headline", [BLOCK_DATELINE] = "dateline",
    [BLOCK_CREDIT] = "credit",   [BLOCK_BYLINE] = "byline",     [BLOCK_CAPTION] = "caption",
    [BLOCK_NAV] = "nav",         [BLOCK_PROMO] = "promo",       [BLOCK_LEGAL] = "legal",
    [BLOCK_COMMENT] = "comment", [BLOCK_REPEAT] = "repeat",
};

const char *block_kind_name(block_kind kind)
{
    return (unsigned)kind <= BLOCK_REPEAT ? kind_names[kind] : "unknown";
}

bool block_kind_kept(block_kind kind)
{
    return kind <= BLOCK_CREDIT;
}

/* The last run that starts at or before clean byte `at`; UINT32_MAX if there is none. */
static uint32_t run_before(const source_run_array *runs, uint32_t at)
{
    uint32_t low = 0;
    uint32_t high = runs->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (runs->items[middle].text <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? UINT32_MAX : low - 1;
}

/* Where clean byte `at` begins in the original: inside a run exactly there, behind one at
 * the start of the gap. */
static uint32_t source_of_start(const source_run_array *runs, uint32_t at)
{
    uint32_t before = run_before(runs, at);
    if (before == UINT32_MAX)
        return 0;
    const source_run *run = &runs->items[before];
    uint32_t inside = at - run->text;
    return run->source + (inside < run->length ? inside : run->length);
}

/* Where clean byte `at` ends in the original: in a gap that is where the next run begins. */
static uint32_t source_of_end(const source_run_array *runs, uint32_t at)
{
    uint32_t before = run_before(runs, at);
    if (before != UINT32_MAX) {
        const source_run *run = &runs->items[before];
        if (at - run->text < run->length)
            return run->source + (at - run->text) + 1;
        if (before + 1 == runs->count)
            return run->source + run->length;
    }
    return runs->items[before == UINT32_MAX ? 0 : before + 1].source;
}

bool report_source(const report *report, uint32_t start, uint32_t end, uint32_t *source_start,
                   uint32_t *source_end)
{
    if (!report->has_source || report->runs.count == 0 || start >= end || end > report->text.len)
        return false;
    *source_start = source_of_start(&report->runs, start);
    *source_end = source_of_end(&report->runs, end - 1);
    return true;
}

uint32_t report_line(const report *report, uint32_t at)
{
    uint32_t start;
    uint32_t end;
    if (report->line_count == 0 || !report_source(report, at, at + 1, &start, &end))
        return 0;
    uint32_t low = 0;
    uint32_t high = report->line_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report->line_starts[middle] <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low : 1;
}

void report_problem(arena *arena, report *report, str problem)
{
    if (report->problem.len == 0)
        report->problem = arena_str(arena, problem);
    else
        report->problem =
            str_format(arena, "%.*s; %.*s", STR_ARG(report->problem), STR_ARG(problem));
}
