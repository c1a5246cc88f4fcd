/* match.c - see match.h. Alignment of weighted terms with a soft cosine (Sidorov et al. 2014; word
 * alignment as in Sultan et al. 2014), its signs weighed by a logistic regression. */
#include "compare/match.h"

#include <math.h>

enum {
    TERMS_COMPARED = 32, /* of a proposition */
    EVIDENCE_MIN = 11,   /* half bits that both share */
    TOLD_MIN = 8,        /* ... beside who does it */
    EVIDENCE_MAX = 50,
    LIMIT_WEIGHT_MIN = 3, /* a more common adjective limits nothing: "new" */
    DAY_SPAN_MAX = 40
}; /* a longer time does not tell two happenings apart */

static const double HOPELESS = 0.08; /* score that words near in meaning cannot mend */
static const double SAME_GROUP = 0.9;
static const double SAME_WORD = 0.85; /* of two predicates */
static const double COUNTRY_OF = 0.6; /* an official and his country */
static const double CONTAINED = 0.25; /* score of a proposition and a longer one that has it */
static const double CONTAINED_MOST = 0.7;
static const double NEAR = 0.70; /* cosine from which on words may mean the same */

/* By hand first, then by the fit that bench/eval/claims.c makes. */
static const double WEIGHTS[MATCH_SIGNS] = {
    [MATCH_BIAS] = -8.2,      [MATCH_COMMON] = 7.0,    [MATCH_LEAST] = 1.5,
    [MATCH_MOST] = 0.0,       [MATCH_PREDICATE] = 2.0, [MATCH_AGENT] = 1.0,
    [MATCH_OTHER] = -2.0,     [MATCH_PATIENT] = 1.0,   [MATCH_NAMES] = 0.0,
    [MATCH_STRANGERS] = -3.0, [MATCH_NUMBERS] = 1.0,   [MATCH_EVIDENCE] = 3.0,
    [MATCH_QUOTED] = 4.0,
};

static const term *term_at(const matcher *matcher, const proposition *it, uint32_t at)
{
    return &matcher->propositions->terms.items[it->first + at];
}

bool is_against(const proposition *proposition)
{
    return proposition->negated != proposition->denied;
}

/* ---- Terms ---------------------------------------------------------------------------- */

static str lemma_of(const matcher *matcher, const proposition *it, const term *term)
{
    return matcher->pile->readings[it->report].analysis->tokens.items[term->token].lemma;
}

/* By stem and group alone. */
static double words_same(const term *x, const term *y)
{
    if (x->key == y->key)
        return 1;
    return x->group != 0 && x->group == y->group ? SAME_GROUP : 0;
}

/* By their vectors. */
static double words_near(const matcher *matcher, const proposition *a, const term *x,
                         const proposition *b, const term *y)
{
    if (x->row == SENSE_NONE || y->row == SENSE_NONE)
        return 0;
    const double cosine = sense_cosine(matcher->sense, x->row, y->row);
    if (cosine < NEAR || sense_opposite(lemma_of(matcher, a, x), lemma_of(matcher, b, y)))
        return 0;
    return 0.25 + 0.5 * (cosine - NEAR) / (1 - NEAR);
}

static double names_likeness(const term *x, const term *y)
{
    if (x->key == y->key)
        return 1;
    return (x->unit != 0 && x->unit == y->key) || (y->unit != 0 && y->unit == x->key) ? COUNTRY_OF
                                                                                      : 0;
}

static double times_likeness(const term *x, const term *y)
{
    if (x->key == y->key)
        return 1;
    if (x->last == 0 || y->last == 0)
        return 0;
    return x->first <= y->last && y->first <= x->last ? 0.8 : 0;
}

static double term_same(const term *x, const term *y)
{
    if (x->kind != y->kind)
        return 0;
    switch ((term_kind)x->kind) {
    case TERM_WORD:
        return words_same(x, y);
    case TERM_NAME:
        return names_likeness(x, y);
    case TERM_NUMBER:
        return x->key == y->key ? (x->unit == y->unit ? 1 : 0.6) : 0;
    case TERM_TIME:
        return times_likeness(x, y);
    }
    return 0;
}

