/* likeness.c - see likeness.h. Two logistic models, with what they were trained on.
 *
 * Why these signs: a paraphrase keeps the order of names and numbers where no run of words
 * survives; a rewritten report keeps no order, but has few names and numbers of its own, and those
 * that stand together stand together in its original. An independent report shares the names of
 * the event, but brings facts, words and neighbours of its own. */
#include "compare/likeness.h"

#include <math.h>
#include <stdlib.h>

enum {
    NEIGHBOURS = 3 /* names and numbers this near are in company */
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
    for (uint32_t i = 0; i < x->known.count; i++) {
        const trait *item = &x->known.items[i];
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

/* ---- Runs of words -------------------------------------------------------------------- */

static void measure_voices(const traits *x, const voice_count *voices, likeness *likeness)
{
    static const double MANY = 8; /* runs: more say no more */
    const uint32_t both = voices->shared + voices->quoted;
    likeness->signs[LIKENESS_GRAMS] = ratio(voices->shared, voices->total);
    likeness->signs[LIKENESS_QUOTED] = ratio(voices->quoted, x->words.count);
    likeness->signs[LIKENESS_VOICE] = ratio(voices->shared, both);
    likeness->signs[LIKENESS_RUNS] = voices->runs < MANY ? voices->runs / MANY : 1;
}

/* ---- The sum -------------------------------------------------------------------------- */

/* Two ways to be a copy, each a logistic model (likeness_weights.c); the likelier one counts. A
 * reprint shows by words in the reporter's own voice, a paraphrase by the order and company of
 * names and numbers. */

/* So much that both quote word for word is one statement in two reports: a paraphrase would have
 * changed the quotations too. */
static const double STATEMENT = 0.15;

static double sum_of(const logit *logit, const likeness *likeness)
{
    double sum = logit->bias;
    for (int i = 0; i < LIKENESS_SIGNS; i++)
        sum += logit->weights[i] * likeness->signs[i];
    return sum;
}

double likeness_bound(const double most[LIKENESS_SIGNS])
{
    const logit *logits[] = {&likeness_reprint, &likeness_paraphrase};
    double best = 0;
    for (size_t i = 0; i < sizeof logits / sizeof logits[0]; i++) {
        double sum = logits[i]->bias;
        for (int k = 0; k < LIKENESS_SIGNS; k++)
            sum += logits[i]->weights[k] > 0 ? logits[i]->weights[k] * most[k] : 0;
        best = i == 0 || sum > best ? sum : best;
    }
    return 1 / (1 + exp(-best));
}

static double score_of(const likeness *likeness)
{
    double sum = sum_of(&likeness_reprint, likeness);
    if (likeness->signs[LIKENESS_QUOTED] < STATEMENT) {
        double other = sum_of(&likeness_paraphrase, likeness);
        sum = other > sum ? other : sum;
    }
    return 1 / (1 + exp(-sum));
}

void likeness_begin(arena *scratch, const traits *x, const traits *y, const overlap *overlap,
                    double share, const voice_count *voices, likeness *likeness)
{
    arena_mark mark = arena_save(scratch);
    likeness->signs[LIKENESS_ALIGNED] = share;
    measure_sentences(scratch, x, y, overlap, likeness);
    likeness->signs[LIKENESS_FACTS] = measure_facts(x, y);
    measure_voices(x, voices, likeness);
    arena_restore(scratch, mark);
}

void likeness_finish(arena *scratch, const traits *x, const traits *y, likeness *likeness)
{
    arena_mark mark = arena_save(scratch);
    likeness->signs[LIKENESS_SEQUENCE] = measure_sequence(scratch, x, y);
    likeness->signs[LIKENESS_COMPANY] = measure_company(scratch, x, y);
    likeness->score = score_of(likeness);
    arena_restore(scratch, mark);
}
