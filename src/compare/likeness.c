/* likeness.c - see likeness.h. The sum is a logistic model; its weights are in likeness_weights,
 * with what they were trained on.
 *
 * Why these signs: a paraphrase keeps the order of names and numbers where no run of words
 * survives; a rewritten report keeps no order, but has few names and numbers of its own, and those
 * that stand together stand together in its original. An independent report shares the names of
 * the event, but brings facts, words and neighbours of its own. */
#include "compare/likeness.h"

#include <math.h>
#include <stdlib.h>

enum {
    SEQUENCE_MAX = 400, /* names and numbers of a report that are put in sequence */
    NEIGHBOURS = 3      /* names and numbers this near are in company */
};

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

/* ---- Sentences ------------------------------------------------------------------------ */

static uint32_t common_at(const overlap *overlap, uint32_t i, uint32_t j)
{
    return overlap->common[(size_t)i * overlap->columns + j];
}

/* The best place in y of passage i of x: the sentence, or two of them, that holds most of it. */
static uint32_t best_place(const traits *x, const traits *y, const overlap *overlap, uint32_t i,
                           double *covered)
{
    uint32_t best = READOUT_NONE;
    uint32_t weight = x->passages.items[i].weight;
    uint32_t most = 0;
    for (uint32_t j = 0; j < y->passages.count; j++) {
        uint32_t here = common_at(overlap, i, j);
        uint32_t next = j + 1 < y->passages.count ? common_at(overlap, i, j + 1) : 0;
        uint32_t both = here > next ? here + next / 2 : here / 2 + next;
        if (both > weight)
            both = weight;
        if (both > most) {
            most = both;
            best = here >= next ? j : j + 1;
        }
    }
    *covered = ratio(most, weight);
    return best;
}

/* Of the sentences with a place, the longest row whose places ascend, by weight. */
static double in_order(arena *scratch, const traits *x, const uint32_t *place)
{
    double *row = arena_array(scratch, double, x->passages.count);
    double best = 0;
    double all = 0;
    for (uint32_t i = 0; i < x->passages.count; i++) {
        if (place[i] == READOUT_NONE)
            continue;
        for (uint32_t k = 0; k < i; k++)
            if (place[k] != READOUT_NONE && place[k] <= place[i] && row[k] > row[i])
                row[i] = row[k];
        row[i] += x->passages.items[i].weight;
        all += x->passages.items[i].weight;
        best = row[i] > best ? row[i] : best;
    }
    return ratio(best, all);
}

static void measure_sentences(arena *scratch, const traits *x, const traits *y,
                              const overlap *overlap, likeness *likeness)
{
    static const double PLACED = 0.2;
    uint32_t *place = arena_array(scratch, uint32_t, x->passages.count);
    double sum = 0;
    for (uint32_t i = 0; i < x->passages.count; i++) {
        double covered;
        place[i] = best_place(x, y, overlap, i, &covered);
        sum += covered * x->passages.items[i].weight;
        if (covered < PLACED)
            place[i] = READOUT_NONE;
    }
    likeness->signs[LIKENESS_COVERED] = ratio(sum, x->weight);
    likeness->signs[LIKENESS_ORDER] = in_order(scratch, x, place);
}

/* ---- Names and numbers ---------------------------------------------------------------- */

static double measure_facts(const traits *x, const traits *y)
{
    double found = 0;
    double all = 0;
    uint32_t j = 0;
    for (uint32_t i = 0; i < x->items.count; i++) {
        const trait *item = &x->items.items[i];
        if (item->kind == TRAIT_WORD || (i > 0 && item[-1].key == item->key))
            continue;
        while (j < y->items.count && y->items.items[j].key < item->key)
            j++;
        all += item->weight;
        if (j < y->items.count && y->items.items[j].key == item->key)
            found += item->weight;
    }
    return ratio(found, all);
}

static uint32_t bounded(const trait_array *facts)
{
    return facts->count < SEQUENCE_MAX ? facts->count : SEQUENCE_MAX;
}

