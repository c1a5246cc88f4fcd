/* proposition_words.h - words that propositions.c looks for, between spaces. */
#ifndef COMPARE_PROPOSITION_WORDS_H
#define COMPARE_PROPOSITION_WORDS_H

extern const char *const PROPOSITION_NEGATIONS;
extern const char *const PROPOSITION_PLANS;    /* what follows them is still to come */
extern const char *const PROPOSITION_LIGHT;    /* verbs whose object says what is done */
extern const char *const PROPOSITION_EMPTY;    /* verbs that say little by themselves */
extern const char *const PROPOSITION_FAILINGS; /* what follows them did not happen */
extern const char *const PROPOSITION_MENTIONS; /* cues that only speak of a claim */
extern const char *const PROPOSITION_MUTUAL;   /* what two do together */
extern const char *const PROPOSITION_EVENTS;   /* nouns that name what happened */

#endif
