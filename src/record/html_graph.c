/* html_graph.c - who took what from whom, as a picture and as a list that says the same.
 *
 *   column 0                 1                  2
 *   [statement: union] ..... [1 Coastal Wire] -- [3 edited copy]
 *                      `.... [2 Chronicle]
 *   [- not in the pile -] -- [4 ...]
 *                      `---- [5 ...]
 *
 * Reports that stand alone are in the list only. The others are in the order of a walk over the
 * forest of copies, one row each, a copy one column to the right of what it copies; so no two edges
 * of that forest cross. What stands outside of the pile (missing ancestors, shared statements,
 * credited agencies) is in column 0, each at the mean row of what it leads to, pushed apart where
 * two would overlap.
 */
#include "base/utf8.h"
#include "record/html.h"
#include "record/label.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    NODE_WIDTH = 214,
    NODE_HEIGHT = 42,
    COLUMN = 262,
    ROW = 54,
    MARGIN = 2,
    NAME_MAX_COLUMNS = 23,
    NODES_MAX = 120,
    DEPTH_MAX = 8
};

typedef enum outside_kind { OUTSIDE_MISSING = 0, OUTSIDE_SHARED, OUTSIDE_CREDIT } outside_kind;

/* Something in column 0. */
typedef struct outside {
    outside_kind kind;
    str name;
    array_of(uint32_t) reports;
    uint32_t y;
} outside;

typedef struct graph {
    html *html;
    uint32_t *row;    /* [report], or READOUT_NONE: not drawn */
    uint32_t *column; /* [report] */
    uint32_t rows;
    uint32_t columns;
    array_of(outside) outsides;
} graph;

/* ---- What is in column 0 -------------------------------------------------------------- */

static outside *outside_of(graph *graph, outside_kind kind, str name)
{
    for (uint32_t i = 0; i < graph->outsides.count; i++) {
        outside *it = &graph->outsides.items[i];
        if (it->kind == kind && kind != OUTSIDE_MISSING && str_equal(it->name, name))
            return it;
    }
    outside *it = array_push(graph->html->scratch, &graph->outsides);
    it->kind = kind;
    it->name = name;
    return it;
}

static void lead_to(graph *graph, outside *outside, uint32_t report)
{
    for (uint32_t i = 0; i < outside->reports.count; i++)
        if (outside->reports.items[i] == report)
            return;
    *array_push(graph->html->scratch, &outside->reports) = report;
}

/* One missing ancestor for a report and all its copies that share it. */
static void find_missing(graph *graph)
{
    const fold *fold = &graph->html->fold;
    const readout_record *record = graph->html->record;
    for (uint32_t of = 0; of < record->reports_count; of++) {
        outside *missing = NULL;
        for (uint32_t at = fold->first[of]; at != READOUT_NONE; at = fold->next[at]) {
            if (!record->copies[fold->copy[at]].missing_ancestor)
                continue;
            if (missing == NULL) {
                missing = outside_of(graph, OUTSIDE_MISSING, STR("a common ancestor"));
                lead_to(graph, missing, of);
            }
            lead_to(graph, missing, at);
        }
    }
}

/* An agency that is the outlet of a report stands there as that report. */
static bool is_in_pile(const readout_record *record, str name)
{
    for (uint32_t i = 0; i < record->reports_count; i++)
        if (str_equal(record->reports[i].outlet, name))
            return true;
    return false;
}

static void find_outsides(graph *graph)
{
    const readout_record *record = graph->html->record;
    find_missing(graph);
    for (uint32_t i = 0; i < record->shared_sources_count; i++) {
        const readout_shared_source *shared = &record->shared_sources[i];
        outside *it = outside_of(graph, OUTSIDE_SHARED, shared->speaker);
        for (size_t j = 0; j < shared->report_count; j++)
            lead_to(graph, it, shared->reports[j]);
    }
    for (uint32_t i = 0; i < record->credits_count; i++) {
        const readout_credit *credit = &record->credits[i];
        if (credit->kind == READOUT_CREDIT_CONTRIBUTED || is_in_pile(record, credit->name))
            continue;
        lead_to(graph, outside_of(graph, OUTSIDE_CREDIT, credit->name), credit->report);
    }
}

