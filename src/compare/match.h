/* match.h - do two propositions say the same?
 *
 *   Ostrow   asked      Tolland  for military assistance
 *     |=       |~          |=          |=        |~          aligned term by term, by weight
 *   Russia   requested          military assistance  from China
 *
 * The signs are weighed by a logistic regression. What no likeness makes up for - another number
 * of the same thing, another actor, another day, the other polarity - is told apart before. */
#ifndef COMPARE_MATCH_H
#define COMPARE_MATCH_H

#include "compare/propositions.h"

typedef enum match_sign {
    MATCH_BIAS = 0,
    MATCH_COMMON,    /* aligned share of both, F1 */
    MATCH_LEAST,     /* of the one of which less is found in the other */
    MATCH_MOST,      /* ... more */
    MATCH_PREDICATE, /* likeness of the predicates */
    MATCH_AGENT,     /* the same one does it */
    MATCH_OTHER,     /* somebody else does it, as far as words tell */
    MATCH_PATIENT,   /* to the same */
    MATCH_NAMES,     /* aligned share of the names */
    MATCH_STRANGERS, /* names on both sides that the other has not */
    MATCH_NUMBERS,   /* numbers that both have */
    MATCH_EVIDENCE,  /* how much is found in both, absolutely */
    MATCH_QUOTED,    /* both quote the same words */
    MATCH_SIGNS
} match_sign;

/* What keeps two propositions apart. */
typedef enum match_bar {
    BAR_NONE = 0,
    BAR_LITTLE, /* too little in common to tell */
    BAR_POLARITY,
    BAR_MOOD,
    BAR_ACTOR,
    BAR_KIND, /* economic aid is not military aid */
    BAR_NUMBER,
    BAR_TIME,
    BAR_PLACE
} match_bar;

typedef struct match {
    double signs[MATCH_SIGNS];
    double score; /* 0..1 */
    match_bar bar;
} match;

typedef struct matcher {
    const propositions *propositions;
    const pile *pile;
    const sense *sense;
} matcher;

/* Compares; `bar` is the first reason found against it, the score is given all the same. */
match match_of(const matcher *matcher, const proposition *a, const proposition *b);

/* The same, when the bar is known. */
match match_with_bar(const matcher *matcher, const proposition *a, const proposition *b,
                     match_bar bar);

/* Why two propositions cannot be one claim, without their likeness. */
match_bar match_bar_of(const matcher *matcher, const proposition *a, const proposition *b);

/* The same thing, done by the same one, to or with one that both name. */
bool match_same_core(const match *match);

/* The same core, and nearly all that the shorter one says: the longer one says more. */
bool match_contains(const match *match);

/* Does a proposition say that it is not so? */
bool is_against(const proposition *proposition);

#endif
