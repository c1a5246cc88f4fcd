/* align.h - how the sentences of two reports match.
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
#include "compare/traits.h"

/* What each passage of a shares with each of b: [a's passage * columns + b's passage], in half
 * bits. */
typedef struct overlap {
    uint32_t *common;
    uint32_t rows;
    uint32_t columns;
} overlap;

/* In `arena`. Cost: the traits of both, and the pairs of passages that share one. */
overlap overlap_of(arena *arena, const traits *a, const traits *b);

typedef struct passage_pair {
    uint32_t a; /* passage */
    uint32_t b;
    double similarity; /* 0..1, the Dice coefficient of the weighted traits */
} passage_pair;

typedef struct alignment {
    array_of(passage_pair) pairs;
    double share_a; /* how much of a's weight is found in b, in order, 0..1 */
    double share_b;
} alignment;

/* The best alignment in order (longest common subsequence, weighted). The two arenas must not
 * be the same, here and below. */
void align_run(arena *keep, arena *scratch, const traits *a, const traits *b,
               const overlap *overlap, alignment *alignment);

/* A run of identical words. */
typedef struct word_run {
    uint32_t a; /* into a's words */
    uint32_t b;
    uint32_t length;
} word_run;
typedef array_of(word_run) word_run_array;

/* How many words are the same from word i of a and j of b on; 0 for fewer than GRAM. */
uint32_t run_length(const traits *a, uint32_t i, const traits *b, uint32_t j);

/* Every longest run of at least `least` identical words, GRAM or more, by position in a. */
void runs_find(arena *keep, arena *scratch, const traits *a, const traits *b, uint32_t least,
               word_run_array *runs);

/* Runs of GRAM words of a report: how many there are, and how many of them the other one has. */
typedef struct gram_count {
    uint32_t total;
    uint32_t shared;
} gram_count;

static inline double gram_share(gram_count count)
{
    return count.total > 0 ? (double)count.shared / count.total : 0;
}

/* The same apart by voice. What either report quotes, anywhere, is somebody else's: independent
 * reports may share it, and one of them may have lost the quotation marks. */
typedef struct voice_count {
    uint32_t total;  /* in the reporter's own voice */
    uint32_t shared; /* of these, those that the other has */
    uint32_t quoted; /* that both have and one quotes */
    uint32_t runs;   /* of eight words or more in the reporter's own voice that the other has */
} voice_count;

/* Of a, which comes first, and of b. */
typedef struct gram_match {
    gram_count counts[2];
    voice_count voices[2];
} gram_match;

void grams_match(arena *scratch, const traits *a, const traits *b, gram_match *match);

#endif
