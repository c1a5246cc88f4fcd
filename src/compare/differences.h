/* differences.h - what a copy made of one sentence: shared by the files that find differences.
 *
 *   original   "The national debt hit $22.012 trillion, officials said."    a telling
 *                                          |           |
 *   copy       "The public debt reached $22.012 billion."                   another
 *                                          number      attribution_lost */
#ifndef COMPARE_DIFFERENCES_H
#define COMPARE_DIFFERENCES_H

#include "compare/comparison.h"
#include "facts/syntax.h"

/* One sentence, ready to compare. */
typedef struct telling {
    const reading *reading;
    uint32_t report;
    uint32_t sentence;
    str *words; /* case-folded; of all tokens, marks too */
    uint32_t count;
    uint32_t first_token;
    const syntax *syntax; /* of the whole report */
} telling;

typedef struct altered {
    arena *keep;
    arena *scratch;
    telling original;
    telling copy;
    telling around; /* the copy's sentence with its neighbours */
    telling beside; /* the original's sentence with its neighbours */
    bool close;     /* the two are of like length and share much */
    bool similar;   /* the two share much, whatever their length */
    bool dense;     /* the copy follows its original sentence by sentence */
    bool part;      /* the copy's sentence tells only a part of the original's */
    difference_array *out;
} altered;

/* A word list: words that end in * stand for all that begin so. */
bool telling_has(const telling *telling, const char *const *list);
/* The first such token, or READOUT_NONE. */
uint32_t telling_find(const telling *telling, const char *const *list);
bool word_in(str word, const char *const *list);

/* Each adds at most one difference. */
typedef void altered_rule(altered *altered);
extern altered_rule *const altered_rules[]; /* NULL behind the last */
/* Those that look at a part of a sentence too. */
extern altered_rule *const altered_part_rules[];
/* Those that look at one of several sentences that became one. */
extern altered_rule *const altered_joined_rules[];

void altered_add(altered *altered, readout_difference_kind kind, str text);

/* Where to look for what the copy still says: a shorter sentence was split. */
const telling *altered_where(const altered *altered);

/* Stands in `without` what stands on both sides of word `at` of `with`, side by side? In a copy
 * that follows its original sentence by sentence that is not asked. */
bool altered_in_place(const altered *altered, const telling *with, uint32_t at,
                      const telling *without);
/* How many of the copy's words of content the original has, 0..1. */
double altered_coverage(const altered *altered);

/* A word of this spelling, or of this stem. */
bool telling_has_word(const telling *telling, const char *word);
bool telling_has_stem(const telling *telling, str word);
/* The next word that is no function word, at most a few words behind `at`; or empty. */
str telling_content_after(const telling *telling, uint32_t at);
/* The text of a token of the telling, as it is written. */
str telling_token(const telling *telling, uint32_t at);

/* By file. */
altered_rule rule_number, rule_counted, rule_opposite, rule_spelling;
altered_rule rule_reversed, rule_prefix, rule_turned, rule_modality, rule_request, rule_denial;
altered_rule rule_inflated, rule_spokesman, rule_attribution, rule_own_voice;
altered_rule rule_office, rule_offices, rule_rank, rule_agent, rule_voice, rule_deny;

/* ---- Tables (differences_words.c) ------------------------------------------------------ */

extern const char *const negation_strong[];
extern const char *const negation_weak[];
extern const char *const negation_any[];
extern const char *const hedges[];
extern const char *const hedges_any[];
extern const char *const requests[];
extern const char *const requested_things[];
extern const char *const reporting[];
extern const char *const speech_words[];
extern const char *const negative_prefixes[];
extern const char *const turning_verbs[];
extern const char *const advisers[];
extern const char *const denials[];
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
