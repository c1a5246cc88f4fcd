/* html_claims.c - the matrix of claims by reports.
 *
 *                                    1 Wire (3: copy)    2 Chronicle    4 Hafenkurier
 *   contested   the exit was locked  * says 1:15         x denies 2:34  . silent
 *   roots 1-2                        copy 3:13
 *
 * A copy is no column of its own: what it carries stands below its original's cell, and a copy
 * that says the contrary of its original is marked. Where there are more reports than fit, those
 * that carry the fewest claims share the last column.
 */
#include "record/html_claims.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 9, ROWS_SHOWN = 20 };

typedef struct matrix {
    html *html;
    uint32_t *top;    /* [report]: the report that it is folded into, at the end of the chain */
    uint32_t *column; /* [top report], or READOUT_NONE: in the last column */
    uint32_t shown[COLUMNS_MAX];
    uint32_t columns;
    bool others;
} matrix;

/* Worth to be compared: some report stands against another, or with it. */
static bool is_shared(const html_claim *claim)
{
    return claim->status == HTML_CONTESTED || claim->asserted.reports > 1;
}

/* ---- Columns -------------------------------------------------------------------------- */

static void count_voices(const matrix *matrix, const html_claim *claim, uint32_t *counts)
{
    for (size_t i = 0; i < claim->voice_count; i++)
        if (claim->voices[i].span.report < matrix->html->record->reports_count)
            counts[matrix->top[claim->voices[i].span.report]]++;
}

/* All reports that carry a claim if they fit, else those that carry most. */
static void choose_columns(matrix *matrix, const html_claim *claims, uint32_t count)
{
    const uint32_t reports = matrix->html->record->reports_count;
    uint32_t *counts = arena_array(matrix->html->scratch, uint32_t, reports);
    bool *taken = arena_array(matrix->html->scratch, bool, reports);
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++)
        if (is_shared(&claims[i]))
            count_voices(matrix, &claims[i], counts);
    for (uint32_t i = 0; i < reports; i++)
        used += counts[i] > 0 ? 1 : 0;
    matrix->others = used > COLUMNS_MAX;
    const uint32_t wanted = matrix->others ? COLUMNS_MAX - 1 : used;
    for (uint32_t chosen = 0; chosen < wanted; chosen++) {
        uint32_t best = READOUT_NONE;
        for (uint32_t i = 0; i < reports; i++)
            if (!taken[i] && counts[i] > 0 && (best == READOUT_NONE || counts[i] > counts[best]))
                best = i;
        taken[best] = true;
    }
    for (uint32_t i = 0; i < reports; i++) {
        matrix->column[i] = taken[i] ? matrix->columns : READOUT_NONE;
        if (taken[i])
            matrix->shown[matrix->columns++] = i;
    }
}

static matrix make_matrix(html *html, const html_claim *claims, uint32_t count)
{
    const uint32_t reports = html->record->reports_count;
    matrix matrix = {.html = html};
    matrix.top = arena_array(html->scratch, uint32_t, reports);
    matrix.column = arena_array(html->scratch, uint32_t, reports);
    for (uint32_t i = 0; i < reports; i++) {
        matrix.top[i] = i;
        while (html->fold.parent[matrix.top[i]] != READOUT_NONE)
            matrix.top[i] = html->fold.parent[matrix.top[i]];
    }
    choose_columns(&matrix, claims, count);
    return matrix;
}

static void put_head(const matrix *matrix)
{
    html *html = matrix->html;
    html_raw(html, "<thead role=\"rowgroup\"><tr role=\"row\">"
                   "<th role=\"columnheader\" scope=\"col\" class=\"claim\">claim</th>"
                   "<th role=\"columnheader\" scope=\"col\" class=\"num\">roots</th>");
    for (uint32_t i = 0; i < matrix->columns; i++) {
        const uint32_t report = matrix->shown[i];
        html_raw(html, "<th role=\"columnheader\" scope=\"col\">");
        html_report(html, report);
        html_raw(html, "<span class=\"sub\">");
        html_line(html, html->record->reports[report].published.value);
        html_raw(html, "</span>");
        for (uint32_t at = 0; at < html->record->reports_count; at++)
            if (at != report && matrix->top[at] == report)
                html_format(html,
                            " <a class=\"sub\" href=\"#r%" PRIu32 "\">\xe2\x89\x88 %" PRIu32
                            " copy</a>",
                            at + 1, at + 1);
        html_raw(html, "</th>");
    }
    html_raw(html,
             matrix->others ? "<th role=\"columnheader\" scope=\"col\">other reports</th>" : "");
    html_raw(html, "</tr></thead>\n");
}

