/* html_pane.c - the reading pane: the clean text of each report with an element for each sentence
 * and for each span that the sections above link to.
 *
 *   text       The fire broke out at about 11:40 p.m. on Monday, Oduya said.
 *   anchors    [sentence                                                   ]
 *              [content                                   ]  [spkr] [cue]
 *                                                 [time ]
 *
 * Elements must nest, spans need not: what sticks out of the element that it starts in ends there
 * and goes on behind it as another element, data-of naming the first. A paragraph is such an
 * element too. A span goes on at most GO_ON_MAX times, so that the page stays linear in the record.
 */
#include "base/utf8.h"
#include "record/html.h"
#include "record/label.h"

#include <inttypes.h>
#include <stdlib.h>

enum { GO_ON_MAX = 40 };

typedef struct piece {
    uint32_t start;
    uint32_t end;
    html_kind kind;
    uint32_t number;   /* of a sentence */
    uint32_t of_start; /* the span as a whole */
    uint32_t of_end;
    uint32_t part; /* 0: the first, with the id */
} piece;
typedef array_of(piece) piece_array;

typedef struct open_element {
    uint32_t end;
    html_kind kind;
} open_element;

typedef struct pane {
    html *html;
    uint32_t report;
    str text;
    uint32_t at;         /* written up to here */
    piece_array waiting; /* sorted, the next one last */
    array_of(open_element) open;
} pane;

/* ---- Anchors -------------------------------------------------------------------------- */

/* By start; the longer one first, for it holds the shorter; sentences outside of spans. */
static int compare_pieces(const void *x, const void *y)
{
    const piece *a = x;
    const piece *b = y;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return 0;
}

static void push_all(pane *pane)
{
    const readout_record *record = pane->html->record;
    const readout_report *report = &record->reports[pane->report];
    const html_anchors *anchors = &pane->html->anchors[pane->report];
    piece_array all = {0};
    for (uint32_t i = 0; i < report->sentence_count; i++) {
        const readout_span span = record->sentences[report->first_sentence + i].span;
        *array_push(pane->html->scratch, &all) =
            (piece){span.start, span.end, HTML_SENTENCE, i + 1, span.start, span.end, 0};
    }
    for (uint32_t i = 0; i < anchors->count; i++) {
        const html_anchor *it = &anchors->items[i];
        *array_push(pane->html->scratch, &all) =
            (piece){it->start, it->end, HTML_SPAN, 0, it->start, it->end, 0};
    }
    if (all.count > 0)
        qsort(all.items, all.count, sizeof *all.items, compare_pieces);
    array_reserve(pane->html->scratch, &pane->waiting, all.count);
    for (uint32_t i = all.count; i-- > 0;)
        if (i == 0 || compare_pieces(&all.items[i], &all.items[i - 1]) != 0)
            *array_push(pane->html->scratch, &pane->waiting) = all.items[i];
}

/* What goes on later is put where it belongs; few pieces lie between, as they start inside of
 * the same element. */
static void put_back(pane *pane, piece rest)
{
    if (rest.part >= GO_ON_MAX || rest.start >= rest.end)
        return;
    array_push(pane->html->scratch, &pane->waiting);
    uint32_t at = pane->waiting.count - 1;
    while (at > 0 && compare_pieces(&pane->waiting.items[at - 1], &rest) < 0) {
        pane->waiting.items[at] = pane->waiting.items[at - 1];
        at--;
    }
    pane->waiting.items[at] = rest;
}

/* ---- Elements ------------------------------------------------------------------------- */

static void put_until(pane *pane, uint32_t end)
{
    if (end > pane->at)
        html_str(pane->html, str_slice(pane->text, pane->at, end));
    pane->at = end > pane->at ? end : pane->at;
}

static void close_until(pane *pane, uint32_t to)
{
    while (pane->open.count > 0 && pane->open.items[pane->open.count - 1].end <= to) {
        const open_element *top = &pane->open.items[--pane->open.count];
        put_until(pane, top->end);
        html_raw(pane->html, top->kind == HTML_SENTENCE ? "</span>" : "</mark>");
    }
    put_until(pane, to);
}

static void open_piece(pane *pane, const piece *piece)
{
    html *html = pane->html;
    const uint32_t report = pane->report + 1;
    if (piece->kind == HTML_SENTENCE && piece->part == 0)
        html_format(html, "<span class=\"s\" id=\"r%" PRIu32 ".s%" PRIu32 "\">", report,
                    piece->number);
    else if (piece->kind == HTML_SENTENCE)
        html_raw(html, "<span class=\"s\">");
    else
        html_format(html, "<mark %s=\"r%" PRIu32 "-%" PRIu32 "-%" PRIu32 "\">",
                    piece->part == 0 ? "id" : "data-of", report, piece->of_start, piece->of_end);
    *array_push(html->scratch, &pane->open) = (open_element){piece->end, piece->kind};
}

/* The first paragraph, when it is one sentence and that is a headline. */
static bool is_headline(const pane *pane, uint32_t start, uint32_t end)
{
    const readout_record *record = pane->html->record;
    const readout_report *report = &record->reports[pane->report];
    if (report->sentence_count == 0 || start > 0)
        return false;
    const readout_sentence *first = &record->sentences[report->first_sentence];
    return first->kind == READOUT_SENTENCE_HEADLINE && first->span.end >= end;
}