/* ---- Rows and columns ----------------------------------------------------------------- */

static void place(graph *graph, uint32_t report, uint32_t depth)
{
    graph->column[report] = 1 + (depth < DEPTH_MAX ? depth : DEPTH_MAX);
    if (graph->rows < NODES_MAX)
        graph->row[report] = graph->rows++;
    if (graph->column[report] + 1 > graph->columns)
        graph->columns = graph->column[report] + 1;
}

/* The tree below a report that is no copy, from it down. */
static void place_tree(graph *graph, uint32_t root)
{
    const fold *fold = &graph->html->fold;
    const readout_record *record = graph->html->record;
    uint32_t depth = 0;
    for (uint32_t at = root; at != READOUT_NONE;) {
        const bool sibling =
            at != root && record->copies[fold->copy[at]].missing_ancestor && depth > 0;
        place(graph, at, sibling ? depth - 1 : depth);
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

/* Those that something leads to or from; the others say nothing in a picture. */
static void place_reports(graph *graph)
{
    const fold *fold = &graph->html->fold;
    const uint32_t count = graph->html->record->reports_count;
    bool *reached = arena_array(graph->html->scratch, bool, count);
    for (uint32_t i = 0; i < graph->outsides.count; i++)
        for (uint32_t j = 0; j < graph->outsides.items[i].reports.count; j++)
            reached[graph->outsides.items[i].reports.items[j]] = true;
    for (uint32_t root = 0; root < count; root++)
        if (fold->parent[root] == READOUT_NONE &&
            (reached[root] || fold->first[root] != READOUT_NONE))
            place_tree(graph, root);
}

static int compare_outsides(const void *x, const void *y)
{
    const outside *a = x;
    const outside *b = y;
    if (a->y != b->y)
        return a->y < b->y ? -1 : 1;
    return a->kind < b->kind ? -1 : a->kind > b->kind;
}

/* Each at the mean of what it leads to, then pushed down where two would overlap. */
static void place_outsides(graph *graph)
{
    for (uint32_t i = 0; i < graph->outsides.count; i++) {
        outside *it = &graph->outsides.items[i];
        uint32_t sum = 0;
        uint32_t drawn = 0;
        for (uint32_t j = 0; j < it->reports.count; j++)
            if (graph->row[it->reports.items[j]] != READOUT_NONE) {
                sum += graph->row[it->reports.items[j]] * ROW;
                drawn++;
            }
        it->y = drawn > 0 ? sum / drawn : graph->rows * ROW;
    }
    if (graph->outsides.count > 0)
        qsort(graph->outsides.items, graph->outsides.count, sizeof *graph->outsides.items,
              compare_outsides);
    uint32_t free_from = 0;
    for (uint32_t i = 0; i < graph->outsides.count; i++) {
        outside *it = &graph->outsides.items[i];
        it->y = it->y > free_from ? it->y : free_from;
        free_from = it->y + ROW;
    }
    const uint32_t needed = (free_from + ROW - 1) / ROW;
    graph->rows = needed > graph->rows ? needed : graph->rows;
}

/* Without anything in column 0 the picture starts at column 1. */
static uint32_t node_x(const graph *graph, uint32_t column)
{
    return MARGIN + (graph->outsides.count > 0 ? column : column - 1) * COLUMN;
}

static uint32_t report_y(const graph *graph, uint32_t report)
{
    return MARGIN + graph->row[report] * ROW;
}

/* ---- The picture ---------------------------------------------------------------------- */

static void put_name(html *html, str name, uint32_t columns)
{
    const str clean = str_trim(name);
    size_t at = 0;
    size_t width = 0;
    while (at < clean.len && width < columns) {
        utf8_next(clean, &at);
        width++;
    }
    html_line(html, str_slice(clean, 0, at));
    html_raw(html, at < clean.len ? "\xe2\x80\xa6" : "");
}

static void draw_edge(html *html, const char *kind, uint32_t x1, uint32_t y1, uint32_t x2,
                      uint32_t y2)
{
    const uint32_t from_y = y1 + NODE_HEIGHT / 2;
    const uint32_t to_y = y2 + NODE_HEIGHT / 2;
    const uint32_t from_x = x1 + NODE_WIDTH;
    const uint32_t to_x = x2 > 8 ? x2 - 8 : 0;
    const uint32_t middle = from_x < to_x ? (from_x + to_x) / 2 : from_x + 20;
    html_format(html,
                "<path class=\"edge %s\" d=\"M%" PRIu32 " %" PRIu32 "C%" PRIu32 " %" PRIu32
                " %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32 "\"/>",
                kind, from_x, from_y, middle, from_y, middle, to_y, to_x, to_y);
    html_format(html, "<path class=\"head\" d=\"M%" PRIu32 " %" PRIu32 "l-7 -4v8z\"/>\n", to_x + 7,
                to_y);
}

static void draw_edges(const graph *graph)
{
    html *html = graph->html;
    const fold *fold = &html->fold;
    const readout_record *record = html->record;
    static const char *const kinds[] = {
        [OUTSIDE_MISSING] = "lost", [OUTSIDE_SHARED] = "shared", [OUTSIDE_CREDIT] = "credit"};
    for (uint32_t at = 0; at < record->reports_count; at++) {
        const uint32_t of = fold->parent[at];
        if (of == READOUT_NONE || record->copies[fold->copy[at]].missing_ancestor ||
            graph->row[at] == READOUT_NONE || graph->row[of] == READOUT_NONE)
            continue;
        draw_edge(html, "copy", node_x(graph, graph->column[of]), report_y(graph, of),
                  node_x(graph, graph->column[at]), report_y(graph, at));
    }
    for (uint32_t i = 0; i < graph->outsides.count; i++) {
        const outside *it = &graph->outsides.items[i];
        for (uint32_t j = 0; j < it->reports.count; j++) {
            const uint32_t to = it->reports.items[j];
            if (graph->row[to] != READOUT_NONE)
                draw_edge(html, kinds[it->kind], node_x(graph, 0), MARGIN + it->y,
                          node_x(graph, graph->column[to]), report_y(graph, to));
        }
    }
}

static void draw_box(html *html, const char *kind, uint32_t x, uint32_t y)
{
    html_format(html,
                "<rect class=\"node %s\" x=\"%" PRIu32 "\" y=\"%" PRIu32
                "\" width=\"%d\" height=\"%d\" rx=\"4\"/>",
                kind, x, y, NODE_WIDTH, NODE_HEIGHT);
}

static void draw_report(const graph *graph, uint32_t at)
{
    html *html = graph->html;
    const readout_record *record = html->record;
    const readout_report *report = &record->reports[at];
    const uint32_t copy = html->fold.copy[at];
    const uint32_t x = node_x(graph, graph->column[at]);
    const uint32_t y = report_y(graph, at);
    html_format(html, "<a href=\"#r%" PRIu32 "\">", at + 1);
    draw_box(html, copy != READOUT_NONE ? "copy" : "own", x, y);
    html_format(html,
                "<text x=\"%" PRIu32 "\" y=\"%" PRIu32 "\"><tspan class=\"no\">%" PRIu32
                "</tspan> <tspan class=\"name\">",
                x + 10, y + 18, at + 1);
    put_name(html, report_name(report), NAME_MAX_COLUMNS);
    html_format(html, "</tspan></text><text class=\"sub\" x=\"%" PRIu32 "\" y=\"%" PRIu32 "\">",
                x + 10, y + 33);
    if (copy != READOUT_NONE)
        html_format(html, "%s copy", html_copy_word(record->copies[copy].kind));
    html_raw(html, copy != READOUT_NONE && report->published.value.len > 0 ? " \xc2\xb7 " : "");
    html_line(html, report->published.value);
    html_raw(html, "</text></a>\n");
}

static void draw_outside(const graph *graph, const outside *it)
{
    static const struct {
        const char *box;
        const char *words;
    } kinds[] = {[OUTSIDE_MISSING] = {"lost", "not in the pile"},
                 [OUTSIDE_SHARED] = {"shared", "one source, quoted alike"},
                 [OUTSIDE_CREDIT] = {"lost", "credited, not in the pile"}};
    html *html = graph->html;
    const uint32_t x = node_x(graph, 0);
    const uint32_t y = MARGIN + it->y;
    draw_box(html, kinds[it->kind].box, x, y);
    html_format(html, "<text x=\"%" PRIu32 "\" y=\"%" PRIu32 "\"><tspan class=\"name\">", x + 10,
                y + 18);
    put_name(html, it->name.len > 0 ? it->name : STR("the same words"), NAME_MAX_COLUMNS + 2);
    html_format(
        html, "</tspan></text><text class=\"sub\" x=\"%" PRIu32 "\" y=\"%" PRIu32 "\">%s</text>\n",
        x + 10, y + 33, kinds[it->kind].words);
}

static void draw(const graph *graph)
{
    html *html = graph->html;
    const uint32_t width = node_x(graph, graph->columns - 1) + NODE_WIDTH + MARGIN;
    const uint32_t height = graph->rows * ROW - (ROW - NODE_HEIGHT) + 2 * MARGIN;
    html_format(html,
                "<div class=\"graph\" tabindex=\"0\" role=\"group\" aria-label=\"Picture of the "
                "sources; the list below says the same\">"
                "<svg width=\"%" PRIu32 "\" height=\"%" PRIu32 "\" viewBox=\"0 0 %" PRIu32
                " %" PRIu32 "\">\n",
                width, height, width, height);
    draw_edges(graph);
    for (uint32_t i = 0; i < graph->outsides.count; i++)
        draw_outside(graph, &graph->outsides.items[i]);
    for (uint32_t i = 0; i < html->record->reports_count; i++)
        if (graph->row[i] != READOUT_NONE)
            draw_report(graph, i);
    html_raw(html, "</svg></div>\n");
}

/* ---- The list ------------------------------------------------------------------------- */

static const char *const DIRECTION_WORDS[] = {
    [READOUT_DIRECTION_UNKNOWN] = "which of the two is the copy is not known",
    [READOUT_DIRECTION_LIKELY] = "the direction is likely",
    [READOUT_DIRECTION_CERTAIN] = "the direction is certain",
};

static void list_copy(html *html, uint32_t at)
{
    const readout_copy *copy = &html->record->copies[at];
    const unsigned score = (unsigned)(copy->score * 100 + 0.5);
    html_format(html, " <span class=\"badge copy\">\xe2\x89\x88 %s copy of %" PRIu32 "</span> ",
                html_copy_word(copy->kind), copy->of + 1);
    html_format(html, "<span class=\"faint\">score %u.%02u; %s%s</span>", score / 100, score % 100,
                DIRECTION_WORDS[copy->direction],
                copy->missing_ancestor ? "; both seem to descend from a text that is not here"
                                       : "");
    html_format(html, "<details><summary>Evidence (%zu)</summary><dl class=\"evidence\">",
                copy->evidence_count);
    for (size_t i = 0; i < copy->evidence_count; i++) {
        const readout_evidence *piece = &copy->evidence[i];
        html_raw(html, "<dt>");
        html_line(html, piece->kind);
        html_raw(html, "</dt><dd>");
        html_line(html, piece->text);
        html_raw(html, " ");
        html_source(html, piece->a);
        html_raw(html, " ");
        html_source(html, piece->b);
        html_raw(html, "</dd>");
    }
    html_raw(html, "</dl></details>");
}

static void list_report(html *html, uint32_t at)
{
    const readout_report *report = &html->record->reports[at];
    if (html->fold.copy[at] == READOUT_NONE)
        html_format(html, "<li id=\"source-%" PRIu32 "\">", at + 1);
    else
        html_format(html, "<li id=\"copy-%" PRIu32 "\">", html->fold.copy[at] + 1);
    html_report(html, at);
    html_raw(html, " <span class=\"faint\">");
    html_line(html, report->published.value);
    html_raw(html, "</span>");
    if (html->fold.copy[at] != READOUT_NONE)
        list_copy(html, html->fold.copy[at]);
}

static void list_reports(html *html)
{
    const fold *fold = &html->fold;
    html_raw(html, "<ul class=\"tree\">\n");
    for (uint32_t root = 0; root < html->record->reports_count; root++) {
        if (fold->parent[root] != READOUT_NONE)
            continue;
        for (uint32_t at = root; at != READOUT_NONE;) {
            list_report(html, at);
            if (fold->first[at] != READOUT_NONE) {
                html_raw(html, "<ul>\n");
                at = fold->first[at];
                continue;
            }
            html_raw(html, "</li>\n");
            while (at != root && fold->next[at] == READOUT_NONE) {
                at = fold->parent[at];
                html_raw(html, "</ul></li>\n");
            }
            at = at != root ? fold->next[at] : READOUT_NONE;
        }
    }
    html_raw(html, "</ul>\n");
}

static void list_shared(html *html)
{
    const readout_record *record = html->record;
    if (record->shared_sources_count == 0)
        return;
    html_raw(html, "<h3>Shared sources</h3><ul class=\"plain\">\n");
    for (uint32_t i = 0; i < record->shared_sources_count; i++) {
        const readout_shared_source *shared = &record->shared_sources[i];
        html_format(html, "<li class=\"item\" id=\"shared-%" PRIu32 "\"><b>", i + 1);
        html_line(html, shared->speaker.len > 0 ? shared->speaker : STR("The same words"));
        html_format(html,
                    "</b>, quoted alike by %zu reports that are no copies of each other: "
                    "<span class=\"said\">",
                    shared->report_count);
        if (shared->spans.count > 0)
            html_words(html, shared->spans.items[0]);
        html_raw(html, "</span> ");
        html_sources(html, shared->spans);
        html_raw(html, "</li>\n");
    }
    html_raw(html, "</ul>\n");
}

static void list_credits(html *html)
{
    static const char *const words[] = {[READOUT_CREDIT_DATELINE] = "in its dateline",
                                        [READOUT_CREDIT_CONTRIBUTED] = "as having contributed",
                                        [READOUT_CREDIT_REPORTED] = "as having reported it first"};
    const readout_record *record = html->record;
    if (record->credits_count == 0)
        return;
    html_raw(html, "<h3>Credits</h3><ul class=\"plain\">\n");
    for (uint32_t i = 0; i < record->credits_count; i++) {
        html_raw(html, "<li>");
        html_report(html, record->credits[i].report);
        html_raw(html, " names <b>");
        html_line(html, record->credits[i].name);
        html_format(html, "</b> %s ", words[record->credits[i].kind]);
        html_source(html, record->credits[i].span);
        html_raw(html, "</li>\n");
    }
    html_raw(html, "</ul>\n");
}

void html_graph(html *html)
{
    const uint32_t count = html->record->reports_count;
    graph graph = {.html = html, .columns = 2};
    if (count == 0)
        return;
    graph.row = arena_array(html->scratch, uint32_t, count);
    graph.column = arena_array(html->scratch, uint32_t, count);
    memset(graph.row, 0xff, count * sizeof *graph.row);
    find_outsides(&graph);
    place_reports(&graph);
    place_outsides(&graph);
    html_section(html, "sources", "Sources",
                 "Which report derives from which. Arrows follow the text; dashed boxes are not in "
                 "the pile.");
    if (graph.rows > 0)
        draw(&graph);
    else
        html_raw(html, "<p>No report was found to derive from another.</p>\n");
    list_reports(html);
    list_shared(html);
    list_credits(html);
    html_raw(html, "</section>\n");
}
