/* align.c - see align.h. Dynamic programming over passages in order, as in
 * W. Gale, K. Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993), with
 * the weight of shared words instead of lengths. Cost: passages of a times passages of b; both are
 * bounded by PASSAGES_MAX. */
#include "compare/align.h"

#include "base/map.h"

static const double SIMILAR = 0.25; /* less is chance: two sentences of one event */

overlap overlap_of(arena *arena, const traits *a, const traits *b)
{
    overlap overlap = {NULL, a->passages.count, b->passages.count};
    overlap.common = arena_array(arena, uint32_t, (size_t)overlap.rows * overlap.columns);
    const trait *left = a->items.items;
    const trait *right = b->items.items;
    uint32_t i = 0;
    uint32_t j = 0;
    while (i < a->items.count && j < b->items.count) {
        uint32_t key = left[i].key;
        if (key != right[j].key) {
            i += key < right[j].key;
            j += key > right[j].key;
            continue;
        }
        uint32_t end = j;
        while (end < b->items.count && right[end].key == key)
            end++;
        for (; i < a->items.count && left[i].key == key; i++)
            for (uint32_t k = j; k < end; k++)
                overlap.common[(size_t)left[i].passage * overlap.columns + right[k].passage] +=
                    left[i].weight < right[k].weight ? left[i].weight : right[k].weight;
        j = end;
    }
    return overlap;
}

/* best[i][j]: of the first i passages of a and j of b. */
typedef struct table {
    double *best;
    float *similar;
    uint32_t rows;
    uint32_t columns;
} table;

static double *best_at(const table *table, uint32_t i, uint32_t j)
{
    return &table->best[(size_t)i * (table->columns + 1) + j];
}

static void fill(const table *table, const traits *a, const traits *b, const overlap *overlap)
{
    for (uint32_t i = 1; i <= table->rows; i++) {
        const uint32_t *common = overlap->common + (size_t)(i - 1) * overlap->columns;
        double weight = a->passages.items[i - 1].weight;
        for (uint32_t j = 1; j <= table->columns; j++) {
            double both = *best_at(table, i - 1, j - 1) + 2.0 * common[j - 1];
            double similarity = 2.0 * common[j - 1] / (weight + b->passages.items[j - 1].weight);
            double best = *best_at(table, i - 1, j);
            if (*best_at(table, i, j - 1) > best)
                best = *best_at(table, i, j - 1);
            if (similarity >= SIMILAR && both > best)
                best = both;
            else
                similarity = 0;
            *best_at(table, i, j) = best;
            table->similar[(size_t)(i - 1) * table->columns + j - 1] = (float)similarity;
        }
    }
}

static void trace(arena *keep, const table *table, alignment *alignment)
{
    uint32_t i = table->rows;
    uint32_t j = table->columns;
    while (i > 0 && j > 0) {
        float similarity = table->similar[(size_t)(i - 1) * table->columns + j - 1];
        if (similarity > 0) {
            passage_pair *pair = array_push(keep, &alignment->pairs);
            *pair = (passage_pair){--i, --j, (double)similarity};
        } else if (*best_at(table, i - 1, j) >= *best_at(table, i, j - 1)) {
            i--;
        } else {
            j--;
        }
    }
    for (uint32_t k = 0; k < alignment->pairs.count / 2; k++) {
        passage_pair *first = &alignment->pairs.items[k];
        passage_pair *last = &alignment->pairs.items[alignment->pairs.count - 1 - k];
        passage_pair swapped = *first;
        *first = *last;
        *last = swapped;
    }
}

void align_run(arena *keep, arena *scratch, const traits *a, const traits *b,
               const overlap *overlap, alignment *alignment)
{
    arena_mark mark = arena_save(scratch);
    table table = {.rows = a->passages.count, .columns = b->passages.count};
    table.best = arena_array(scratch, double, (size_t)(table.rows + 1) * (table.columns + 1));
    table.similar = arena_array(scratch, float, (size_t)table.rows *table.columns);
    fill(&table, a, b, overlap);
    trace(keep, &table, alignment);
    for (uint32_t i = 0; i < alignment->pairs.count; i++) {
        const passage_pair *pair = &alignment->pairs.items[i];
        alignment->share_a += pair->similarity * a->passages.items[pair->a].weight;
        alignment->share_b += pair->similarity * b->passages.items[pair->b].weight;
    }
    alignment->share_a /= a->weight > 0 ? a->weight : 1;
    alignment->share_b /= b->weight > 0 ? b->weight : 1;
    arena_restore(scratch, mark);
}

