/* intake.h - bytes to reports: the first room.
 *
 *   bytes --sniff--> text ---charset--> UTF-8 --label lines--> blocks ---+
 *                |-> HTML --libxml2---> tree ---find body----> blocks ---+--> report
 *                |-> JSON lines --each line: text or html, as above -----+
 *
 * Bad bytes are data: these functions do not fail; the report's `problem` says what is
 * wrong. They only leave when memory runs out (memory.h).
 */
#ifndef INTAKE_INTAKE_H
#define INTAKE_INTAKE_H

#include "intake/report.h"

#include <readout.h>

enum {
    INTAKE_LIMIT_DEFAULT = 8 << 20, /* bytes of one report */
    INTAKE_LIMIT_MAX = 1 << 30,
    INTAKE_DEPTH_MAX = 256,    /* HTML elements and JSON values inside one another */
    INTAKE_BLOCKS_MAX = 200000 /* lines or blocks of one report; the rest is left out */
};

/* Tells the format by content; a file name is never looked at. */
report_format intake_sniff(str content);

/* Reads one report that is not JSON lines (those are split by intake_json_line first).
 * Borrowed slices of `input` that end up in the report are copied into the arena.
 * `scratch` is used and given back. */
void intake_read(arena *keep, arena *scratch, const readout_input *input, report *report);

/* Reads one JSON line: {"id","url","outlet","title","author" (or "authors":[]),"published",
 * "text" or "html"} into fields of `input` allocated in `arena`; unknown fields are
 * ignored. False with a reason in *problem when it is no JSON object, has neither text nor
 * html, or a field has the wrong type. */
bool intake_json_line(arena *arena, str line, readout_input *input, str *problem);

/* The parts, for intake_read and for tests. ------------------------------------------- */

/* Converts to UTF-8. The charset is told by BOM, the charset of `content_type`, a meta
 * declaration (HTML), valid UTF-8, then uchardet; conversion by iconv. Fills charset and,
 * if there is one, the problem (undecodable bytes, mojibake such as "â€™" in UTF-8 text).
 * `runs` maps the result to `content` (identity: one run). */
str charset_to_utf8(arena *arena, str content, str content_type, bool html, report *report,
                    source_run_array *runs);

/* Plain text: labels every line, joins hard wraps, drops what is no story, finds title,
 * authors, outlet and date that the text states of itself. `content` is UTF-8. */
void text_read(arena *keep, arena *scratch, str content, const source_run_array *runs,
               report *report);

/* HTML: article body, metadata. `content` is UTF-8. */
void html_read(arena *keep, arena *scratch, str content, report *report);

/* Labels shared by text and HTML, by the tables in furniture.c: what a line or a block of
 * text is, judged by its words alone. BLOCK_PROSE when nothing speaks against it. */
block_kind furniture_kind(str line);

/* Bylines: "By Jane Doe and Max Roe, Diplomatic Correspondents" -> two names. */
void byline_authors(arena *arena, str byline, str_array *authors);

/* The language of the text: ISO 639-1 for those it knows, else "und". */
str language_detect(str text);

#endif
