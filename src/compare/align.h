/* align.h - sentences of one report that follow those of another, in the same order.
 *
 *      copy      s0   s1   s2   s3   s4
 *                 \    \         |     \
 *      original   s0   s1   s2  s3  s4  s5       order kept: no lines cross
 *
 * Independent reports of an event share names and numbers too, but in another selection and
 * order; what survives even a word-by-word paraphrase is the sequence. */
#ifndef COMPARE_ALIGN_H
#define COMPARE_ALIGN_H

#include "compare/features.h"

typedef struct unit_pair {
    uint32_t a; /* unit */
    uint32_t b;
    double similarity; /* 0..1 */
} unit_pair;

typedef struct alignment {
    array_of(unit_pair) pairs;
    double share_a; /* how much of a's weight is found in b, in order, 0..1 */
    double share_b;
} alignment;

/* Similarity of two units, 0..1 (Dice coefficient of the weighted features). */
double unit_similarity(const features *a, const unit *x, const features *b, const unit *y);

/* The best alignment in order (longest common subsequence, weighted). The two arenas must not
 * be the same, here and below. */
void align_run(arena *keep, arena *scratch, const features *a, const features *b,
               alignment *alignment);

/* A run of identical words. */
typedef struct word_run {
    uint32_t a; /* into a's words */
    uint32_t b;
    uint32_t length;
} word_run;
typedef array_of(word_run) word_run_array;

/* Every longest run of at least `least` identical words, by position in a. */
void runs_find(arena *keep, arena *scratch, const features *a, const features *b, uint32_t least,
               word_run_array *runs);

/* How many of a's word 5-grams are in b, and how many a has. */
void runs_containment(arena *scratch, const features *a, const features *b, uint32_t *shared,
                      uint32_t *total);

#endif