static double term_likeness(const matcher *matcher, const proposition *a, const term *x,
                            const proposition *b, const term *y)
{
    const double same = term_same(x, y);
    return same > 0 || x->kind != TERM_WORD || y->kind != TERM_WORD
               ? same
               : words_near(matcher, a, x, b, y);
}

/* ---- Bars ----------------------------------------------------------------------------- */

static bool has_key(const matcher *matcher, const proposition *it, uint32_t key, bool agents)
{
    for (uint32_t i = 0; i < it->count; i++) {
        const term *term = term_at(matcher, it, i);
        if (term->kind == TERM_NAME && term->key == key && (term->role == TERM_AGENT) == agents)
            return true;
    }
    return false;
}

static bool may_be_one(uint32_t a, uint32_t a_country, uint32_t b, uint32_t b_country)
{
    return a == b || (a_country != 0 && a_country == b) || (b_country != 0 && b_country == a);
}

/* "Russia asked China" is not "China asked Russia"; who does it together with somebody else may
 * be told the other way round. */
static bool other_actor(const matcher *matcher, const proposition *a, const proposition *b)
{
    if (a->agent == 0 || b->agent == 0 ||
        may_be_one(a->agent, a->agent_country, b->agent, b->agent_country))
        return false;
    const bool swapped =
        has_key(matcher, a, b->agent, false) && has_key(matcher, b, a->agent, false);
    if (swapped && (a->mutual || b->mutual))
        return false;
    return !has_key(matcher, a, b->agent, true) && !has_key(matcher, b, a->agent, true);
}

static bool other_number(const matcher *matcher, const proposition *a, const proposition *b)
{
    bool differs = false;
    for (uint32_t i = 0; i < a->count; i++) {
        const term *x = term_at(matcher, a, i);
        for (uint32_t k = 0; k < b->count && x->kind == TERM_NUMBER; k++) {
            const term *y = term_at(matcher, b, k);
            if (y->kind != TERM_NUMBER || x->unit != y->unit)
                continue;
            if (x->key == y->key)
                return false;
            differs = true;
        }
    }
    return differs;
}

static bool is_dated(const term *term)
{
    return term->kind == TERM_TIME && term->last != 0 && term->last - term->first < DAY_SPAN_MAX;
}

static bool other_time(const matcher *matcher, const proposition *a, const proposition *b)
{
    bool differs = false;
    for (uint32_t i = 0; i < a->count; i++) {
        const term *x = term_at(matcher, a, i);
        for (uint32_t k = 0; k < b->count && is_dated(x); k++) {
            const term *y = term_at(matcher, b, k);
            if (!is_dated(y))
                continue;
            if (times_likeness(x, y) > 0)
                return false;
            differs = true;
        }
    }
    return differs;
}

/* Both name places, and none is the same. */
static bool other_place(const matcher *matcher, const proposition *a, const proposition *b)
{
    bool both = false;
    for (uint32_t i = 0; i < a->count; i++) {
        const term *x = term_at(matcher, a, i);
        for (uint32_t k = 0; k < b->count && x->place; k++) {
            const term *y = term_at(matcher, b, k);
            if (y->kind != TERM_NAME || !y->place)
                continue;
            if (x->key == y->key)
                return false;
            both = true;
        }
    }
    return both;
}

static bool limited_apart(const matcher *matcher, const proposition *a, uint32_t x,
                          const proposition *b, uint32_t y)
{
    bool both = false;
    for (uint32_t i = 0; i < a->count; i++) {
        const term *p = term_at(matcher, a, i);
        if (p->modifies != x || p->kind == TERM_NUMBER || p->weight < LIMIT_WEIGHT_MIN)
            continue;
        for (uint32_t k = 0; k < b->count; k++) {
            const term *q = term_at(matcher, b, k);
            if (q->modifies != y || q->kind == TERM_NUMBER || q->weight < LIMIT_WEIGHT_MIN)
                continue;
            if (term_likeness(matcher, a, p, b, q) > 0)
                return false;
            both = true;
        }
    }
    return both;
}

/* Both limit the same noun, but no person, whose titles are many, each by something that the other
 * has not: "military aid" and "economic support". */
