/* html_audit.c - what a reader needs to check the page: program and model, each file with its
 * hash, how its date was found, and what was left out of it. */
#include "record/html.h"
#include "record/label.h"

#include <inttypes.h>

static void put_file(html *html, uint32_t at)
{
    const readout_report *report = &html->record->reports[at];
    html_raw(html, "<tr><th scope=\"row\">");
    html_report(html, at);
    html_raw(html, "</th><td class=\"mono\">");
    html_line(html, report->path);
    html_raw(html, "<br><span class=\"hash\">sha256 ");
    html_line(html, report->sha256);
    html_raw(html, "</span><br><span class=\"faint\">id ");
    html_line(html, report->id);
    html_format(html, "</span></td><td class=\"num\">%zu</td><td>", report->text.len);
    html_line(html, report->language);
    html_raw(html, "</td><td>");
    html_line(html, report->published.value);
    html_format(html, " <b>%s</b> <span class=\"faint\">", label_basis(report->published.basis));
    html_line(html, report->published.why);
    html_raw(html, "</span></td></tr>\n");
}

static void put_excluded(html *html, uint32_t at)
{
    const readout_report *report = &html->record->reports[at];
    if (report->excluded_count == 0)
        return;
    html_raw(html, "<details class=\"more\"><summary>Left out of ");
    html_format(html, "%" PRIu32 " (%" PRIu32 ")</summary><dl class=\"evidence\">\n", at + 1,
                report->excluded_count);
    for (uint32_t i = 0; i < report->excluded_count; i++) {
        const readout_excluded *piece = &html->record->excluded[report->first_excluded + i];
        html_format(html, "<dt>%s</dt><dd>", label_excluded(piece->kind));
        html_line(html, piece->text);
        if (piece->has_source)
            html_format(html,
                        " <span class=\"faint\">bytes %" PRIu32 "\xe2\x80\x93%" PRIu32 "</span>",
                        piece->source_start, piece->source_end);
        html_raw(html, "</dd>\n");
    }
    html_raw(html, "</dl></details>\n");
}

void html_audit(html *html)
{
    const readout_record *record = html->record;
    html_section(html, "audit", "Audit",
                 "A source such as 2:13 is report 2, line 13 of its file; 2@1204 is byte 1204 of "
                 "its clean text. Both lead to the words in the text.");
    html_raw(html, "<p>Made by readout " READOUT_VERSION " with the model ");
    html_line(html, record->model);
    html_raw(html, ". The same files give the same page, byte for byte.</p>\n");
    html_raw(html, "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Files\"><table "
                   "class=\"files\"><thead><tr><th scope=\"col\">report</th><th scope=\"col\">file"
                   "</th><th scope=\"col\" class=\"num\">bytes of text</th><th scope=\"col\">"
                   "language</th><th scope=\"col\">date and how it was found</th></tr></thead>"
                   "<tbody>\n");
    for (uint32_t i = 0; i < record->reports_count; i++)
        put_file(html, i);
    html_raw(html, "</tbody></table></div>\n");
    for (uint32_t i = 0; i < record->reports_count; i++)
        put_excluded(html, i);
    html_raw(html, "</section>\n");
}
