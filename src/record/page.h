/* page.h - a page to read: sections of lines, each with its sources.
 *
 *   brief.c, said.c   what is on the page     ---> page_line ---> text.c      for a terminal
 *   (walk the record)                                        \--> markdown.c  for a web page
 *
 *   SECTION
 *   heading                                                          [2]
 *     label     pieces of text, wrapped under each other        [2:13] [5:3]
 *
 * A face is the functions that turn sections and lines into bytes; text from outside is
 * cleaned there, never before.
 */
#ifndef RECORD_PAGE_H
#define RECORD_PAGE_H

#include "record/record.h"

typedef enum page_style {
    PAGE_PLAIN = 0,
    PAGE_STRONG,
    PAGE_FAINT,
    PAGE_ALARM, /* denials, problems */
    PAGE_NOTICE /* warnings, questions */
} page_style;

typedef enum page_kind {
    PAGE_TITLE = 0, /* of the page */
    PAGE_TEXT,      /* a paragraph */
    PAGE_HEADING,   /* of the items that follow: a speaker, a report */
    PAGE_ITEM,
    PAGE_ROW, /* an item with a label; rows that follow each other may become a table */
    PAGE_CUT  /* an item that takes one line; what does not fit ends in an ellipsis */
} page_kind;

typedef struct page_piece {
    str text; /* white space at its ends separates it from its neighbours */
    page_style style;
} page_piece;

typedef struct page_line {
    page_kind kind;
    unsigned depth; /* steps of indentation */
    str label;      /* in a column of its own; empty: no such column */
    page_style label_style;
    unsigned label_width; /* of that column */
    array_of(page_piece) pieces;
    str_array sources; /* "[2:13]" */
} page_line;

struct page;

typedef struct page_face {
    void (*section)(struct page *page, const char *title);
    void (*line)(struct page *page, const page_line *line);
} page_face;

typedef struct page {
    const page_face *face;
    record_sink *sink;
    arena *scratch;
    const readout_record *record;
    unsigned width; /* columns */
    bool color;
    unsigned claim; /* readout_view.claim */
    bool begun;     /* something has been written */
    /* For the face: what came last. */
    page_kind last;
    bool after_section;
    const char *columns[2]; /* what label and text of the rows are called */
    /* For the functions below: the line that is being put together. */
    page_line line;
    arena_mark mark;
} page;

void page_section(page *page, const char *title);
void page_columns(page *page, const char *label, const char *text); /* of the rows to come */

/* The steps of a line: begin, any number of additions, end. Slices must last until the end. */
void page_begin(page *page, page_kind kind, unsigned depth);
void page_label(page *page, str label, page_style style, unsigned width);
void page_add(page *page, page_style style, str text);
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
void page_format(page *page, page_style style, const char *format, ...);
void page_source(page *page, readout_span span);          /* "[2:13]" or "[2@1204]" */
void page_source_report(page *page, uint32_t report);     /* "[2]" */
void page_source_excluded(page *page, uint32_t excluded); /* "[2:13]" or "[2]" */
void page_end(page *page);

/* Text for a reader: white space becomes one space each, control characters and invisible
 * marks that turn the direction of writing become escapes like \x1b or \u202e, invalid bytes
 * U+FFFD. The text itself when there is nothing to do. */
str page_clean(arena *arena, str text);

/* The page, by brief.c. */
void page_write(page *page, readout_part part);

#endif
