/* relation.c - how much one report has of another, as numbers: cheap tests first, then the
 * alignment and the signs of likeness.c from the side of which more is found. */
#include "compare/relation.h"

enum {
    PASSAGES_MIN = 3,  /* sentences of a report that can be told to be a copy */
    ALIGNED_PLENTY = 3 /* sentences that a paraphrase keeps in order */
};

static const double COMMON_MIN = 0.25;  /* traits in common, in any order */
static const double ALIGNED_MIN = 0.15; /* of either: less is not worth measuring */

/* The same matrix, seen from the other report. */
static overlap turned(arena *arena, const overlap *overlap)
{
    struct overlap other = {NULL, overlap->columns, overlap->rows};
    other.common = arena_array(arena, uint32_t, (size_t)other.rows * other.columns);
    for (uint32_t i = 0; i < overlap->rows; i++)
        for (uint32_t j = 0; j < overlap->columns; j++)
            other.common[(size_t)j * other.columns + i] =
                overlap->common[(size_t)i * overlap->columns + j];
    return other;
}

/* How much of the one is found in the other: the side of which more is found is measured. */
static double found_of(const likeness *likeness)
{
    return likeness->signs[LIKENESS_COVERED] + likeness->signs[LIKENESS_FACTS];
}

static void measure(arena *scratch, const traits *a, const traits *b, const overlap *overlap,
                    relation *relation)
{
    gram_match match;
    likeness sides[2];
    struct overlap back = turned(scratch, overlap);
    grams_match(scratch, a, b, &match);
    likeness_begin(scratch, a, b, overlap, relation->alignment.share_a, &match.voices[0],
                   &sides[0]);
    likeness_begin(scratch, b, a, &back, relation->alignment.share_b, &match.voices[1], &sides[1]);
    const bool first = found_of(&sides[0]) >= found_of(&sides[1]);
    relation->likeness = sides[first ? 0 : 1];
    likeness_finish(scratch, first ? a : b, first ? b : a, &relation->likeness);
    relation->score = relation->likeness.score;
    relation->grams_a = match.counts[0];
    relation->grams_b = match.counts[1];
}

bool relation_measure(arena *keep, arena *scratch, const traits *a, const traits *b,
                      relation *relation)
{
    if (a->passages.count < PASSAGES_MIN || b->passages.count < PASSAGES_MIN ||
        traits_common(a, b) < COMMON_MIN)
        return false;
    arena_mark mark = arena_save(scratch);
    overlap overlap = overlap_of(scratch, a, b);
    align_run(keep, scratch, a, b, &overlap, &relation->alignment);
    bool alike =
        relation->alignment.share_a >= ALIGNED_MIN || relation->alignment.share_b >= ALIGNED_MIN;
    if (alike)
        measure(scratch, a, b, &overlap, relation);
    arena_restore(scratch, mark);
    return alike;
}

/* A report of few sentences shares names with any other of its event, in any order that there is:
 * without runs of words in common, sentence must follow sentence before it is called a copy. */
static bool is_plain(const traits *a, const traits *b, const relation *relation)
{
    const uint32_t shorter =
        a->passages.count < b->passages.count ? a->passages.count : b->passages.count;
    const double share_a = gram_share(relation->grams_a);
    const double share_b = gram_share(relation->grams_b);
    const uint32_t aligned = relation->alignment.pairs.count;
    return (share_a > share_b ? share_a : share_b) >= EDITED_SHARE || aligned >= ALIGNED_PLENTY ||
           (aligned >= 2 && 2 * aligned > shorter);
}

bool relation_is_copy(const traits *a, const traits *b, const relation *relation)
{
    return relation->score >= COPY_SCORE && is_plain(a, b, relation);
}
