/* text.h - inside plain-text reading: from lines to labelled paragraphs.
 *
 *   content --text_split--> lines --text_join--> paragraphs --text_label--> kinds --> report
 *
 *   The                      \
 *   state media report gave   }  one paragraph, three lines
 *   no further details.      /
 *   No comments              -  another one
 */
#ifndef INTAKE_TEXT_H
#define INTAKE_TEXT_H

#include "intake/furniture.h"
#include "intake/report.h"

typedef struct text_line {
    str text;  /* without white space at both ends */
    bool gap;  /* first line, or an empty line stands before it */
    bool item; /* begins with a bullet or "1." */
    furniture_verdict verdict;
} text_line;
typedef array_of(text_line) text_line_array;

typedef struct paragraph {
    uint32_t first_line;
    uint32_t line_count;
    str text; /* the lines joined */
    uint32_t words;
    bool ends; /* like a sentence, or with a colon */
    bool item;
    block_kind kind;
    furniture_force force;
} paragraph;
typedef array_of(paragraph) paragraph_array;

/* ---- text_lines.c: looking at lines ---- */

/* Lines that are not empty, at most INTAKE_BLOCKS_MAX; false when there were more. */
bool text_split(arena *arena, str content, text_line_array *lines);

bool text_ends_sentence(str text);    /* . ! ? and the like, also before a quotation mark */
bool text_ends_abbreviated(str text); /* "the U.S.", "said Gen.": a period that ends nothing */
bool text_ends_open(str text);        /* with a comma or a word such as "the" or "of" */
bool text_begins_lower(str text);
bool text_is_item(str text);
uint32_t text_words(str text);

/* The same words, whatever the case, spacing and signs. */
bool text_same(str a, str b);
uint64_t text_same_hash(str text); /* equal for texts that are text_same */

/* ---- text_wrap.c: lines to paragraphs ---- */

/* A line whose words alone made it furniture is prose once it goes on a sentence. */
void text_join(arena *arena, text_line_array *lines, paragraph_array *paragraphs);

/* Does a joined line end so that the next follows without a blank: "inter-" + "national"? */
bool text_hyphenated(str line, str next);

/* ---- text_label.c, text_zones.c: what the paragraphs are ---- */

/* Labels every paragraph. Gives the index of the headline, or UINT32_MAX. `title` and
 * `outlet` are what is known already, or empty. */
uint32_t text_label(arena *scratch, paragraph_array *paragraphs, str title, str outlet);

/* A paragraph that tells the story, as far as its form goes. */
bool text_is_story(const paragraph *p);

/* Labels what stands below the story: after a footer began, lists of links, loose lines. */
void text_label_end(paragraph_array *paragraphs);

#endif