/* ---- Cells ---------------------------------------------------------------------------- */

/* What stands in a cell, in this order: the report's own voices, then those of its copies. */
static const struct {
    const char *class_;
    const char *glyph;
    const char *word;
} VOICES[2][3] = {
    {[HTML_SAYS] = {"yes", "\xe2\x97\x8f", "says"},
     [HTML_DENIES] = {"no", "\xc3\x97", "denies"},
     [HTML_ASIDE] = {"aside", "\xe2\x97\x8b", "mentions"}},
    {[HTML_SAYS] = {"copy", "\xe2\x89\x88", "copy<span class=\"hide\"> says</span>"},
     [HTML_DENIES] = {"copy no", "\xe2\x89\x88\xc3\x97", "copy denies"},
     [HTML_ASIDE] = {"copy", "\xe2\x89\x88", "copy mentions"}},
};

static bool in_cell(const matrix *matrix, readout_span span, uint32_t column, bool copies)
{
    if (span.report >= matrix->html->record->reports_count)
        return false;
    const uint32_t top = matrix->top[span.report];
    return matrix->column[top] == column && (span.report != top) == copies;
}

/* Gives whether there was any. */
static bool put_voices(const matrix *matrix, const html_claim *claim, uint32_t column, bool copies,
                       html_bearing bearing)
{
    html *html = matrix->html;
    bool any = false;
    for (size_t i = 0; i < claim->voice_count; i++) {
        const html_voice *voice = &claim->voices[i];
        if (voice->bearing != bearing || !in_cell(matrix, voice->span, column, copies))
            continue;
        if (!any)
            html_format(html, "<span class=\"cell %s\"><span aria-hidden=\"true\">%s</span> %s",
                        VOICES[copies][bearing].class_, VOICES[copies][bearing].glyph,
                        VOICES[copies][bearing].word);
        any = true;
        html_raw(html, " ");
        html_source(html, voice->span);
    }
    html_raw(html, any ? "</span>" : "");
    return any;
}

static bool has_voices(const matrix *matrix, const html_claim *claim, uint32_t column)
{
    for (size_t i = 0; i < claim->voice_count; i++)
        if (in_cell(matrix, claim->voices[i].span, column, false) ||
            in_cell(matrix, claim->voices[i].span, column, true))
            return true;
    return false;
}

/* Says for narrow screens, where a row is a list, whose the cell is. */
static void begin_cell(const matrix *matrix, uint32_t column, bool silent)
{
    html *html = matrix->html;
    html_format(html, "<td role=\"cell\"%s data-report=\"", silent ? " class=\"silent\"" : "");
    if (column == READOUT_NONE) {
        html_raw(html, "other reports");
    } else {
        const uint32_t report = matrix->shown[column];
        html_format(html, "%" PRIu32 " ", report + 1);
        html_str(html, report_name(&html->record->reports[report]));
    }
    html_raw(html, "\">");
}

static void put_cell(const matrix *matrix, const html_claim *claim, uint32_t column)
{
    bool any = false;
    begin_cell(matrix, column, !has_voices(matrix, claim, column));
    for (int copies = 0; copies < 2; copies++)
        for (int bearing = HTML_SAYS; bearing <= HTML_ASIDE; bearing++)
            any = put_voices(matrix, claim, column, copies == 1, (html_bearing)bearing) || any;
    if (!any)
        html_raw(matrix->html, "<span class=\"cell none\"><span aria-hidden=\"true\">\xc2\xb7"
                               "</span><span class=\"hide\"> silent</span></span>");
    html_raw(matrix->html, "</td>");
}

/* ---- Rows ----------------------------------------------------------------------------- */

static const char *root_words(const html_root *root)
{
    return root->own ? "no source given" : root->named ? "" : "unnamed";
}

