/* derived.c - the sections of the page on who took what from whom: copies with their evidence,
 * shared sources, and what copies got wrong. */
#include "record/brief.h"
#include "record/label.h"

#include <inttypes.h>
#include <string.h>

enum { DEPTH_MAX = 8, LABEL_GRAPH = 18, LABEL_EVIDENCE = 22, LABEL_DIFFERENCE = 18 };

/* ---- The picture ---------------------------------------------------------------------- */

/*   *     2 first.txt
 *   |-*   5 second.txt: an edited copy of 2
 *   | '-* 7 third.txt: a verbatim copy of 5
 *   ':*   9 fourth.txt: a paraphrased copy of 2, by way of a text that is not here
 */
static str graph_of(const brief *brief, uint32_t report, unsigned depth)
{
    const fold *fold = &brief->fold;
    bool more[DEPTH_MAX] = {false}; /* [depth]: another branch follows below this one */
    uint32_t at = report;
    for (unsigned i = depth; i > 0; i--, at = fold->parent[at])
        more[i - 1] = fold->next[at] != READOUT_NONE;
    buffer graph = {.arena = brief->page->scratch};
    for (unsigned i = 0; i + 1 < depth; i++)
        buffer_add(&graph, more[i] ? STR("| ") : STR("  "));
    if (depth > 0) {
        const bool missing = brief->page->record->copies[fold->copy[report]].missing_ancestor;
        buffer_add(&graph, more[depth - 1] ? STR("|") : STR("'"));
        buffer_add(&graph, missing ? STR(":") : STR("-"));
    }
    buffer_add_byte(&graph, '*');
    return buffer_str(&graph);
}

static void draw_report(const brief *brief, uint32_t report, unsigned depth)
{
    page *page = brief->page;
    const readout_record *record = page->record;
    const uint32_t copy = brief->fold.copy[report];
    page_begin(page, PAGE_ROW, 1);
    page_label(page, graph_of(brief, report, depth), PAGE_FAINT, LABEL_GRAPH);
    page_format(page, PAGE_STRONG, "%" PRIu32 " ", report + 1);
    page_add(page, PAGE_STRONG, report_name(&record->reports[report]));
    if (copy != READOUT_NONE) {
        page_format(page, PAGE_PLAIN, ": %s of %" PRIu32,
                    brief_copy_words(record->copies[copy].kind), record->copies[copy].of + 1);
        if (record->copies[copy].missing_ancestor)
            page_add(page, PAGE_NOTICE, STR(", by way of a text that is not here"));
    }
    page_source_report(page, report);
    page_end(page);
}

/* Every report that has copies, and what hangs below it. */
static void draw_copies(const brief *brief)
{
    const fold *fold = &brief->fold;
    page_columns(brief->page, "who", "what it is");
    for (uint32_t root = 0; root < brief->page->record->reports_count; root++) {
        if (fold->parent[root] != READOUT_NONE || fold->first[root] == READOUT_NONE)
            continue;
        unsigned depth = 0;
        for (uint32_t at = root; at != READOUT_NONE;) {
            draw_report(brief, at, depth < DEPTH_MAX ? depth : DEPTH_MAX);
            if (fold->first[at] != READOUT_NONE) {
                at = fold->first[at];
                depth++;
                continue;
            }
            while (at != root && fold->next[at] == READOUT_NONE) {
                at = fold->parent[at];
                depth--;
            }
            at = at != root ? fold->next[at] : READOUT_NONE;
        }
    }
}

/* ---- Copies and shared sources -------------------------------------------------------- */

static const char *const DIRECTION_WORDS[] = {
    [READOUT_DIRECTION_UNKNOWN] = "which of the two is the copy is not known",
    [READOUT_DIRECTION_LIKELY] = "the direction is likely",
    [READOUT_DIRECTION_CERTAIN] = "the direction is certain",
};

