/* copies.c - which reports derive from which.
 *
 *   candidates          pairs that share neighbouring names or runs of words (candidates.c)
 *      |
 *   likeness            sentences in order, names and numbers in sequence and in company, runs
 *      |                of words, weighed together (likeness.c); kind by surviving word 5-grams
 *   direction           damage, dates, credits, cuts (direction.c)
 *      |
 *   tree                each copy keeps its best original; no circles
 *
 * Why this method: after a machine paraphrase hardly any five-word run survives, but the
 * sentences, their names and numbers keep their order. Independent reports of one event share
 * names and even whole statements, but not the sequence.
 *
 * Nothing here depends on the order of the pile: where reports are alike, they are taken by date
 * and then by the hash of their bytes. */
#include "compare/candidates.h"
#include "compare/credits.h"
#include "compare/relation.h"
#include "compare/screen.h"

#include <stdlib.h>

static const double VERBATIM = 0.8;

static const double SCORE_STEPS = 1000; /* less is no difference, whatever the order of the sum */

typedef struct work {
    arena *keep;
    arena *scratch;
    arena *aligned; /* the sentences that copies have in common */
    const pile *pile;
    comparison *comparison;
    traits *traits;  /* one a report */
    uint32_t *order; /* the reports by date and content */
    uint32_t *rank;  /* [report]: where it is in `order` */
    array_of(relation) relations;
    uint32_t *parent; /* of each copy, else READOUT_NONE */
} work;

/* ---- Order ---------------------------------------------------------------------------- */

typedef struct place {
    const report *report;
    date date;
    uint32_t number;
} place;

static int compare_places(const void *x, const void *y)
{
    const place *left = x;
    const place *right = y;
    int dates = date_compare(left->date, right->date);
    if (dates != 0)
        return dates;
    int bytes = str_compare(left->report->sha256, right->report->sha256);
    if (bytes != 0)
        return bytes;
    return left->number < right->number ? -1 : left->number > right->number;
}

static void make_order(work *work)
{
    uint32_t count = work->pile->count;
    place *places = arena_array(work->scratch, place, count);
    work->order = arena_array(work->scratch, uint32_t, count);
    work->rank = arena_array(work->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        const report *report = work->pile->readings[i].report;
        places[i] = (place){report, report->published.date, i};
    }
    if (count > 0)
        qsort(places, count, sizeof *places, compare_places);
    for (uint32_t i = 0; i < count; i++) {
        work->order[i] = places[i].number;
        work->rank[places[i].number] = i;
    }
}

/* ---- Pairs ---------------------------------------------------------------------------- */

static void compare_pair(work *work, uint32_t a, uint32_t b)
{
    const traits *left = &work->traits[a];
    const traits *right = &work->traits[b];
    relation relation = {.a = a, .b = b};
    arena_mark mark = arena_save(work->aligned);
    if (relation_measure(work->aligned, work->scratch, left, right, &relation) &&
        relation_is_copy(left, right, &relation))
        *array_push(work->scratch, &work->relations) = relation;
    else
        arena_restore(work->aligned, mark);
}

/* ---- The tree ------------------------------------------------------------------------- */

typedef struct ranked {
    relation relation;
    double score; /* closeness in steps */
    uint32_t first;
    uint32_t second;
} ranked;

static int compare_ranked(const void *x, const void *y)
{
    const ranked *left = x;
    const ranked *right = y;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    if (left->first != right->first)
        return left->first < right->first ? -1 : 1;
    return left->second < right->second ? -1 : left->second > right->second;
}

/* How much of either stands in the other: the parent of a copy has what its brothers lost. The
 * score does not tell that, it only says that they are kin. */
static double closeness(const relation *relation)
{
    return relation->alignment.share_a + relation->alignment.share_b +
           gram_share(relation->grams_a) + gram_share(relation->grams_b);
}

static void sort_relations(work *work)
{
    uint32_t count = work->relations.count;
    ranked *ranked = arena_array(work->keep, struct ranked, count);
    for (uint32_t i = 0; i < count; i++) {
        const relation *relation = &work->relations.items[i];
        uint32_t a = work->rank[relation->a];
        uint32_t b = work->rank[relation->b];
        ranked[i].relation = *relation;
        ranked[i].score = (double)(int)(closeness(relation) * SCORE_STEPS + 0.5);
        ranked[i].first = a < b ? a : b;
        ranked[i].second = a < b ? b : a;
    }
    if (count > 0)
        qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (uint32_t i = 0; i < count; i++)
        work->relations.items[i] = ranked[i].relation;
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
    double a = gram_share(relation->grams_a);
    double b = gram_share(relation->grams_b);
    if ((a < b ? a : b) >= VERBATIM)
        return READOUT_COPY_VERBATIM;
    return (a > b ? a : b) >= EDITED_SHARE ? READOUT_COPY_EDITED : READOUT_COPY_PARAPHRASE;
}

static void add_copy(work *work, const relation *relation)
{
    evidence_array signs = {0};
    direction direction = direction_of(work->keep, work->pile, work->traits, relation, &signs);
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
    evidence_of(work->keep, work->scratch, work->pile, work->traits, relation, &direction,
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

static void find_pairs(work *work)
{
    candidate_array candidates = {0};
    candidates_find(work->aligned, work->scratch, work->traits, work->order, work->pile->count,
                    &candidates);
    screen *screen = screen_open(work->scratch);
    for (uint32_t i = 0; i < candidates.count; i++) {
        const candidate *pair = &candidates.items[i];
        if (i == 0 || pair->b != candidates.items[i - 1].b)
            screen_load(screen, &work->traits[pair->b]);
        if (screen_passes(screen, &work->traits[pair->a]))
            compare_pair(work, pair->a, pair->b);
    }
    sort_relations(work);
}

void copies_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison)
{
    arena_mark mark = arena_save(scratch);
    vocabulary vocabulary;
    work work = {.keep = keep, .scratch = scratch, .pile = pile, .comparison = comparison};
    work.aligned = arena_inner(scratch);
    work.traits = arena_array(scratch, traits, pile->count);
    work.parent = arena_array(scratch, uint32_t, pile->count);
    vocabulary_init(scratch, &vocabulary);
    make_order(&work);
    for (uint32_t i = 0; i < pile->count; i++) {
        work.parent[i] = READOUT_NONE;
        traits_of(scratch, keep, &vocabulary, &pile->readings[i], &work.traits[i]);
    }
    find_pairs(&work);
    for (uint32_t i = 0; i < work.relations.count; i++)
        add_copy(&work, &work.relations.items[i]);
    if (comparison->copies.count > 0)
        qsort(comparison->copies.items, comparison->copies.count, sizeof(copy), compare_copies);
    comparison->credits = arena_array(keep, source_credit_array, pile->count);
    for (uint32_t i = 0; i < pile->count; i++)
        credits_find(keep, &pile->readings[i], &comparison->credits[i]);
    find_shared(keep, scratch, pile, work.traits, work.order, work.parent, comparison);
    arena_restore(scratch, mark);
}
