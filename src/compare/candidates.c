/* candidates.c - see candidates.h. The sampled runs are those whose hash ends in zeros, as in
 * U. Manber, "Finding Similar Files in a Large File System" (1994); pairs of neighbouring names
 * do for paraphrases what runs do for reprints.
 *
 *   postings   {key, rank} of all reports, by key and then by rank (a radix sort)
 *              [k1: 0 4 9][k2: 4 7][k3: 1 2 3 ... 900]
 *   lists      of each rank, the places of its postings
 *   count      for one report at a time, how many keys each earlier one shares with it */
#include "compare/candidates.h"

#include <stdlib.h>

enum {
    ALL_PAIRS = 48,     /* a pile up to this size is compared in full */
    CANDIDATE_KEYS = 4, /* shared keys of a candidate */
    NEIGHBOURS = 2,     /* names and numbers this near make a key */
    SAMPLE = 15,        /* a run of 16 is sampled */
    NARROW = 32,        /* reports of a key that are all paired with each other */
    FIRST = 3,          /* of a wider key: paired with the first ones */
    BEFORE = 4,         /* and with those just before */
    MOST = 64,          /* earlier reports that one is compared with: those that share most keys */
    SHARE = 8 /* one of so many keys of the lesser report is shared, or it is no candidate */
};

typedef struct posting {
    uint32_t key;
    uint32_t rank;
} posting;

typedef struct postings {
    posting *items;
    uint32_t count;
    uint32_t capacity;
} postings;

static uint32_t fold_key(uint64_t key)
{
    key *= 0x9e3779b97f4a7c15u;
    return (uint32_t)(key >> 32);
}

/* ---- Keys ----------------------------------------------------------------------------- */

static void add_key(arena *arena, postings *postings, uint64_t key, uint32_t rank)
{
    *array_push(arena, postings) = (posting){fold_key(key), rank};
}

/* How many keys a report has, about. */
static uint32_t count_keys(const traits *traits)
{
    return traits->facts.count * NEIGHBOURS + traits->words.count / (SAMPLE + 1);
}

static void add_keys(arena *arena, const traits *traits, uint32_t rank, postings *postings)
{
    const trait_array *facts = &traits->facts;
    for (uint32_t i = 0; i < facts->count; i++)
        for (uint32_t k = i + 1; k <= i + NEIGHBOURS && k < facts->count; k++) {
            uint32_t a = facts->items[i].key;
            uint32_t b = facts->items[k].key;
            if (a != b)
                add_key(arena, postings, a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a,
                        rank);
        }
    for (uint32_t i = 0; i < gram_total(traits); i++) {
        const word *word = &traits->words.items[i];
        if ((word->gram >> 8 & SAMPLE) == 0 && !word->quoted)
            add_key(arena, postings, word->gram, rank);
    }
}

/* By key; equal keys keep their order, which is that of the ranks. */
static void sort_postings(arena *scratch, postings *postings)
{
    enum { BITS = 11, BUCKETS = 1 << BITS, PASSES = 3 };
    posting *from = postings->items;
    posting *to = arena_array(scratch, posting, postings->count);
    for (int pass = 0; pass < PASSES; pass++) {
        uint32_t starts[BUCKETS + 1] = {0};
        int shift = pass * BITS;
        for (uint32_t i = 0; i < postings->count; i++)
            starts[(from[i].key >> shift & (BUCKETS - 1)) + 1]++;
        for (uint32_t i = 0; i < BUCKETS; i++)
            starts[i + 1] += starts[i];
        for (uint32_t i = 0; i < postings->count; i++)
            to[starts[from[i].key >> shift & (BUCKETS - 1)]++] = from[i];
        posting *swapped = from;
        from = to;
        to = swapped;
    }
    postings->items = from;
}

/* Drops what a report has twice, and then the keys that one report alone has: most of them. */
static void drop_lonely(postings *postings, uint32_t *narrow)
{
    uint32_t kept = 0;
    for (uint32_t start = 0; start < postings->count;) {
        const uint32_t key = postings->items[start].key;
        const uint32_t first = kept;
        uint32_t end = start;
        for (; end < postings->count && postings->items[end].key == key; end++)
            if (kept == first || postings->items[kept - 1].rank != postings->items[end].rank)
                postings->items[kept++] = postings->items[end];
        for (uint32_t i = first; i < kept && kept - first <= NARROW; i++)
            narrow[postings->items[i].rank]++;
        if (kept - first == 1)
            kept = first;
        start = end;
    }
    postings->count = kept;
}

/* ---- Counting ------------------------------------------------------------------------- */

typedef struct counter {
    const postings *postings;
    uint32_t *starts;  /* [posting]: where its key's postings start */
    uint32_t *first;   /* [rank]: into places; one more at the end */
    uint32_t *places;  /* postings of each rank */
    uint32_t *narrow;  /* [rank]: its keys that no more than NARROW reports have */
    uint16_t *shared;  /* [rank] */
    uint32_t *touched; /* ranks with shared > 0 */
    uint32_t touched_count;
    uint64_t *ranked; /* candidates of one report */
} counter;

