/* html.h - the record as one HTML file: what its parts share.
 *
 *   html.c          head, contents, foot; the order of the sections
 *   html_write.c    text, links, sources
 *   html_claims.c   claims by reports
 *   html_times.c    the timeline
 *   html_graph.c    who took what from whom: picture and list
 *   html_said.c     quotations, differences, statements
 *   html_pane.c     the reports' texts, with an anchor for all that the sections link to
 *   html_audit.c    files, hashes, what was left out
 *
 * Markup of our own goes out as it is; whatever comes from outside goes through html_str, which
 * escapes it. There is no other way for it, and no attribute but title, href, datetime, lang and id
 * holds it.
 */
#ifndef RECORD_HTML_H
#define RECORD_HTML_H

#include "record/outline.h"
#include "record/words.h"

/* A span that something links to. Sentences have kind HTML_SENTENCE. */
typedef enum html_kind { HTML_SENTENCE = 0, HTML_SPAN } html_kind;

typedef struct html_anchor {
    uint32_t start;
    uint32_t end;
    html_kind kind;
    uint32_t number; /* of the sentence in its report, from 1 */
} html_anchor;
typedef array_of(html_anchor) html_anchors;

typedef struct html {
    record_sink *sink;
    arena *scratch;
    const readout_record *record;
    fold fold;
    html_anchors *anchors; /* [report] */
} html;

/* ---- html_write.c ---- */

void html_raw(html *html, const char *markup);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void html_format(html *html, const char *markup, ...); /* numbers and our own words only */

/* Text from outside, in content and in attributes between double quotes. */
void html_str(html *html, str text);
/* The same in one line: white space becomes one space each. */
void html_line(html *html, str text);

/* A link to the words in the reading pane, "2:13" or "2@1204"; notes them for the pane. Nothing
 * if the span is not there. */
void html_source(html *html, readout_span span);
void html_sources(html *html, readout_spans spans);
/* "2 The Outlet", a link to the report. */
void html_report(html *html, uint32_t report);
/* "an edited copy" without the rest. */
const char *html_copy_word(readout_copy_kind kind);
/* Notes a span and writes its fragment, without "#". */
void html_fragment(html *html, readout_span span);

/* <section> with its heading and a count; ends with html_raw(html, "</section>\n"). */
void html_section(html *html, const char *id, const char *title, const char *lead);

/* The words of the report, with the quotation marks around them if there are. */
void html_words(html *html, readout_span span);

/* `b` with its differences from `a` marked. */
typedef enum html_side { HTML_BOTH = 0, HTML_OLD, HTML_NEW } html_side;
void html_changes(html *html, str a, str b, html_side side);

/* ---- The sections ---- */

void html_claims(html *html);
void html_timeline(html *html);
void html_graph(html *html);
void html_quotations(html *html);
void html_differences(html *html);
void html_statements(html *html);
void html_pane(html *html);
void html_audit(html *html);

/* Quotations that are worth a card: in several versions that are not all the same. */
bool html_quotation_differs(const readout_quotation *quotation);

#endif
