/* copies.c - which reports derive from which.
 *
 *   candidates          pairs that share rare names and numbers (an inverted index, never
 *      |                all pairs of a large pile)
 *   align sentences     share of one report found in the other, in the same order
 *      |
 *   copy or not         by the larger share; kind by surviving word 5-grams
 *      |
 *   direction           damage, dates, credits, cuts (direction.c)
 *      |
 *   tree                each copy keeps its best original; no circles
 *
 * Why this method: after a machine paraphrase hardly any five-word run survives, but the
 * sentences, their names and numbers keep their order. Independent reports of one event share
 * names and even whole statements, but not the sequence. */
#include "compare/relation.h"

#include "base/map.h"

#include <stdlib.h>

enum {
    CANDIDATES_ALL = 64,   /* a pile up to this size is compared in full */
    KEY_REPORTS_MAX = 32,  /* a feature in more reports of a large pile says nothing */
    SHARED_KEYS_MIN = 12   /* features that a candidate pair must share */
};

/* Chosen on copies/ (roundtrip, edited) against same-story pairs of the AllSides stories:
 * independent pairs stay below .45 (1 % above), paraphrases of the Rome kind are above .6. */
static const double COPY_SCORE = 0.48;
static const double COMMON_MIN = 0.4; /* features in common, in any order */
static const double VERBATIM = 0.8;
static const double EDITED = 0.3;

typedef struct work {
    arena *keep;
    arena *scratch;
    const pile *pile;
    comparison *comparison;
    features *features; /* one a report */
    array_of(relation) relations;
    map pairs; /* pairs already seen, by a * count + b */
    uint32_t *parent; /* of each copy, else READOUT_NONE */
} work;

/* ---- Candidates ----------------------------------------------------------------------- */

/* Counts one shared feature of a pair; true when that makes it a candidate. */
static bool count_pair(work *work, uint32_t a, uint32_t b)
{
    uint32_t *count = map_put_number(&work->pairs, (uint64_t)a * work->pile->count + b);
    *count = *count == MAP_NONE ? 1 : *count + 1;
    return *count == SHARED_KEYS_MIN;
}

static void compare_pair(work *work, uint32_t a, uint32_t b);

typedef struct posting {
    uint32_t reports[KEY_REPORTS_MAX];
    uint32_t count; /* KEY_REPORTS_MAX + 1: too many */
} posting;

static posting *posting_of(work *work, map *index, uint32_t key, posting **all, uint32_t *count)
{
    uint32_t *at = map_put_number(index, key);
    if (*at == MAP_NONE) {
        if ((*count & (*count - 1)) == 0) {
            posting *grown = arena_array(work->scratch, posting, *count > 0 ? *count * 2 : 1);
            for (uint32_t i = 0; i < *count; i++)
                grown[i] = (*all)[i];
            *all = grown;
        }
        *at = (*count)++;
    }
    return &(*all)[*at];
}

static void add_posting(work *work, posting *posting, uint32_t report)
{
    if (posting->count > KEY_REPORTS_MAX ||
        (posting->count > 0 && posting->reports[posting->count - 1] == report))
        return;
    if (posting->count == KEY_REPORTS_MAX) {
        posting->count++;
        return;
    }
    for (uint32_t i = 0; i < posting->count; i++)
        if (count_pair(work, posting->reports[i], report))
            compare_pair(work, posting->reports[i], report);
    posting->reports[posting->count++] = report;
}

static void compare_by_index(work *work)
{
    map index = {.arena = work->scratch};
    posting *postings = NULL;
    uint32_t count = 0;
    for (uint32_t report = 0; report < work->pile->count; report++) {
        const features *features = &work->features[report];
        for (uint32_t i = 0; i < features->items.count; i++)
            if (features->items.items[i].weight > 1)
                add_posting(work,
                            posting_of(work, &index, features->items.items[i].key, &postings,
                                       &count),
                            report);
    }
}

static void compare_all(work *work)
{
    for (uint32_t b = 1; b < work->pile->count; b++)
        for (uint32_t a = 0; a < b; a++)
            compare_pair(work, a, b);
}

/* ---- Pairs ---------------------------------------------------------------------------- */

