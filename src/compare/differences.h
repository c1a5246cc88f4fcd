/* differences.h - what a copy made of one sentence: shared by the files that find differences.
 *
 *   original   "The national debt hit $22.012 trillion, officials said."    a telling
 *                                          |           |
 *   copy       "The public debt reached $22.012 billion."                   another
 *                                          number      attribution_lost */
#ifndef COMPARE_DIFFERENCES_H
#define COMPARE_DIFFERENCES_H

#include "compare/comparison.h"

/* One sentence, ready to compare. */
typedef struct telling {
    const reading *reading;
    uint32_t report;
    uint32_t sentence;
    str *words; /* case-folded; of all tokens, marks too */
    uint32_t count;
    uint32_t first_token;
} telling;

typedef struct altered {
    arena *keep;
    arena *scratch;
    telling original;
    telling copy;
    telling around; /* the copy's sentence with its neighbours */
    bool close;     /* the two are of like length and share much */
    bool similar;   /* the two share much, whatever their length */
    bool dense;     /* the copy follows its original sentence by sentence */
    difference_array *out;
} altered;

/* A word list: words that end in * stand for all that begin so. */
bool telling_has(const telling *telling, const char *const *list);
/* The first such token, or READOUT_NONE. */
uint32_t telling_find(const telling *telling, const char *const *list);
bool word_in(str word, const char *const *list);

/* One rule a kind; each adds at most one difference. */
typedef void altered_rule(altered *altered);
extern altered_rule *const altered_rules[]; /* NULL behind the last */

void altered_add(altered *altered, readout_difference_kind kind, str text);

/* ---- Tables (differences_words.c) ------------------------------------------------------ */

extern const char *const negation_strong[];
extern const char *const negation_any[];
extern const char *const hedges[];
extern const char *const hedges_any[];
extern const char *const attribution_any[];
extern const char *const source_singular[];
extern const char *const source_plural[];
extern const char *const rank_words[];

typedef struct opposite {
    const char *a;
    const char *b;
    readout_difference_kind kind;
} opposite;
extern const opposite opposites[]; /* a NULL behind the last */

typedef struct office {
    const char *word;
    int office; /* words of one office have one number */
} office;
extern const office offices[]; /* word NULL behind the last */

#endif
