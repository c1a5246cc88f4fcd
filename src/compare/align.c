/* align.c - see align.h. Dynamic programming over passages in order, as in
 * W. Gale, K. Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993), with
 * the weight of shared words instead of lengths. Cost: passages of a times passages of b; both are
 * bounded by PASSAGES_MAX. */
#include "compare/align.h"

#include "base/map.h"

enum { GRAM = 5 };

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

static uint64_t gram_at(const traits *traits, uint32_t at, uint32_t length)
{
    uint64_t hash = 0;
    for (uint32_t i = 0; i < length; i++)
        hash = (hash ^ traits->words.items[at + i].hash) * 0x9e3779b97f4a7c15u;
    return hash;
}

/* Where each gram of b first occurs. */
static map index_grams(arena *scratch, const traits *b, uint32_t length)
{
    map index = {.arena = scratch};
    for (uint32_t at = 0; at + length <= b->words.count; at++) {
        uint32_t *first = map_put_number(&index, gram_at(b, at, length));
        if (*first == MAP_NONE)
            *first = at;
    }
    return index;
}

static uint32_t run_length(const traits *a, uint32_t i, const traits *b, uint32_t j)
{
    uint32_t length = 0;
    while (i + length < a->words.count && j + length < b->words.count &&
           a->words.items[i + length].hash == b->words.items[j + length].hash)
        length++;
    return length;
}

void runs_find(arena *keep, arena *scratch, const traits *a, const traits *b, uint32_t least,
               word_run_array *runs)
{
    arena_mark mark = arena_save(scratch);
    map index = index_grams(scratch, b, least);
    for (uint32_t i = 0; i + least <= a->words.count;) {
        uint32_t j = map_get_number(&index, gram_at(a, i, least));
        uint32_t length = j != MAP_NONE ? run_length(a, i, b, j) : 0;
        if (length >= least)
            *array_push(keep, runs) = (word_run){i, j, length};
        i += length >= least ? length : 1;
    }
    arena_restore(scratch, mark);
}

gram_count grams_count(arena *scratch, const traits *a, const traits *b)
{
    arena_mark mark = arena_save(scratch);
    map index = index_grams(scratch, b, GRAM);
    gram_count count = {0, 0};
    for (uint32_t at = 0; at + GRAM <= a->words.count; at++) {
        count.total++;
        count.shared += map_get_number(&index, gram_at(a, at, GRAM)) != MAP_NONE;
    }
    arena_restore(scratch, mark);
    return count;
}

/* ---- Runs in the reporter's own voice -------------------------------------------------- */

enum { OWN_GRAM = 0, QUOTED_GRAM = 1 };

static bool is_own(const traits *traits, uint32_t at)
{
    return !traits->words.items[at].quoted && !traits->words.items[at + GRAM - 1].quoted;
}

/* Each gram of b: QUOTED_GRAM if b quotes it anywhere. */
static map index_voices(arena *scratch, const traits *b)
{
    map index = {.arena = scratch};
    for (uint32_t at = 0; at + GRAM <= b->words.count; at++) {
        uint32_t *voice = map_put_number(&index, gram_at(b, at, GRAM));
        if (*voice == MAP_NONE || *voice == OWN_GRAM)
            *voice = is_own(b, at) ? OWN_GRAM : QUOTED_GRAM;
    }
    return index;
}

voice_count voices_count(arena *scratch, const traits *a, const traits *b)
{
    enum { RUN_GRAMS = 4 };
    arena_mark mark = arena_save(scratch);
    map theirs = index_voices(scratch, b);
    map ours = index_voices(scratch, a);
    voice_count count = {0, 0, 0, 0};
    uint32_t run = 0;
    for (uint32_t at = 0; at + GRAM <= a->words.count; at++) {
        uint64_t gram = gram_at(a, at, GRAM);
        uint32_t voice = map_get_number(&theirs, gram);
        bool quoted = voice == QUOTED_GRAM || map_get_number(&ours, gram) == QUOTED_GRAM;
        bool shared = !quoted && voice == OWN_GRAM;
        count.total += !quoted;
        count.shared += shared;
        count.quoted += quoted && voice != MAP_NONE;
        run = shared ? run + 1 : 0;
        count.runs += run == RUN_GRAMS;
    }
    arena_restore(scratch, mark);
    return count;
}