static void write_copy(const brief *brief, const readout_copy *copy)
{
    page *page = brief->page;
    const readout_report *reports = page->record->reports;
    const unsigned score = (unsigned)(copy->score * 100 + 0.5);
    page_begin(page, PAGE_HEADING, 0);
    page_format(page, PAGE_STRONG, "%" PRIu32 " ", copy->copy + 1);
    page_add(page, PAGE_STRONG, report_name(&reports[copy->copy]));
    page_format(page, PAGE_STRONG, " is %s of %" PRIu32 " ", brief_copy_words(copy->kind),
                copy->of + 1);
    page_add(page, PAGE_STRONG, report_name(&reports[copy->of]));
    page_source_report(page, copy->copy);
    page_source_report(page, copy->of);
    page_end(page);
    page_begin(page, PAGE_ITEM, 1);
    page_format(page, PAGE_PLAIN, "score %u.%02u; %s", score / 100, score % 100,
                DIRECTION_WORDS[copy->direction]);
    if (copy->missing_ancestor)
        page_add(page, PAGE_PLAIN, STR("; both seem to descend from a text that is not here"));
    page_source_report(page, copy->copy);
    page_source_report(page, copy->of);
    page_end(page);
    page_columns(page, "evidence", "what it is");
    for (size_t i = 0; i < copy->evidence_count; i++) {
        const readout_evidence *piece = &copy->evidence[i];
        page_begin(page, PAGE_ROW, 1);
        page_label(page, piece->kind, PAGE_FAINT, LABEL_EVIDENCE);
        page_add(page, PAGE_PLAIN, piece->text);
        page_source(page, piece->a);
        page_source(page, piece->b);
        if (piece->a.report == READOUT_NONE && piece->b.report == READOUT_NONE) {
            page_source_report(page, copy->copy);
            page_source_report(page, copy->of);
        }
        page_end(page);
    }
}

void brief_copies(const brief *brief)
{
    const readout_record *record = brief->page->record;
    if (record->copies_count == 0 && brief->part == READOUT_PART_BRIEF)
        return;
    page_section(brief->page, "COPIES");
    draw_copies(brief);
    for (uint32_t i = 0; i < record->copies_count; i++)
        write_copy(brief, &record->copies[i]);
    if (record->copies_count == 0)
        brief_none(brief, "No report was found to be a copy of another.");
}

static bool same_origin(const readout_shared_source *a, const readout_shared_source *b)
{
    return str_equal(a->speaker, b->speaker) && a->report_count == b->report_count &&
           (a->report_count == 0 ||
            memcmp(a->reports, b->reports, a->report_count * sizeof *a->reports) == 0);
}

static void shared_heading(page *page, const readout_shared_source *shared)
{
    page_begin(page, PAGE_HEADING, 0);
    page_add(page, PAGE_STRONG, shared->speaker.len > 0 ? shared->speaker : STR("The same words"));
    page_add(page, PAGE_PLAIN, STR(", quoted independently by"));
    for (size_t i = 0; i < shared->report_count; i++)
        page_format(page, PAGE_PLAIN, "%s%" PRIu32, i > 0 ? ", " : " ", shared->reports[i] + 1);
    for (size_t i = 0; i < shared->report_count; i++)
        page_source_report(page, shared->reports[i]);
    page_end(page);
}

void brief_shared(const brief *brief)
{
    page *page = brief->page;
    const readout_record *record = page->record;
    if (record->shared_sources_count == 0)
        return;
    page_section(page, "SHARED SOURCES");
    for (uint32_t i = 0; i < record->shared_sources_count; i++) {
        const readout_shared_source *shared = &record->shared_sources[i];
        if (i == 0 || !same_origin(shared - 1, shared))
            shared_heading(page, shared);
        for (size_t j = 0; j < shared->spans.count; j++) {
            const readout_span span = shared->spans.items[j];
            page_begin(page, PAGE_ITEM, 1);
            page_add(page, PAGE_PLAIN, readout_record_text(record, span_with_marks(record, span)));
            page_source(page, span);
            page_end(page);
        }
    }
}

/* ---- Differences ---------------------------------------------------------------------- */

static void write_difference(page *page, const readout_difference *difference)
{
    page_begin(page, PAGE_ITEM, 0);
    page_label(page, str_of(label_difference(difference->kind)), PAGE_ALARM, LABEL_DIFFERENCE);
    page_add(page, PAGE_STRONG, difference->text);
    page_add(page, PAGE_FAINT, STR(" ("));
    page_add(page, PAGE_FAINT, difference->verdict);
    page_add(page, PAGE_FAINT, STR(")"));
    page_end(page);
    const readout_span spans[] = {difference->a, difference->b};
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        page_begin(page, PAGE_ITEM, 1);
        page_add(page, PAGE_PLAIN, readout_record_text(page->record, spans[i]));
        page_source(page, spans[i]);
        page_end(page);
    }
}

void brief_differences(const brief *brief)
{
    const readout_record *record = brief->page->record;
    if (record->differences_count == 0 && brief->part == READOUT_PART_BRIEF)
        return;
    page_section(brief->page, "DIFFERENCES");
    for (uint32_t i = 0; i < record->differences_count; i++)
        write_difference(brief->page, &record->differences[i]);
    if (record->differences_count == 0)
        brief_none(brief, "No difference was found.");
}
