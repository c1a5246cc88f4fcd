/* html_write.c - text and links of the HTML face; see html.h. */
#include "base/utf8.h"
#include "record/html.h"
#include "record/page.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

void html_raw(html *html, const char *markup)
{
    sink_text(html->sink, markup);
}

void html_format(html *html, const char *markup, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, markup);
    const int length = vsnprintf(text, sizeof text, markup, arguments);
    va_end(arguments);
    if (length > 0)
        sink_str(html->sink,
                 (str){text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1});
}

/* ---- Text ----------------------------------------------------------------------------- */

/* What cannot stand as it is: marks of HTML, control characters, invisible marks that turn the
 * direction of writing, bytes that are no UTF-8. */
static bool must_change(uint32_t c, bool broken)
{
    if (c == '<' || c == '>' || c == '&' || c == '"' || c == '\'' || c == '\r')
        return true;
    if (c == '\n' || c == '\t')
        return false;
    return broken || c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || utf8_is_control(c);
}

static void changed(html *html, uint32_t c)
{
    switch (c) {
    case '<':
        html_raw(html, "&lt;");
        return;
    case '>':
        html_raw(html, "&gt;");
        return;
    case '&':
        html_raw(html, "&amp;");
        return;
    case '"':
        html_raw(html, "&quot;");
        return;
    case '\'':
        html_raw(html, "&#39;");
        return;
    case '\r':
        return;
    case UTF8_REPLACEMENT:
        html_raw(html, "\xef\xbf\xbd");
        return;
    default:
        html_format(html, c < 0x80 ? "\\x%02" PRIx32 : "\\u%04" PRIx32, c);
    }
}

void html_str(html *html, str text)
{
    size_t done = 0;
    for (size_t at = 0; at < text.len;) {
        size_t next = at;
        const uint32_t c = utf8_next(text, &next);
        if (must_change(c, c == UTF8_REPLACEMENT && next == at + 1)) {
            sink_str(html->sink, str_slice(text, done, at));
            changed(html, c);
            done = next;
        }
        at = next;
    }
    sink_str(html->sink, str_slice(text, done, text.len));
}

void html_line(html *html, str text)
{
    const arena_mark mark = arena_save(html->scratch);
    html_str(html, str_trim(page_clean(html->scratch, text)));
    arena_restore(html->scratch, mark);
}

void html_words(html *html, readout_span span)
{
    html_line(html, readout_record_text(html->record, span_with_marks(html->record, span)));
}

/* ---- Links ---------------------------------------------------------------------------- */

static bool span_there(const html *html, readout_span span)
{
    return readout_record_text(html->record, span).len > 0;
}

void html_fragment(html *html, readout_span span)
{
    *array_push(html->scratch, &html->anchors[span.report]) =
        (html_anchor){.start = span.start, .end = span.end, .kind = HTML_SPAN};
    html_format(html, "r%" PRIu32 "-%" PRIu32 "-%" PRIu32, span.report + 1, span.start, span.end);
}

void html_source(html *html, readout_span span)
{
    if (!span_there(html, span))
        return;
    const uint32_t line = readout_record_line(html->record, span);
    html_raw(html, "<a class=\"src\" href=\"#");
    html_fragment(html, span);
    html_raw(html, "\" title=\"");
    html_line(html, report_name(&html->record->reports[span.report]));
    if (line > 0)
        html_format(html, ", line %" PRIu32, line);
    html_format(html, ", bytes %" PRIu32 "\xe2\x80\x93%" PRIu32 "\">", span.start, span.end);
    if (line > 0)
        html_format(html, "%" PRIu32 ":%" PRIu32 "</a>", span.report + 1, line);
    else
        html_format(html, "%" PRIu32 "@%" PRIu32 "</a>", span.report + 1, span.start);
}

void html_sources(html *html, readout_spans spans)
{
    html_raw(html, "<span class=\"srcs\">");
    for (size_t i = 0; i < spans.count; i++) {
        html_raw(html, i > 0 ? " " : "");
        html_source(html, spans.items[i]);
    }
    html_raw(html, "</span>");
}

void html_report(html *html, uint32_t report)
{
    html_format(html, "<a class=\"rep\" href=\"#r%" PRIu32 "\"><b class=\"no\">%" PRIu32 "</b> ",
                report + 1, report + 1);
    html_line(html, report_name(&html->record->reports[report]));
    html_raw(html, "</a>");
}

const char *html_copy_word(readout_copy_kind kind)
{
    static const char *const words[] = {[READOUT_COPY_VERBATIM] = "verbatim",
                                        [READOUT_COPY_EDITED] = "edited",
                                        [READOUT_COPY_PARAPHRASE] = "paraphrased"};
    return words[kind];
}

void html_section(html *html, const char *id, const char *title, const char *lead)
{
    html_format(html, "<section id=\"%s\" class=\"part\" aria-labelledby=\"h-%s\">\n", id, id);
    html_format(html, "<h2 id=\"h-%s\">%s</h2>\n", id, title);
    if (lead != NULL) {
        html_raw(html, "<p class=\"how\">");
        html_raw(html, lead);
        html_raw(html, "</p>\n");
    }
}

/* ---- Word differences ----------------------------------------------------------------- */

/* The old side is the new side of the way back, so that each side shows its own words. */
void html_changes(html *html, str a, str b, html_side side)
{
    const char *const tags[] = {
        [WORDS_SAME] = NULL, [WORDS_GONE] = "del", [WORDS_NEW] = side == HTML_OLD ? "del" : "ins"};
    const arena_mark mark = arena_save(html->scratch);
    const words_runs runs = side == HTML_OLD ? words_compare(html->scratch, html->scratch, b, a)
                                             : words_compare(html->scratch, html->scratch, a, b);
    bool first = true;
    for (uint32_t i = 0; i < runs.count; i++) {
        const words_run *run = &runs.items[i];
        if (side != HTML_BOTH && run->kind == WORDS_GONE)
            continue;
        html_raw(html, first ? "" : " ");
        first = false;
        if (run->kind != WORDS_SAME)
            html_format(html, "<%s>", tags[run->kind]);
        html_line(html, run->text);
        if (run->kind != WORDS_SAME)
            html_format(html, "</%s>", tags[run->kind]);
    }
    arena_restore(html->scratch, mark);
}