static bool other_kind(const matcher *matcher, const proposition *a, const proposition *b)
{
    for (uint32_t i = 0; i < a->count; i++) {
        const term *x = term_at(matcher, a, i);
        for (uint32_t k = 0; k < b->count && x->kind == TERM_WORD; k++) {
            const term *y = term_at(matcher, b, k);
            if (y->kind == TERM_WORD && words_same(x, y) >= SAME_GROUP && !x->open && !y->open &&
                !x->person && limited_apart(matcher, a, x->token, b, y->token))
                return true;
        }
    }
    return false;
}

match_bar match_bar_of(const matcher *matcher, const proposition *a, const proposition *b)
{
    if (is_against(a) != is_against(b))
        return BAR_POLARITY;
    if (other_actor(matcher, a, b))
        return BAR_ACTOR;
    if (other_kind(matcher, a, b))
        return BAR_KIND;
    if (other_number(matcher, a, b))
        return BAR_NUMBER;
    if (other_time(matcher, a, b))
        return BAR_TIME;
    if (other_place(matcher, a, b))
        return BAR_PLACE;
    return a->mood != b->mood ? BAR_MOOD : BAR_NONE;
}

/* ---- Signs ---------------------------------------------------------------------------- */

typedef struct tally {
    double found;  /* weight of terms that the other has */
    double agents; /* ... of who does it */
    double total;
    double names;
    double names_total;
    double numbers;
    double predicate; /* best likeness of the predicate */
    double patient;
} tally;

/* Likeness of each term of a to each of b: [a's term * columns + b's term]. */
typedef struct table {
    double cells[TERMS_COMPARED * TERMS_COMPARED];
    uint32_t rows;
    uint32_t columns;
} table;

static void fill_same(const matcher *matcher, const proposition *a, const proposition *b,
                      table *table)
{
    table->rows = a->count < TERMS_COMPARED ? a->count : TERMS_COMPARED;
    table->columns = b->count < TERMS_COMPARED ? b->count : TERMS_COMPARED;
    for (uint32_t i = 0; i < table->rows; i++)
        for (uint32_t k = 0; k < table->columns; k++)
            table->cells[i * table->columns + k] =
                term_same(term_at(matcher, a, i), term_at(matcher, b, k));
}

/* The vectors, for words that are like no other yet. */
static void fill_near(const matcher *matcher, const proposition *a, const proposition *b,
                      table *table)
{
    bool taken_a[TERMS_COMPARED] = {false};
    bool taken_b[TERMS_COMPARED] = {false};
    for (uint32_t i = 0; i < table->rows; i++)
        for (uint32_t k = 0; k < table->columns; k++)
            if (table->cells[i * table->columns + k] > 0)
                taken_a[i] = taken_b[k] = true;
    for (uint32_t i = 0; i < table->rows; i++)
        for (uint32_t k = 0; k < table->columns; k++) {
            const term *x = term_at(matcher, a, i);
            const term *y = term_at(matcher, b, k);
            if (!taken_a[i] && !taken_b[k] && x->kind == TERM_WORD && y->kind == TERM_WORD)
                table->cells[i * table->columns + k] = words_near(matcher, a, x, b, y);
        }
}

/* How much of one side is in the other: of a's terms, or of b's when `turned`. */
static tally look_up(const matcher *matcher, const proposition *a, const proposition *b,
                     const table *table, bool turned)
{
    tally tally = {.found = 0};
    const uint32_t own = turned ? table->columns : table->rows;
    const uint32_t other = turned ? table->rows : table->columns;
    for (uint32_t i = 0; i < own; i++) {
        const term *x = turned ? term_at(matcher, b, i) : term_at(matcher, a, i);
        double best = 0;
        double best_patient = 0;
        for (uint32_t k = 0; k < other; k++) {
            const term *y = turned ? term_at(matcher, a, k) : term_at(matcher, b, k);
            const double likeness = turned ? table->cells[k * table->columns + i]
                                           : table->cells[i * table->columns + k];
            best = likeness > best ? likeness : best;
            if (y->role == TERM_PATIENT && likeness > best_patient)
                best_patient = likeness;
        }
        tally.total += x->weight;
        tally.found += best * x->weight;
        tally.agents +=
            x->role == TERM_AGENT && x->kind == TERM_NAME && x->head ? best * x->weight : 0;
        if (x->kind == TERM_NAME) {
            tally.names_total += x->weight;
            tally.names += best * x->weight;
        }
        if (x->kind == TERM_NUMBER)
            tally.numbers += best;
        if (x->role == TERM_PREDICATE && best > tally.predicate)
            tally.predicate = best;
        if (x->role == TERM_PATIENT && x->head && best_patient > tally.patient)
            tally.patient = best_patient;
    }
    return tally;
}

