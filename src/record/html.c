/* html.c - the record as one HTML file that reads without scripts, prints, and asks nothing of any
 * network: style and script are inside, and its content security policy allows only these two, by
 * their SHA-256. What a report wrote is never markup: see html.h.
 *
 * On a wide screen the reading pane stands beside the record and follows the links; it is the last
 * part but one of the page, and there it stays on a narrow screen and on paper.
 */
#include "record/html.h"

#include "base/digest.h"

#include <inttypes.h>

extern const unsigned char readout_report_style_start[], readout_report_style_end[];
extern const unsigned char readout_report_script_start[], readout_report_script_end[];

static str embedded(const unsigned char *start, const unsigned char *end)
{
    return (str){(const char *)start, (size_t)((uintptr_t)end - (uintptr_t)start)};
}

/* ---- Policy --------------------------------------------------------------------------- */

static unsigned nibble(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* "'sha256-...'": the digest in base 64. */
static void put_hash(html *html, str content)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const str hex = digest_hex(html->scratch, content);
    html_raw(html, "'sha256-");
    for (size_t i = 0; i < hex.len; i += 6) {
        unsigned bits = 0;
        for (size_t j = 0; j < 6; j++)
            bits = bits << 4 | (i + j < hex.len ? nibble(hex.data[i + j]) : 0);
        const unsigned missing = i + 6 > hex.len ? 1 : 0; /* 32 bytes are 10 * 3 + 2 */
        html_format(html, "%c%c%c%c", digits[bits >> 18], digits[bits >> 12 & 63],
                    digits[bits >> 6 & 63], missing ? '=' : digits[bits & 63]);
    }
    html_raw(html, "'");
}

/* ---- Head ----------------------------------------------------------------------------- */

static void put_title(html *html, uint32_t leading)
{
    if (leading != READOUT_NONE)
        html_line(html, html->record->reports[leading].title);
    else
        html_raw(html, "Sourced record");
}

static void put_head(html *html, uint32_t leading)
{
    const str style = embedded(readout_report_style_start, readout_report_style_end);
    const str script = embedded(readout_report_script_start, readout_report_script_end);
    html_raw(html, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "base-uri 'none'; form-action 'none'; style-src ");
    put_hash(html, style);
    html_raw(html, "; script-src ");
    put_hash(html, script);
    html_raw(html, "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n"
                   "<meta name=\"generator\" content=\"readout " READOUT_VERSION "\">\n<title>");
    put_title(html, leading);
    html_raw(html, "</title>\n<style>");
    sink_str(html->sink, style);
    html_raw(html, "</style>\n</head>\n");
}

static void put_foot(html *html)
{
    html_raw(html, "<script>");
    sink_str(html->sink, embedded(readout_report_script_start, readout_report_script_end));
    html_raw(html, "</script>\n</body>\n</html>\n");
}

/* ---- Masthead ------------------------------------------------------------------------- */

static uint32_t contested(const html *html)
{
    uint32_t contested = 0;
    for (uint32_t i = 0; i < html->record->claims_count; i++)
        contested += html->record->claims[i].status == READOUT_CLAIM_CONTESTED ? 1 : 0;
    return contested;
}

static uint32_t altered(const html *html)
{
    uint32_t altered = 0;
    for (uint32_t i = 0; i < html->record->quotations_count; i++)
        altered += html->record->quotations[i].verdict == READOUT_ALTERED ? 1 : 0;
    return altered;
}

static void put_figure(html *html, const char *link, uint32_t number, const char *one,
                       const char *several)
{
    html_format(html, "<li><a href=\"#%s\"><b>%" PRIu32 "</b> %s</a></li>", link, number,
                number == 1 ? one : several);
}

static void put_figures(html *html)
{
    const readout_record *record = html->record;
    const uint32_t gone = html->fold.copies + html->fold.unread;
    const uint32_t kept = record->reports_count > gone ? record->reports_count - gone : 0;
    html_raw(html, "<ul class=\"figures\" aria-label=\"In short\">");
    put_figure(html, "audit", record->reports_count, "document", "documents");
    put_figure(html, "sources", kept, "report", "reports");
    if (record->claims_count > 0)
        put_figure(html, "claims", contested(html), "contested claim", "contested claims");
    if (record->quotations_count > 0)
        put_figure(html, "quotations", altered(html), "altered quotation", "altered quotations");
    if (record->differences_count > 0)
        put_figure(html, "differences", record->differences_count, "difference", "differences");
    if (html->fold.unread > 0)
        put_figure(html, "audit", html->fold.unread, "could not be read", "could not be read");
    html_raw(html, "</ul>\n");
}

static void put_lead(html *html)
{
    readout_span lead[LEAD_MAX];
    const uint32_t count = lead_of(html->record, &html->fold, lead);
    for (uint32_t i = 0; i < count; i++) {
        html_raw(html,
                 i == 0 ? "<p class=\"lead\"><span class=\"said\">" : " <span class=\"said\">");
        html_line(html, readout_record_text(html->record, lead[i]));
        html_raw(html, "</span> ");
        html_source(html, lead[i]);
    }
    html_raw(html, count > 0 ? "</p>\n" : "");
}

static void put_contents(html *html)
{
    const readout_record *record = html->record;
    const struct {
        const char *id;
        const char *title;
        uint32_t count;
    } parts[] = {
        {"claims", "Claims", record->claims_count},
        {"timeline", "Timeline", record->timeline_count},
        {"sources", "Sources", record->reports_count},
        {"quotations", "Quotations", record->quotations_count},
        {"differences", "Differences", record->differences_count},
        {"statements", "Statements", record->statements_count},
        {"reading", "Reports", record->reports_count},
        {"audit", "Audit", record->reports_count},
    };
    html_raw(html, "<nav class=\"contents\" aria-label=\"Sections\"><ul>");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].count > 0)
            html_format(html, "<li><a href=\"#%s\">%s</a></li>", parts[i].id, parts[i].title);
    html_raw(html, "</ul></nav>\n");
}

static void put_masthead(html *html, uint32_t leading)
{
    html_raw(html, "<header class=\"masthead\"><p class=\"brand\">Readout <span>sourced record"
                   "</span></p>\n<h1>");
    put_title(html, leading);
    html_raw(html, "</h1>\n");
    put_figures(html);
    put_lead(html);
    html_raw(html, "</header>\n");
    put_contents(html);
}

/* ---- The page ------------------------------------------------------------------------- */

void html_write(record_sink *sink, arena *scratch, const readout_record *record)
{
    html html = {.sink = sink, .scratch = scratch, .record = record};
    html.fold = fold_reports(scratch, record);
    html.anchors = arena_array(scratch, html_anchors, record->reports_count);
    const uint32_t leading = leading_report(html.record, &html.fold);
    put_head(&html, leading);
    html_raw(&html, "<body class=\"record\">\n<a class=\"skip\" href=\"#record\">Skip to the "
                    "record</a>\n<div class=\"column\">\n");
    put_masthead(&html, leading);
    html_raw(&html, "<main id=\"record\">\n");
    html_claims(&html);
    html_timeline(&html);
    html_graph(&html);
    html_quotations(&html);
    html_differences(&html);
    html_statements(&html);
    html_pane(&html);
    html_audit(&html);
    html_raw(&html, "</main>\n</div>\n");
    put_foot(&html);
}