static void make_lists(arena *scratch, counter *counter, uint32_t count)
{
    const postings *postings = counter->postings;
    counter->starts = arena_array(scratch, uint32_t, postings->count);
    counter->first = arena_array(scratch, uint32_t, count + 2);
    counter->places = arena_array(scratch, uint32_t, postings->count);
    for (uint32_t i = 0; i < postings->count; i++) {
        bool same = i > 0 && postings->items[i - 1].key == postings->items[i].key;
        counter->starts[i] = same ? counter->starts[i - 1] : i;
        counter->first[postings->items[i].rank + 2]++;
    }
    for (uint32_t i = 2; i < count + 2; i++)
        counter->first[i] += counter->first[i - 1];
    for (uint32_t i = 0; i < postings->count; i++)
        counter->places[counter->first[postings->items[i].rank + 1]++] = i;
}

static void count_one(counter *counter, uint32_t posting)
{
    uint32_t rank = counter->postings->items[posting].rank;
    if (counter->shared[rank] == 0)
        counter->touched[counter->touched_count++] = rank;
    if (counter->shared[rank] < UINT16_MAX)
        counter->shared[rank]++;
}

/* Counts the reports before this posting that have its key: all, or a few of many. */
static void count_before(counter *counter, uint32_t posting)
{
    uint32_t start = counter->starts[posting];
    uint32_t before = posting - start;
    if (before <= NARROW) {
        for (uint32_t i = start; i < posting; i++)
            count_one(counter, i);
        return;
    }
    for (uint32_t i = 0; i < FIRST; i++)
        count_one(counter, start + i);
    for (uint32_t i = posting - BEFORE; i < posting; i++)
        count_one(counter, i);
}

/* Common keys are met by chance: what counts is their share of the rarer ones. */
static bool is_candidate(const counter *counter, uint32_t a, uint32_t b)
{
    uint32_t least =
        counter->narrow[a] < counter->narrow[b] ? counter->narrow[a] : counter->narrow[b];
    return counter->shared[a] >= CANDIDATE_KEYS && counter->shared[a] * SHARE >= least;
}

/* Most shared keys first, then the earlier report. */
static int compare_touched(const void *x, const void *y)
{
    const uint64_t left = *(const uint64_t *)x;
    const uint64_t right = *(const uint64_t *)y;
    return left < right ? -1 : left > right;
}

static void take_candidates(arena *keep, counter *counter, const uint32_t *order, uint32_t rank,
                            candidate_array *candidates)
{
    uint32_t count = 0;
    counter->touched_count = 0;
    for (uint32_t i = counter->first[rank]; i < counter->first[rank + 1]; i++)
        count_before(counter, counter->places[i]);
    for (uint32_t i = 0; i < counter->touched_count; i++) {
        const uint32_t other = counter->touched[i];
        if (is_candidate(counter, other, rank))
            counter->ranked[count++] =
                (uint64_t)(UINT16_MAX - counter->shared[other]) << 32 | other;
        counter->shared[other] = 0;
    }
    if (count > MOST)
        qsort(counter->ranked, count, sizeof *counter->ranked, compare_touched);
    for (uint32_t i = 0; i < count && i < MOST; i++)
        *array_push(keep, candidates) =
            (candidate){order[(uint32_t)counter->ranked[i]], order[rank]};
}

void candidates_find(arena *keep, arena *scratch, const traits *traits, const uint32_t *order,
                     uint32_t count, candidate_array *candidates)
{
    if (count <= ALL_PAIRS) {
        for (uint32_t b = 1; b < count; b++)
            for (uint32_t a = 0; a < b; a++)
                *array_push(keep, candidates) = (candidate){order[a], order[b]};
        return;
    }
    arena_mark mark = arena_save(scratch);
    postings postings = {NULL, 0, 0};
    counter counter = {.postings = &postings};
    uint32_t keys = 0;
    for (uint32_t rank = 0; rank < count; rank++)
        keys += count_keys(&traits[rank]);
    array_reserve(scratch, &postings, keys);
    for (uint32_t rank = 0; rank < count; rank++)
        add_keys(scratch, &traits[order[rank]], rank, &postings);
    counter.narrow = arena_array(scratch, uint32_t, count);
    sort_postings(scratch, &postings);
    drop_lonely(&postings, counter.narrow);
    make_lists(scratch, &counter, count);
    counter.shared = arena_array(scratch, uint16_t, count);
    counter.touched = arena_array(scratch, uint32_t, count);
    counter.ranked = arena_array(scratch, uint64_t, count);
    for (uint32_t rank = 0; rank < count; rank++)
        take_candidates(keep, &counter, order, rank, candidates);
    arena_restore(scratch, mark);
}
