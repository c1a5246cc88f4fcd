/* align.c - see align.h. Dynamic programming over units in order, as in
 * W. Gale, K. Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993), with
 * shared words instead of lengths. Cost: units of a times units of b; both are bounded. */
#include "compare/align.h"

#include "base/map.h"

enum {
    UNITS_MAX = 1500, /* of each report; later ones are left out */
    GRAM = 5
};

static const double SIMILAR = 0.3; /* less is chance: two sentences of one event */

double unit_similarity(const features *a, const unit *x, const features *b, const unit *y)
{
    const feature *left = a->items.items + x->first;
    const feature *right = b->items.items + y->first;
    uint32_t i = 0;
    uint32_t j = 0;
    uint32_t common = 0;
    while (i < x->count && j < y->count) {
        if (left[i].key == right[j].key) {
            common += left[i].weight < right[j].weight ? left[i].weight : right[j].weight;
            i++;
            j++;
        } else if (left[i].key < right[j].key) {
            i++;
        } else {
            j++;
        }
    }
    return 2.0 * common / (double)(x->weight + y->weight);
}

static uint32_t bounded(uint32_t count)
{
    return count < UNITS_MAX ? count : UNITS_MAX;
}

/* best[i][j]: of the first i units of a and j of b. */
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

static void fill(const table *table, const features *a, const features *b)
{
    for (uint32_t i = 1; i <= table->rows; i++) {
        const unit *x = &a->units.items[i - 1];
        for (uint32_t j = 1; j <= table->columns; j++) {
            const unit *y = &b->units.items[j - 1];
            double similarity = unit_similarity(a, x, b, y);
            double best = *best_at(table, i - 1, j);
            if (*best_at(table, i, j - 1) > best)
                best = *best_at(table, i, j - 1);
            double both = *best_at(table, i - 1, j - 1) +
                          similarity * (double)(x->weight + y->weight);
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
            unit_pair *pair = array_push(keep, &alignment->pairs);
            *pair = (unit_pair){--i, --j, (double)similarity};
        } else if (*best_at(table, i - 1, j) >= *best_at(table, i, j - 1)) {
            i--;
        } else {
            j--;
        }
    }
    for (uint32_t k = 0; k < alignment->pairs.count / 2; k++) {
        unit_pair *first = &alignment->pairs.items[k];
        unit_pair *last = &alignment->pairs.items[alignment->pairs.count - 1 - k];
        unit_pair swapped = *first;
        *first = *last;
        *last = swapped;
    }
}

void align_run(arena *keep, arena *scratch, const features *a, const features *b,
               alignment *alignment)
{
    arena_mark mark = arena_save(scratch);
    table table = {.rows = bounded(a->units.count), .columns = bounded(b->units.count)};
    table.best = arena_array(scratch, double, (size_t)(table.rows + 1) * (table.columns + 1));
    table.similar = arena_array(scratch, float, (size_t)table.rows * table.columns);
    fill(&table, a, b);
    trace(keep, &table, alignment);
    for (uint32_t i = 0; i < alignment->pairs.count; i++) {
        const unit_pair *pair = &alignment->pairs.items[i];
        alignment->share_a += pair->similarity * a->units.items[pair->a].weight;
        alignment->share_b += pair->similarity * b->units.items[pair->b].weight;
    }
    alignment->share_a /= a->weight > 0 ? a->weight : 1;
    alignment->share_b /= b->weight > 0 ? b->weight : 1;
    arena_restore(scratch, mark);
}

/* ---- Runs of identical words ---------------------------------------------------------- */

static uint64_t gram_at(const features *features, uint32_t at, uint32_t length)
{
    uint64_t hash = 0;
    for (uint32_t i = 0; i < length; i++)
        hash = (hash ^ features->words.items[at + i].hash) * 0x9e3779b97f4a7c15u;
    return hash;
}

/* Where each gram of b first occurs. */
static map index_grams(arena *scratch, const features *b, uint32_t length)
{
    map index = {.arena = scratch};
    for (uint32_t at = 0; at + length <= b->words.count; at++) {
        uint32_t *first = map_put_number(&index, gram_at(b, at, length));
        if (*first == MAP_NONE)
            *first = at;
    }
    return index;
}

static uint32_t run_length(const features *a, uint32_t i, const features *b, uint32_t j)
{
    uint32_t length = 0;
    while (i + length < a->words.count && j + length < b->words.count &&
           a->words.items[i + length].hash == b->words.items[j + length].hash)
        length++;
    return length;
}

void runs_find(arena *keep, arena *scratch, const features *a, const features *b, uint32_t least,
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

void runs_containment(arena *scratch, const features *a, const features *b, uint32_t *shared,
                      uint32_t *total)
{
    arena_mark mark = arena_save(scratch);
    map index = index_grams(scratch, b, GRAM);
    *shared = *total = 0;
    for (uint32_t at = 0; at + GRAM <= a->words.count; at++) {
        *total += 1;
        *shared += map_get_number(&index, gram_at(a, at, GRAM)) != MAP_NONE;
    }
    arena_restore(scratch, mark);
}