static void list_roots(html *html, const html_roots *roots, const char *what)
{
    for (size_t i = 0; i < roots->count; i++) {
        html_format(html, "<li>%s", what);
        html_line(html, roots->items[i].text);
        html_format(html, " <span class=\"faint\">%s</span>", root_words(&roots->items[i]));
        if (roots->items[i].party.len > 0) {
            html_raw(html, " <span class=\"party\">");
            html_line(html, roots->items[i].party);
            html_raw(html, "</span>");
        }
        html_raw(html, "</li>");
    }
}

static void put_range(html *html, const html_roots *roots)
{
    html_format(html, "%" PRIu32, roots->min);
    if (roots->max != roots->min)
        html_format(html, "\xe2\x80\x93%" PRIu32, roots->max);
}

static void put_roots(html *html, const html_claim *claim)
{
    const html_roots *said = &claim->asserted;
    html_raw(html, "<td role=\"cell\" class=\"num roots\"><b>");
    put_range(html, said);
    html_raw(html, "</b> ");
    if (claim->denied.reports > 0) {
        html_raw(html, "<span class=\"against\">\xc3\x97 ");
        put_range(html, &claim->denied);
        html_raw(html, " against</span>");
    }
    html_format(html, "<span class=\"sub\">%" PRIu32 " document%s, %" PRIu32 " report%s</span>",
                said->documents, said->documents == 1 ? "" : "s", said->reports,
                said->reports == 1 ? "" : "s");
    if (said->count + claim->denied.count > 0) {
        html_raw(html, "<details><summary>who</summary><ul>");
        list_roots(html, said, "");
        list_roots(html, &claim->denied, "<span class=\"against\">\xc3\x97</span> ");
        html_raw(html, "</ul></details>");
    }
    html_raw(html, "</td>");
}

static void put_claim(const matrix *matrix, const html_claim *claim, uint32_t number)
{
    static const char *const statuses[] = {
        [HTML_UNCONTESTED] = "",
        [HTML_CONTESTED] = "<span class=\"badge bad\">\xe2\x86\x94 contested</span> ",
        [HTML_UNATTRIBUTED] = "<span class=\"badge\">? no source named</span> "};
    html *html = matrix->html;
    html_format(html,
                "<tr role=\"row\" class=\"item\" id=\"claim-c%" PRIu32 "\"><th role=\"rowheader\" "
                "scope=\"row\" class=\"claim\">%s<span class=\"said\">",
                number, statuses[claim->status]);
    html_line(html, claim->text);
    html_format(html,
                "</span><a class=\"perma\" href=\"#claim-c%" PRIu32
                "\" aria-label=\"Link to claim %" PRIu32 "\">#</a></th>",
                number, number);
    put_roots(html, claim);
    for (uint32_t i = 0; i < matrix->columns; i++)
        put_cell(matrix, claim, i);
    if (matrix->others)
        put_cell(matrix, claim, READOUT_NONE);
    html_raw(html, "</tr>\n");
}

/* Contested ones first; the rows [from, end) of that order. */
static void put_table(const matrix *matrix, const html_claim *claims, uint32_t count, uint32_t from,
                      uint32_t end)
{
    html *html = matrix->html;
    uint32_t row = 0;
    html_raw(html, "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Claims by "
                   "reports\"><table class=\"matrix\" role=\"table\">\n");
    put_head(matrix);
    html_raw(html, "<tbody role=\"rowgroup\">\n");
    for (int contested = 1; contested >= 0; contested--)
        for (uint32_t i = 0; i < count; i++)
            if ((claims[i].status == HTML_CONTESTED) == (contested == 1) && is_shared(&claims[i])) {
                if (row >= from && row < end)
                    put_claim(matrix, &claims[i], i + 1);
                row++;
            }
    html_raw(html, "</tbody></table></div>\n");
}

/* A claim that one report alone carries needs no row of the matrix: its words, where they stand,
 * and whose they are. */
static void put_alone(html *html, const html_claim *claim, uint32_t number)
{
    html_format(html, "<li class=\"item\" id=\"claim-c%" PRIu32 "\"><span class=\"said\">", number);
    html_line(html, claim->text);
    html_raw(html, "</span>");
    for (size_t i = 0; i < claim->voice_count; i++) {
        html_raw(html, " ");
        html_source(html, claim->voices[i].span);
    }
    for (size_t i = 0; i < claim->asserted.count; i++) {
        html_raw(html, i == 0 ? " <span class=\"faint\">" : ", ");
        html_line(html, claim->asserted.items[i].text);
        const char *words = root_words(&claim->asserted.items[i]);
        html_format(html, words[0] != '\0' ? " (%s)" : "%s", words);
    }
    html_raw(html, claim->asserted.count > 0 ? "</span></li>\n" : "</li>\n");
}