/* The heaviest common subsequence of the facts. */
static double measure_sequence(arena *scratch, const traits *x, const traits *y)
{
    uint32_t rows = bounded(&x->facts);
    uint32_t columns = bounded(&y->facts);
    uint32_t *best = arena_array(scratch, uint32_t, columns + 1);
    double all = 0;
    for (uint32_t i = 0; i < rows; i++) {
        const trait *fact = &x->facts.items[i];
        uint32_t corner = 0;
        all += fact->weight;
        for (uint32_t j = 1; j <= columns; j++) {
            uint32_t above = best[j];
            uint32_t here = above > best[j - 1] ? above : best[j - 1];
            if (fact->key == y->facts.items[j - 1].key && corner + fact->weight > here)
                here = corner + fact->weight;
            best[j] = here;
            corner = above;
        }
    }
    return ratio(best[columns], all);
}

/* The pair's own number, whichever of the two comes first. */
static uint64_t company_key(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static double measure_company(arena *scratch, const traits *x, const traits *y)
{
    map known = {.arena = scratch};
    double found = 0;
    double all = 0;
    for (uint32_t i = 0; i < bounded(&y->facts); i++)
        for (uint32_t k = 1; k <= NEIGHBOURS && i + k < bounded(&y->facts); k++)
            *map_put_number(&known, company_key(y->facts.items[i].key, y->facts.items[i + k].key)) =
                1;
    for (uint32_t i = 0; i + 1 < bounded(&x->facts); i++) {
        const trait *fact = &x->facts.items[i];
        if (fact->key == fact[1].key)
            continue;
        double weight = fact->weight < fact[1].weight ? fact->weight : fact[1].weight;
        all += weight;
        if (map_get_number(&known, company_key(fact->key, fact[1].key)) != MAP_NONE)
            found += weight;
    }
    return ratio(found, all);
}

/* ---- The sum -------------------------------------------------------------------------- */

/* Trained on the 32 pairs of copies/, the labels of bench/eval/labels/silver-copies.tsv and 2,200
 * pairs of same-story articles of the AllSides development set, with an L2 of .005; either half of
 * the stories finds in the other what both together find. At the threshold 1 % of the same-story
 * pairs are called copies. */
static const double likeness_weights[LIKENESS_SIGNS] = {
    [LIKENESS_ALIGNED] = 2.51,  [LIKENESS_COVERED] = 1.77, [LIKENESS_FACTS] = 1.75,
    [LIKENESS_SEQUENCE] = 1.55, [LIKENESS_COMPANY] = 1.77, [LIKENESS_GRAMS] = 2.07,
    [LIKENESS_QUOTED] = -0.40,  [LIKENESS_ORDER] = 1.03,
};
static const double likeness_bias = -6.32 + 0.48;

/* What both have word for word is what they quote, and their prose is not: one statement, two
 * reports. A paraphrase would have changed the quotations too. */
static bool shares_statement(const likeness *likeness)
{
    double quoted = likeness->signs[LIKENESS_QUOTED];
    double own = likeness->signs[LIKENESS_GRAMS];
    return (quoted >= 0.15 && own < 0.2) || (quoted >= 0.3 && own < 0.45 && own < quoted * 1.25);
}

void likeness_measure(arena *scratch, const traits *x, const traits *y, const overlap *overlap,
                      double share, likeness *likeness)
{
    arena_mark mark = arena_save(scratch);
    likeness->signs[LIKENESS_ALIGNED] = share;
    measure_sentences(scratch, x, y, overlap, likeness);
    likeness->signs[LIKENESS_FACTS] = measure_facts(x, y);
    likeness->signs[LIKENESS_SEQUENCE] = measure_sequence(scratch, x, y);
    likeness->signs[LIKENESS_COMPANY] = measure_company(scratch, x, y);
    gram_count own = grams_count(scratch, x, y, true);
    gram_count all = grams_count(scratch, x, y, false);
    likeness->signs[LIKENESS_GRAMS] = ratio(own.shared, own.total);
    likeness->signs[LIKENESS_QUOTED] = ratio(all.shared - own.shared, all.total);
    double sum = likeness_bias;
    for (int i = 0; i < LIKENESS_SIGNS; i++)
        sum += likeness_weights[i] * likeness->signs[i];
    likeness->score = shares_statement(likeness) ? 0 : 1 / (1 + exp(-sum));
    arena_restore(scratch, mark);
}
