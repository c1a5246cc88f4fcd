/* likeness_weights.c - the two models of likeness.c: a bias, and a weight for each sign.
 * Made by train/likeness.c (./dev train copies) from half 0 of the pairs of bench/eval/copies.c. */
#include "compare/likeness.h"

/* By words in the reporter's own voice. */
const logit likeness_reprint = {-8.26,
                                {[LIKENESS_ALIGNED] = 3.92,
                                 [LIKENESS_GRAMS] = 4.27,
                                 [LIKENESS_QUOTED] = -2.65,
                                 [LIKENESS_VOICE] = 2.62,
                                 [LIKENESS_RUNS] = 7.65}};

/* By the order and company of names and numbers. */
const logit likeness_paraphrase = {-18.84,
                                   {[LIKENESS_ALIGNED] = 5.63,
                                    [LIKENESS_COVERED] = 3.25,
                                    [LIKENESS_FACTS] = 8.88,
                                    [LIKENESS_SEQUENCE] = 4.08,
                                    [LIKENESS_COMPANY] = 5.72,
                                    [LIKENESS_QUOTED] = -9.93,
                                    [LIKENESS_ORDER] = 3.31}};
