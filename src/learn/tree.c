/* tree.c - see tree.h. Each word takes its best head; then the one root is chosen, and each cycle
 * is opened where that costs least, by a head outside everything that hangs on the cycle. That
 * is the first contraction of Chu-Liu and Edmonds without the later ones: one scan of the words
 * of a cycle for each, quadratic in all; the tree is not always the very best one. Comparisons
 * are written so that a score that is no number loses. */
#include "learn/tree.h"

typedef struct finder {
    const kernels *kernels;
    const float *scores;
    uint32_t stride;
    uint32_t n;
    uint32_t *heads;
    uint32_t *mark; /* of each word: the walk that met it, 0 none */
} finder;

static float score_of(const finder *finder, uint32_t word, uint32_t head)
{
    return finder->scores[(size_t)word * finder->stride + head];
}

/* The best head among words; 0 if there is no other word. */
static uint32_t best_word(const finder *finder, uint32_t word)
{
    const float *words = finder->scores + (size_t)word * finder->stride + 1;
    uint32_t best = finder->kernels->greatest(words, finder->n) + 1;
    if (best != word + 1)
        return best;
    best = 0;
    for (uint32_t head = 1; head <= finder->n; head++)
        if (head != word + 1 &&
            (best == 0 || score_of(finder, word, head) > score_of(finder, word, best)))
            best = head;
    return best;
}

/* The word that gains most by being the root. */
static void choose_heads(finder *finder)
{
    uint32_t root = 0;
    float most = 0;
    for (uint32_t i = 0; i < finder->n; i++) {
        finder->heads[i] = best_word(finder, i);
        float gain = score_of(finder, i, 0) - score_of(finder, i, finder->heads[i]);
        if (i == 0 || gain > most) {
            most = gain;
            root = i;
        }
    }
    finder->heads[root] = 0;
}

/* Does the chain of heads from `word` end in the marked cycle? Marks what it passes. */
static void mark_hanging(finder *finder, uint32_t cycle, uint32_t *hangs)
{
    enum { UNKNOWN = 0, NO, YES };
    for (uint32_t i = 0; i < finder->n; i++)
        hangs[i] = finder->mark[i] == cycle ? YES : UNKNOWN;
    for (uint32_t i = 0; i < finder->n; i++) {
        uint32_t steps = 0;
        uint32_t at = i;
        while (hangs[at] == UNKNOWN && finder->heads[at] != 0 && steps++ < finder->n)
            at = finder->heads[at] - 1;
        uint32_t answer = hangs[at] == YES ? YES : NO;
        for (at = i; hangs[at] == UNKNOWN; at = finder->heads[at] - 1) {
            hangs[at] = answer;
            if (finder->heads[at] == 0)
                break;
        }
    }
}

/* Opens the cycle of words that have this mark. */
static void open_cycle(finder *finder, uint32_t cycle, uint32_t *hangs)
{
    uint32_t word = 0;
    uint32_t head = 0;
    float least = 0;
    mark_hanging(finder, cycle, hangs);
    for (uint32_t i = 0; i < finder->n; i++) {
        if (finder->mark[i] != cycle)
            continue;
        for (uint32_t j = 1; j <= finder->n; j++) {
            if (hangs[j - 1] == 2)
                continue;
            float loss = score_of(finder, i, finder->heads[i]) - score_of(finder, i, j);
            if (head == 0 || loss < least) {
                least = loss;
                word = i;
                head = j;
            }
        }
    }
    finder->heads[word] = head;
}

/* Follows heads from `start`; true if a new cycle was found, whose words are then marked
 * `walk`. */
static bool walk_from(finder *finder, uint32_t start, uint32_t walk, uint32_t *seen)
{
    uint32_t at = start;
    while (seen[at] == 0) {
        seen[at] = walk;
        if (finder->heads[at] == 0)
            return false;
        at = finder->heads[at] - 1;
    }
    if (seen[at] != walk)
        return false;
    while (finder->mark[at] != walk) {
        finder->mark[at] = walk;
        at = finder->heads[at] - 1;
    }
    return true;
}

void tree_find(arena *scratch, const kernels *kernels, const float *scores, uint32_t stride,
               uint32_t n,
               /* NOLINTNEXTLINE(readability-non-const-parameter): filled through the finder */
               uint32_t *heads)
{
    arena_mark mark = arena_save(scratch);
    finder finder = {kernels, scores, stride, n, heads, arena_array(scratch, uint32_t, n)};
    uint32_t *seen = arena_array(scratch, uint32_t, n);
    uint32_t *hangs = arena_array(scratch, uint32_t, n);
    choose_heads(&finder);
    for (uint32_t i = 0; i < n; i++)
        if (walk_from(&finder, i, i + 1, seen))
            open_cycle(&finder, i + 1, hangs);
    arena_restore(scratch, mark);
}