/* ---- Runs of identical words ---------------------------------------------------------- */

/* The `length` words from `at`, told by the first and the last GRAM of them. */
static uint64_t run_at(const traits *traits, uint32_t at, uint32_t length)
{
    const word *words = traits->words.items + at;
    return (uint64_t)words[0].gram << 32 | words[length - GRAM].gram;
}

/* Where each run of b first occurs. */
static map index_runs(arena *scratch, const traits *b, uint32_t length)
{
    map index = {.arena = scratch};
    for (uint32_t at = 0; at + length <= b->words.count; at++) {
        uint32_t *first = map_put_number(&index, run_at(b, at, length));
        if (*first == MAP_NONE)
            *first = at;
    }
    return index;
}

uint32_t run_length(const traits *a, uint32_t i, const traits *b, uint32_t j)
{
    uint32_t grams = 0;
    while (i + grams < gram_total(a) && j + grams < gram_total(b) &&
           a->words.items[i + grams].gram == b->words.items[j + grams].gram)
        grams++;
    return grams > 0 ? grams + GRAM - 1 : 0;
}

void runs_find(arena *keep, arena *scratch, const traits *a, const traits *b, uint32_t least,
               word_run_array *runs)
{
    arena_mark mark = arena_save(scratch);
    map index = index_runs(scratch, b, least);
    for (uint32_t i = 0; i + least <= a->words.count;) {
        uint32_t j = map_get_number(&index, run_at(a, i, least));
        uint32_t length = j != MAP_NONE ? run_length(a, i, b, j) : 0;
        if (length >= least)
            *array_push(keep, runs) = (word_run){i, j, length};
        i += length >= least ? length : 1;
    }
    arena_restore(scratch, mark);
}

/* ---- Runs in the reporter's own voice -------------------------------------------------- */

enum { IN_A = 1, IN_B = 2, QUOTED = 4 };

typedef struct known_gram {
    uint32_t gram;
    uint32_t flags; /* 0: the place is free */
} known_gram;

/* The runs of both reports: a table by their hash. */
typedef struct gram_table {
    known_gram *places;
    uint32_t mask;
} gram_table;

static known_gram *gram_place(const gram_table *table, uint32_t gram)
{
    uint32_t at = gram & table->mask;
    while (table->places[at].flags != 0 && table->places[at].gram != gram)
        at = (at + 1) & table->mask;
    return &table->places[at];
}

static void add_grams(const gram_table *table, const traits *traits, uint32_t flag)
{
    for (uint32_t i = 0; i < gram_total(traits); i++) {
        known_gram *known = gram_place(table, traits->words.items[i].gram);
        known->gram = traits->words.items[i].gram;
        known->flags |= is_own_gram(traits, i) ? flag : flag | QUOTED;
    }
}

static void count_grams(const gram_table *table, const traits *traits, gram_count *count,
                        voice_count *voices)
{
    enum { RUN_GRAMS = 4 };
    uint32_t run = 0;
    count->total = gram_total(traits);
    for (uint32_t i = 0; i < gram_total(traits); i++) {
        const uint32_t flags = gram_place(table, traits->words.items[i].gram)->flags;
        const bool both = (flags & (IN_A | IN_B)) == (IN_A | IN_B);
        const bool quoted = (flags & QUOTED) != 0;
        count->shared += both;
        voices->total += !quoted;
        voices->shared += both && !quoted;
        voices->quoted += both && quoted;
        run = both && !quoted ? run + 1 : 0;
        voices->runs += run == RUN_GRAMS;
    }
}

void grams_match(arena *scratch, const traits *a, const traits *b, gram_match *match)
{
    arena_mark mark = arena_save(scratch);
    const uint64_t need = ((uint64_t)gram_total(a) + gram_total(b)) * 4 / 3;
    uint32_t size = 64;
    while (size <= need && size < 1U << 30)
        size *= 2;
    const gram_table table = {arena_array(scratch, known_gram, size), size - 1};
    *match = (gram_match){0};
    add_grams(&table, a, IN_A);
    add_grams(&table, b, IN_B);
    count_grams(&table, a, &match->counts[0], &match->voices[0]);
    count_grams(&table, b, &match->counts[1], &match->voices[1]);
    arena_restore(scratch, mark);
}
