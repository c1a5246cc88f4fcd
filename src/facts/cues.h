/* cues.h - the words that mark a statement, and how much each of them speaks for one. */
#ifndef FACTS_CUES_H
#define FACTS_CUES_H

#include "base/map.h"

#include <readout.h>

/* How what is said hangs on its cue. */
typedef enum frame {
    FRAME_CLAUSE = 0, /* said that it was so; it was so, he said */
    FRAME_QUOTE,      /* a quotation beside it */
    FRAME_INFINITIVE, /* promised to go */
    FRAME_OBJECT,     /* denied the claims */
    FRAME_OBLIQUE,    /* called for calm */
    FRAME_BARE,       /* nothing of these */
    FRAME_COUNT
} frame;

/* Weights are log odds in hundredths: a cue is taken for one when all that speaks for and
 * against it sums up to more than nothing. */
typedef struct cue {
    const char *lemma;
    char kind; /* 'v' a verb, 'n' a noun, 'a' an adjective */
    readout_cue_class class_;
    bool strong; /* speech is mostly told with it: "said" */
    int16_t weight;
    int16_t frames[FRAME_COUNT]; /* on top of `weight`, by how it is used */
} cue;

/* What is to be seen of a use of a cue, beside its lemma and its frame. */
typedef enum cue_sign {
    SIGN_NO_SPEAKER = 0, /* who speaks: one of these */
    SIGN_PRONOUN,
    SIGN_PERSON,
    SIGN_ORGANIZATION,
    SIGN_PLACE,
    SIGN_PEOPLE, /* a common noun for people: officials */
    SIGN_THING,
    SIGN_RELATIVE, /* who, which */
    SIGN_I,
    SIGN_YOU,
    SIGN_ROOT, /* the place of the cue in its sentence: one of these */
    SIGN_CONJUNCT,
    SIGN_COMPLEMENT,
    SIGN_OPEN_COMPLEMENT,
    SIGN_ADVERBIAL,
    SIGN_RELATIVE_CLAUSE,
    SIGN_PARENTHESIS,
    SIGN_NOMINAL,
    SIGN_PAST, /* its form: one of these */
    SIGN_PRESENT,
    SIGN_PARTICIPLE,
    SIGN_INFINITIVE,
    SIGN_MODAL,
    SIGN_PASSIVE,
    SIGN_PERFECT,
    SIGN_NEGATED, /* and any of these */
    SIGN_QUOTED,
    SIGN_SAYS_QUOTATION,
    SIGN_THAT,
    SIGN_HEADLINE,
    SIGN_SHORT_CONTENT,
    SIGN_LONG_CONTENT,
    SIGN_PREPOSITION_ABOUT,
    SIGN_PREPOSITION_FOR,
    SIGN_PREPOSITION_OTHER,
    SIGN_ADDRESSEE,
    SIGN_CONDITION,
    SIGN_CONTENT_CUE,     /* what heads the content is a cue of its own: expressed concern */
    SIGN_CONTENT_STRONG,  /* and a strong one */
    SIGN_CONTENT_SUBJECT, /* the content has a subject */
    SIGN_BELOW_CUE,       /* it hangs on a verb that is a cue */
    SIGN_BELOW_STRONG,
    SIGN_INSIDE,  /* a strong cue is somewhere above it */
    SIGN_COMPANY, /* another strong cue is in its sentence */
    SIGN_COUNT
} cue_sign;

extern const int16_t cue_bias;
extern const int16_t cue_frames[FRAME_COUNT];
extern const int16_t cue_signs[SIGN_COUNT];

/* All lemmas of the table, for finding them: built once a report, in `arena`. */
map cue_index(arena *arena);

/* The cue of this lemma and kind, or NULL. */
const cue *cue_find(const map *index, str lemma, char kind);

/* The same for a verb by its form, too, where its lemma was mistaken: "boasted" finds "boast"
 * though it was taken for "boaste". */
const cue *cue_find_verb(const map *index, str lemma, str form);

#endif