static double contained(const work *work, const features *a, const features *b, uint32_t *shared)
{
    uint32_t total;
    runs_containment(work->scratch, a, b, shared, &total);
    return total > 0 ? (double)*shared / total : 0;
}

static void compare_pair(work *work, uint32_t a, uint32_t b)
{
    const features *left = &work->features[a];
    const features *right = &work->features[b];
    if (left->units.count == 0 || right->units.count == 0 ||
        features_common(left, right) < COMMON_MIN)
        return;
    relation relation = {.a = a, .b = b};
    align_run(work->keep, work->scratch, left, right, &relation.alignment);
    relation.score = relation.alignment.share_a > relation.alignment.share_b
                         ? relation.alignment.share_a
                         : relation.alignment.share_b;
    if (relation.score < COPY_SCORE)
        return;
    relation.contained_a = contained(work, left, right, &relation.shared_a);
    relation.contained_b = contained(work, right, left, &relation.shared_b);
    *array_push(work->keep, &work->relations) = relation;
}

/* ---- The tree ------------------------------------------------------------------------- */

static int compare_relations(const void *x, const void *y)
{
    const relation *left = x;
    const relation *right = y;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return left->b < right->b ? -1 : left->b > right->b;
}

static uint32_t root_of(const work *work, uint32_t report)
{
    while (work->parent[report] != READOUT_NONE)
        report = work->parent[report];
    return report;
}

/* Verbatim: nearly all of both is the same words. Edited: whole runs of words survive. */
static readout_copy_kind kind_of(const relation *relation)
{
    double more = relation->contained_a > relation->contained_b ? relation->contained_a
                                                                : relation->contained_b;
    double less = relation->contained_a + relation->contained_b - more;
    if (less >= VERBATIM)
        return READOUT_COPY_VERBATIM;
    return more >= EDITED ? READOUT_COPY_EDITED : READOUT_COPY_PARAPHRASE;
}

static void add_copy(work *work, const relation *relation)
{
    evidence_array signs = {0};
    direction direction = direction_of(work->keep, work->scratch, work->pile, work->features,
                                       relation, &signs);
    if (work->parent[direction.copy] != READOUT_NONE ||
        root_of(work, direction.of) == direction.copy)
        return; /* it has a closer original, or this one derives from it */
    work->parent[direction.copy] = direction.of;
    copy *copy = array_push(work->keep, &work->comparison->copies);
    copy->copy = direction.copy;
    copy->of = direction.of;
    copy->kind = kind_of(relation);
    copy->direction = direction.certainty;
    copy->missing_ancestor = direction.missing_ancestor;
    copy->score = relation->score;
    evidence_of(work->keep, work->scratch, work->pile, work->features, relation, &direction,
                &copy->evidence);
    for (uint32_t i = 0; i < signs.count; i++)
        *array_push(work->keep, &copy->evidence) = signs.items[i];
}

static int compare_copies(const void *x, const void *y)
{
    const copy *left = x;
    const copy *right = y;
    return left->copy < right->copy ? -1 : left->copy > right->copy;
}

void copies_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison)
{
    arena_mark mark = arena_save(scratch);
    work work = {.keep = keep, .scratch = scratch, .pile = pile, .comparison = comparison};
    work.pairs.arena = scratch;
    work.features = arena_array(scratch, features, pile->count);
    work.parent = arena_array(scratch, uint32_t, pile->count);
    for (uint32_t i = 0; i < pile->count; i++) {
        work.parent[i] = READOUT_NONE;
        features_of(scratch, keep, &pile->readings[i], &work.features[i]);
    }
    if (pile->count <= CANDIDATES_ALL)
        compare_all(&work);
    else
        compare_by_index(&work);
    if (work.relations.count > 0)
        qsort(work.relations.items, work.relations.count, sizeof(relation), compare_relations);
    for (uint32_t i = 0; i < work.relations.count; i++)
        add_copy(&work, &work.relations.items[i]);
    if (comparison->copies.count > 0)
        qsort(comparison->copies.items, comparison->copies.count, sizeof(copy), compare_copies);
    find_shared(keep, scratch, pile, work.features, work.parent, comparison);
    arena_restore(scratch, mark);
}