static void put_paragraph(pane *pane, uint32_t start, uint32_t end)
{
    html_raw(pane->html, is_headline(pane, start, end) ? "<p class=\"headline\">" : "<p>");
    pane->at = start;
    while (pane->waiting.count > 0) {
        piece next = pane->waiting.items[pane->waiting.count - 1];
        if (next.start >= end)
            break;
        pane->waiting.count--;
        next.start = next.start < start ? start : next.start;
        if (next.start >= next.end)
            continue;
        close_until(pane, next.start);
        const uint32_t limit =
            pane->open.count > 0 ? pane->open.items[pane->open.count - 1].end : end;
        piece rest = next;
        next.end = next.end < limit ? next.end : limit;
        rest.start = next.end;
        rest.part++;
        open_piece(pane, &next);
        put_back(pane, rest);
    }
    close_until(pane, end);
    html_raw(pane->html, "</p>\n");
}

/* Paragraphs have an empty line between them. */
static void put_text(pane *pane)
{
    const str text = pane->text;
    for (size_t start = 0; start < text.len;) {
        size_t end = str_find(text, STR("\n\n"), start);
        end = end == SIZE_MAX ? text.len : end;
        if (end > start)
            put_paragraph(pane, (uint32_t)start, (uint32_t)end);
        start = end + 2;
    }
}

/* ---- The head of a report ------------------------------------------------------------- */

/* Only these become links: anything else could run in the reader's browser. */
static bool is_web_address(str url)
{
    return str_starts_nocase(url, STR("http://")) || str_starts_nocase(url, STR("https://"));
}

static void put_address(html *html, str url)
{
    if (url.len == 0)
        return;
    html_raw(html, "<span class=\"url\">");
    if (is_web_address(url)) {
        html_raw(html, "<a rel=\"noreferrer noopener\" href=\"");
        html_line(html, url);
        html_raw(html, "\">");
        html_line(html, url);
        html_raw(html, "</a>");
    } else {
        html_line(html, url);
    }
    html_raw(html, "</span>");
}

static void put_date(html *html, const readout_date *date)
{
    if (date->precision != READOUT_PRECISION_NONE) {
        html_raw(html, "<time datetime=\"");
        html_line(html, date->value);
        html_raw(html, "\">");
        html_line(html, date->value);
        html_raw(html, "</time>");
    } else if (date->earliest.len > 0) {
        html_raw(html, "on or after ");
        html_line(html, date->earliest);
    } else {
        html_raw(html, "no date found");
    }
    if (date->basis != READOUT_BASIS_NONE)
        html_format(html, " <span class=\"faint\">%s</span>", label_basis(date->basis));
}

/* Then its headline is its first paragraph, and need not stand above it once more. */
static bool starts_with_title(const readout_record *record, uint32_t at)
{
    const readout_report *report = &record->reports[at];
    return report->sentence_count > 0 &&
           record->sentences[report->first_sentence].kind == READOUT_SENTENCE_HEADLINE &&
           str_starts(report->text,
                      readout_record_text(record, record->sentences[report->first_sentence].span));
}

static void put_head(html *html, uint32_t at)
{
    const readout_report *report = &html->record->reports[at];
    html_format(html, "<header><h3><b class=\"no\">%" PRIu32 "</b> ", at + 1);
    html_line(html, report_name(report));
    html_raw(html, " <span class=\"sep\">\xc2\xb7</span> ");
    put_date(html, &report->published);
    html_raw(html, "</h3>\n");
    if (report->title.len > 0 && !starts_with_title(html->record, at)) {
        html_raw(html, "<p class=\"headline\">");
        html_line(html, report->title);
        html_raw(html, "</p>\n");
    }
    html_raw(html, "<p class=\"meta\">");
    for (size_t i = 0; i < report->authors.count; i++) {
        html_raw(html, i == 0 ? "by " : ", ");
        html_line(html, report->authors.items[i]);
    }
    if (report->authors.count > 0 && report->url.len > 0)
        html_raw(html, " <span class=\"sep\">\xc2\xb7</span> ");
    put_address(html, report->url);
    html_raw(html, "</p>");
    if (html->fold.parent[at] != READOUT_NONE) {
        const readout_copy *copy = &html->record->copies[html->fold.copy[at]];
        html_format(html, "<p class=\"badge copy\">\xe2\x89\x88 %s copy of ",
                    html_copy_word(copy->kind));
        html_report(html, copy->of);
        html_raw(html, "</p>");
    }
    if (report->problem.len > 0) {
        html_raw(html, "<p class=\"badge bad\">! problem: ");
        html_line(html, report->problem);
        html_raw(html, "</p>");
    }
    html_raw(html, "</header>\n");
}

static bool is_language(str language)
{
    for (size_t i = 0; i < language.len; i++)
        if (language.data[i] < 'a' || language.data[i] > 'z')
            return false;
    return language.len == 2;
}

void html_pane(html *html)
{
    html_raw(html, "<section id=\"reading\" class=\"pane\" aria-labelledby=\"h-reading\" "
                   "tabindex=\"0\">\n<h2 id=\"h-reading\">Reports</h2>\n");
    for (uint32_t i = 0; i < html->record->reports_count; i++) {
        const readout_report *report = &html->record->reports[i];
        pane pane = {.html = html, .report = i, .text = report->text};
        html_format(html, "<article class=\"report\" id=\"r%" PRIu32 "\">\n", i + 1);
        put_head(html, i);
        html_raw(html, "<div class=\"text\" dir=\"auto\"");
        if (is_language(report->language)) {
            html_raw(html, " lang=\"");
            html_str(html, report->language);
            html_raw(html, "\"");
        }
        html_raw(html, ">\n");
        push_all(&pane);
        put_text(&pane);
        html_raw(html, "</div>\n</article>\n");
    }
    html_raw(html, "</section>\n");
}
