/* report.h - what intake makes of bytes: one report with clean text, metadata and an account
 * of everything that was left out.
 *
 *   original bytes   |nav|headline|by|para-|graph one|promo|para two|legal|
 *                      x     |     x   \     /          x      |      x
 *   clean text            |headline|\n\n|para graph one|\n\n|para two|
 *                          block 0        block 1             block 2
 *
 * The clean text is valid UTF-8: the blocks in order with an empty line ("\n\n") between
 * them, inside a block no line break (wraps became single spaces). For plain text and the
 * "text" of JSON lines a list of runs maps it back to the original, byte for byte.
 */
#ifndef INTAKE_REPORT_H
#define INTAKE_REPORT_H

#include "base/array.h"
#include "base/calendar.h"
#include "base/str.h"

/* What a line or block is. Up to BLOCK_CREDIT it is part of the clean text, after that it
 * is excluded. */
typedef enum block_kind {
    BLOCK_PROSE = 0,
    BLOCK_HEADLINE, /* the headline, crossheads */
    BLOCK_DATELINE, /* a line of its own such as "Rome, 14 March" */
    BLOCK_CREDIT,   /* "X and Y contributed to this report": evidence, no story */
    BLOCK_BYLINE,
    BLOCK_CAPTION,
    BLOCK_NAV,
    BLOCK_PROMO,
    BLOCK_LEGAL,
    BLOCK_COMMENT,
    BLOCK_REPEAT
} block_kind;

/* "prose", "headline" ... Never NULL. */
const char *block_kind_name(block_kind kind);
bool block_kind_kept(block_kind kind);

typedef struct block {
    uint32_t start; /* bytes of the clean text */
    uint32_t end;
    block_kind kind;
} block;
typedef array_of(block) block_array;

typedef struct exclusion {
    block_kind kind;
    bool has_source; /* false where the input has markup */
    uint32_t source_start;
    uint32_t source_end;
    str text;
} exclusion;
typedef array_of(exclusion) exclusion_array;

/* Bytes [text, text+length) of the clean text are bytes [source, source+length) of the
 * original. Runs are sorted by `text`; what lies between two runs (a joining space, an
 * empty line, a character that was converted) maps to the gap in the original. */
typedef struct source_run {
    uint32_t text;
    uint32_t source;
    uint32_t length;
} source_run;
typedef array_of(source_run) source_run_array;

typedef enum report_format {
    REPORT_EMPTY = 0,
    REPORT_BINARY,
    REPORT_TEXT,
    REPORT_HTML,
    REPORT_JSONL,
    REPORT_CONLLU
} report_format;

/* The date of the report as intake sees it: in metadata, address or words. */
typedef struct report_date {
    date date; /* year 0: none */
    readout_basis basis;
    str why; /* where: "JSON-LD datePublished 2022-03-14T10:00Z", "dateline \"ROME, March 14\"" */
} report_date;

typedef array_of(str) str_array;

typedef struct report {
    str id;     /* given or derived; unique in its pile (the engine sees to that) */
    str path;   /* as added; JSON lines: "file.jsonl:12" */
    str sha256; /* of the bytes as added (of the line, for JSON lines) */
    report_format format;
    str charset; /* what it was read as: "UTF-8", "windows-1252" ... */

    str title;
    str outlet;
    str_array authors;
    str url;
    report_date published;
    report_date modified;
    str language; /* ISO 639-1, or "und" */

    str text;
    block_array blocks;
    exclusion_array excluded;
    bool has_source;       /* false where the input has markup */
    source_run_array runs; /* when has_source */
    uint32_t *line_starts; /* when the original is a text file: offsets of its lines */
    uint32_t line_count;

    str problem; /* why it cannot be read, or what is wrong with it (several: "; ") */
} report;

/* The bytes of the original behind clean bytes [start, end): from the first to the last
 * of them. False if the report has no source map or the range is empty or outside. */
bool report_source(const report *report, uint32_t start, uint32_t end, uint32_t *source_start,
                   uint32_t *source_end);

/* Line (from 1) of the original on which clean byte `at` lies; 0 where there are none. */
uint32_t report_line(const report *report, uint32_t at);

/* Notes one more problem. The text is copied. */
void report_problem(arena *arena, report *report, str problem);

#endif
