/* likeness_weights.c - the two models of likeness.c: a bias, and a weight for each sign.
 * Made by train/likeness.c (./dev train copies) from half 0 of the pairs of bench/eval/copies.c. */
#include "compare/likeness.h"

/* By words in the reporter's own voice. */
const logit likeness_reprint = {-8.46,
                                {[LIKENESS_ALIGNED] = 3.91,
                                 [LIKENESS_GRAMS] = 4.29,
                                 [LIKENESS_QUOTED] = -2.66,
                                 [LIKENESS_VOICE] = 2.61,
                                 [LIKENESS_RUNS] = 7.69}};

/* By the order and company of names and numbers. */
const logit likeness_paraphrase = {-18.66,
                                   {[LIKENESS_ALIGNED] = 5.56,
                                    [LIKENESS_COVERED] = 2.44,
                                    [LIKENESS_FACTS] = 8.79,
                                    [LIKENESS_SEQUENCE] = 4.00,
                                    [LIKENESS_COMPANY] = 5.38,
                                    [LIKENESS_QUOTED] = -10.18,
                                    [LIKENESS_ORDER] = 2.96}};
