/* tree.h - the best heads of a sentence's words that form one tree with one root. */
#ifndef LEARN_TREE_H
#define LEARN_TREE_H

#include "base/arena.h"
#include "learn/kernels.h"

#include <stdint.h>

/* scores [n][stride], stride > n: of column 0, the root, and column j, word j - 1, as the head of
 * each word. heads[i] becomes 0 or a word's number from 1; exactly one is 0 and there is no cycle,
 * whatever the scores are. Time is quadratic. */
void tree_find(arena *scratch, const kernels *kernels, const float *scores, uint32_t stride,
               uint32_t n, uint32_t *heads);

#endif