static void list_alone(html *html, const html_claim *claims, uint32_t count, uint32_t alone,
                       bool open)
{
    html_format(html,
                "<details class=\"more\"%s><summary>%" PRIu32
                " claim%s of one report alone, denied by none</summary>\n<ul class=\"plain\">\n",
                open ? " open" : "", alone, alone == 1 ? "" : "s");
    for (uint32_t i = 0; i < count; i++)
        if (!is_shared(&claims[i]))
            put_alone(html, &claims[i], i + 1);
    html_raw(html, "</ul></details>\n");
}

void html_matrix(html *html, const html_claim *claims, uint32_t count)
{
    uint32_t shared = 0;
    uint32_t contested = 0;
    if (count == 0)
        return;
    for (uint32_t i = 0; i < count; i++) {
        shared += is_shared(&claims[i]) ? 1 : 0;
        contested += claims[i].status == HTML_CONTESTED ? 1 : 0;
    }
    html_section(html, "claims", "Claims by reports",
                 "Roots are the distinct origins that a claim can be traced back to, once copies "
                 "are folded: 1\xe2\x80\x93"
                 "2 where the reports do not decide it.");
    if (shared > 0) {
        const matrix matrix = make_matrix(html, claims, count);
        const uint32_t shown = contested > ROWS_SHOWN ? contested : ROWS_SHOWN;
        put_table(&matrix, claims, count, 0, shown);
        if (shared > shown) {
            html_format(html,
                        "<details class=\"more\"><summary>%" PRIu32
                        " further claim%s of several reports</summary>\n",
                        shared - shown, shared == shown + 1 ? "" : "s");
            put_table(&matrix, claims, count, shown, shared);
            html_raw(html, "</details>\n");
        }
    }
    if (shared < count)
        list_alone(html, claims, count, count - shared, shared == 0);
    html_raw(html, "</section>\n");
}

void html_claims(html *html)
{
    html_matrix(html, html_claims_of(html->scratch, html->record), html->record->claims_count);
}

/* ---- From the record ------------------------------------------------------------------ */

static html_roots roots_of(arena *arena, const readout_roots *roots)
{
    html_root *items = arena_array(arena, html_root, roots->count);
    for (size_t i = 0; i < roots->count; i++) {
        const readout_root *root = &roots->items[i];
        items[i] = (html_root){root->text, root->party, root->named, root->own};
    }
    return (html_roots){items,      roots->count,     roots->min,
                        roots->max, roots->documents, roots->reports};
}

static const html_voice *voices_of(arena *arena, const readout_claim *claim)
{
    static const html_bearing bearings[] = {[READOUT_BEARING_SUPPORT] = HTML_SAYS,
                                            [READOUT_BEARING_DENY] = HTML_DENIES,
                                            [READOUT_BEARING_ASIDE] = HTML_ASIDE};
    html_voice *voices = arena_array(arena, html_voice, claim->span_count);
    for (size_t i = 0; i < claim->span_count; i++)
        voices[i] = (html_voice){claim->spans[i].span, bearings[claim->spans[i].bearing]};
    return voices;
}

static html_status status_of(readout_claim_status status)
{
    switch (status) {
    case READOUT_CLAIM_CONTESTED:
        return HTML_CONTESTED;
    case READOUT_CLAIM_UNATTRIBUTED:
        return HTML_UNATTRIBUTED;
    case READOUT_CLAIM_UNCONTESTED:
        break;
    }
    return HTML_UNCONTESTED;
}

const html_claim *html_claims_of(arena *arena, const readout_record *record)
{
    html_claim *claims = arena_array(arena, html_claim, record->claims_count);
    for (uint32_t i = 0; i < record->claims_count; i++) {
        const readout_claim *claim = &record->claims[i];
        claims[i] = (html_claim){.text = readout_record_text(record, claim->text),
                                 .voices = voices_of(arena, claim),
                                 .voice_count = claim->span_count,
                                 .asserted = roots_of(arena, &claim->asserted),
                                 .denied = roots_of(arena, &claim->denied),
                                 .status = status_of(claim->status)};
    }
    return claims;
}
