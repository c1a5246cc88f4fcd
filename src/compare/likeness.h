/* likeness.h - is one report made from another? Signs measured on a pair, and their sum.
 *
 *   x ----measure----> y     how much of x stands in y, in what order, in what company
 *
 * The signs are of x against y; a report that is cut from a longer one is found from its side. */
#ifndef COMPARE_LIKENESS_H
#define COMPARE_LIKENESS_H

#include "compare/align.h"

enum { SEQUENCE_MAX = 400 }; /* names and numbers of a report that are put in sequence */

/* Shares of x, 0..1. */
typedef enum likeness_sign {
    LIKENESS_ALIGNED = 0, /* weight found in aligned sentences, in order */
    LIKENESS_COVERED,     /* weight of sentences found in the best one or two neighbours of y */
    LIKENESS_FACTS,       /* names and numbers, wherever they stand in y */
    LIKENESS_SEQUENCE,    /* names and numbers, in the same order (longest common subsequence) */
    LIKENESS_COMPANY,     /* neighbouring names and numbers that are neighbours in y too */
    LIKENESS_GRAMS,       /* 5-grams in the reporter's own voice */
    LIKENESS_QUOTED,      /* 5-grams that y has and one of the two quotes: speaks against a copy */
    LIKENESS_ORDER,       /* sentences whose best matches in y keep their order */
    LIKENESS_VOICE,       /* of all 5-grams that y has, those in the reporter's own voice */
    LIKENESS_RUNS,        /* runs of eight words in the reporter's own voice that y has, of eight */
    LIKENESS_SIGNS
} likeness_sign;

#define COPY_SCORE 0.5 /* from here on two reports are called copies */

typedef struct likeness {
    double signs[LIKENESS_SIGNS];
    double score; /* 0..1: how likely it is that x and y are copies */
} likeness;

/* A logistic model: what the signs are worth. */
typedef struct logit {
    double bias;
    double weights[LIKENESS_SIGNS];
} logit;

extern const logit likeness_reprint;
extern const logit likeness_paraphrase;

/* Measures what costs little. `overlap` has the rows of x; `share` is what align_run found of x,
 * `voices` are those of x. */
void likeness_begin(arena *scratch, const traits *x, const traits *y, const overlap *overlap,
                    double share, const voice_count *voices, likeness *likeness);

/* Measures the rest, and sums. */
void likeness_finish(arena *scratch, const traits *x, const traits *y, likeness *likeness);

/* The most that the score can be where no sign is more than `most`. */
double likeness_bound(const double most[LIKENESS_SIGNS]);

#endif