/* Both say who does it by words that have nothing in common. */
static bool actors_differ(const matcher *matcher, const proposition *a, const proposition *b)
{
    if (a->actor == READOUT_NONE || b->actor == READOUT_NONE)
        return false;
    const term *x = &matcher->propositions->terms.items[a->actor];
    const term *y = &matcher->propositions->terms.items[b->actor];
    return x->kind == y->kind && x->kind == TERM_WORD && term_likeness(matcher, a, x, b, y) < 0.25;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static void weigh(match *match)
{
    double sum = 0;
    for (uint32_t i = 0; i < MATCH_SIGNS; i++)
        sum += WEIGHTS[i] * match->signs[i];
    match->score = 1 / (1 + exp(-sum));
}

static void measure(const matcher *matcher, const proposition *a, const proposition *b,
                    const table *table, match *match)
{
    const tally x = look_up(matcher, a, b, table, false);
    const tally y = look_up(matcher, a, b, table, true);
    const double of_a = share(x.found, x.total);
    const double of_b = share(y.found, y.total);
    const double found = fmin(x.found, y.found);
    double *signs = match->signs;
    signs[MATCH_BIAS] = 1;
    signs[MATCH_COMMON] = of_a + of_b > 0 ? 2 * of_a * of_b / (of_a + of_b) : 0;
    signs[MATCH_LEAST] = fmin(of_a, of_b);
    signs[MATCH_MOST] = fmax(of_a, of_b);
    signs[MATCH_PREDICATE] = (x.predicate + y.predicate) / 2;
    signs[MATCH_AGENT] = a->agent != 0 && b->agent != 0 &&
                         may_be_one(a->agent, a->agent_country, b->agent, b->agent_country);
    signs[MATCH_PATIENT] = fmax(x.patient, y.patient);
    signs[MATCH_NAMES] = share(x.names + y.names, x.names_total + y.names_total);
    signs[MATCH_STRANGERS] =
        fmin(share(x.names_total - x.names, x.total), share(y.names_total - y.names, y.total));
    signs[MATCH_NUMBERS] = fmin(fmin(x.numbers, y.numbers), 1);
    signs[MATCH_EVIDENCE] = fmin(found, EVIDENCE_MAX) / EVIDENCE_MAX;
    signs[MATCH_QUOTED] = a->quotation != READOUT_NONE && a->quotation == b->quotation;
    signs[MATCH_OTHER] = signs[MATCH_QUOTED] > 0 ? 0 : actors_differ(matcher, a, b);
    const double told = fmin(x.found - x.agents, y.found - y.agents);
    if (match->bar == BAR_NONE && (found < EVIDENCE_MIN || told < TOLD_MIN))
        match->bar = BAR_LITTLE;
    weigh(match);
}

match match_of(const matcher *matcher, const proposition *a, const proposition *b)
{
    return match_with_bar(matcher, a, b, match_bar_of(matcher, a, b));
}

match match_with_bar(const matcher *matcher, const proposition *a, const proposition *b,
                     match_bar bar)
{
    match match = {.bar = bar};
    table table;
    fill_same(matcher, a, b, &table);
    measure(matcher, a, b, &table, &match);
    if (match.score < HOPELESS)
        return match;
    if (match.bar == BAR_LITTLE)
        match.bar = BAR_NONE;
    fill_near(matcher, a, b, &table);
    measure(matcher, a, b, &table, &match);
    return match;
}

bool match_same_core(const match *match)
{
    return match->signs[MATCH_PREDICATE] >= SAME_WORD && match->signs[MATCH_AGENT] > 0 &&
           (match->signs[MATCH_NAMES] >= 0.5 || match->signs[MATCH_PATIENT] >= 0.5);
}

bool match_contains(const match *match)
{
    return match->score >= CONTAINED && match->signs[MATCH_MOST] >= CONTAINED_MOST &&
           match_same_core(match);
}
