/* claim_piles.c - propositions of original reports that say the same, piled up.
 *
 *   postings   key -> propositions that have it        only pairs that share keys are compared
 *   pairs      best first                              two piles become one if no member of one
 *   piles      [p0] [p1] [p2] ... -> [p0 p1] [p2]       is barred from any member of the other,
 *                                                      and they are alike on the whole
 *
 * Agglomerative clustering with average linkage and hard bars: a wrong merge is worse than a missed
 * one, for it makes a confirmation out of nothing.
 *
 * Cost: a key in more than POSTINGS_MAX propositions is not walked, and a proposition is compared
 * with the PARTNERS_MAX that share most with it: linear in the pile. */
#include "base/utf8.h"
#include "compare/claim_index.h"

#include <stdlib.h>

enum {
    LINKED_MAX = 12, /* members that are looked at, when two piles are compared */
    SURE = 2000000,  /* score of a pair that is the same word for word */
    SAME_WORDS_MIN = 4,
    COMMON_PERCENT = 25 /* of the lighter proposition's weight that a pair must share */
};

static const double SAME = 0.5;        /* score of two propositions that say the same */
static const double SAME_REPORT = 0.8; /* ... of one report, which seldom says a thing twice */
static const double SAME_REPORT_LEAST = 0.6;
static const double SAME_PILE = 0.35; /* mean score of two piles that do */

typedef struct pair {
    uint32_t a;
    uint32_t b;
    uint32_t score; /* in millionths */
} pair;
typedef array_of(pair) pair_array;

static bool is_original(const claiming *claiming, uint32_t report)
{
    return claiming->family[report] == report;
}

/* Denials are no assertions: they are matched with what they deny. */
static bool takes_part(const claiming *claiming, uint32_t at)
{
    const proposition *it = proposition_at(claiming, at);
    return is_original(claiming, it->report) && !it->denied;
}

/* In one report: nearly all of both is the same. An event goes by a noun as often as not. */
static bool is_said_twice(const proposition *a, const proposition *b, const match *match)
{
    return a->nominal || b->nominal
               ? match->score >= SAME
               : match->score >= SAME_REPORT && match->signs[MATCH_LEAST] >= SAME_REPORT_LEAST;
}

static void score_partners(claiming *claiming, uint32_t at, partners *partners, pair_array *pairs)
{
    const proposition *a = proposition_at(claiming, at);
    const uint32_t most = partners->count < PARTNERS_MAX ? partners->count : PARTNERS_MAX;
    for (uint32_t i = 0; i < most; i++) {
        const uint32_t other = partners->touched[i];
        const proposition *b = proposition_at(claiming, other);
        const uint32_t least = a->weight < b->weight ? a->weight : b->weight;
        if (a->mood >= MOOD_OPEN || partners->common[other] * 100 < least * COMMON_PERCENT ||
            (a->report == b->report && a->sentence == b->sentence) ||
            match_bar_of(&claiming->matcher, a, b) != BAR_NONE)
            continue;
        const match match = match_with_bar(&claiming->matcher, a, b, BAR_NONE);
        if (match.bar == BAR_NONE &&
            (a->report == b->report ? is_said_twice(a, b, &match)
                                    : match.score >= SAME || match_contains(&match)))
            *array_push(claiming->scratch, pairs) =
                (pair){other, at, (uint32_t)(match.score * 1000000)};
    }
}

/* The words of a proposition, without case and marks, as a number; 0 for few words. */
static uint64_t words_key(claiming *claiming, const proposition *it)
{
    const reading *reading = &claiming->pile->readings[it->report];
    const analysis *analysis = reading->analysis;
    uint64_t key = it->nominal;
    uint32_t words = 0;
    for (uint32_t at = analysis_token_at(analysis, it->span.start);
         at < analysis->tokens.count && analysis->tokens.items[at].start < it->span.end; at++) {
        if (!analysis->tokens.items[at].is_word)
            continue;
        const arena_mark mark = arena_save(claiming->scratch);
        const str word =
            utf8_fold(claiming->scratch, token_text(reading->report, &analysis->tokens.items[at]));
        const bool clitic = word.len > 0 && (word.data[0] == '\'' || (word.data[0] & 0x80) != 0);
        key = key * UINT64_C(1000003) + (clitic ? 0 : str_hash(word));
        arena_restore(claiming->scratch, mark);
        words++;
    }
    return words >= SAME_WORDS_MIN ? key : 0;
}

/* Word for word the same is the same, however little it says; barred pairs stay apart. */
static void pair_same_words(claiming *claiming, pair_array *pairs)
{
    map last = {.arena = claiming->scratch};
    for (uint32_t at = 0; at < claiming->propositions.items.count; at++) {
        const proposition *it = proposition_at(claiming, at);
        const uint64_t key =
            takes_part(claiming, at) && it->mood < MOOD_OPEN ? words_key(claiming, it) : 0;
        if (key == 0)
            continue;
        uint32_t *other = map_put_number(&last, key);
        if (*other != MAP_NONE &&
            match_bar_of(&claiming->matcher, proposition_at(claiming, *other), it) == BAR_NONE)
            *array_push(claiming->scratch, pairs) = (pair){*other, at, SURE};
        *other = at;
    }
}

static pair_array find_pairs(claiming *claiming)
{
    const uint32_t count = claiming->propositions.items.count;
    arena *scratch = claiming->scratch;
    pair_array pairs = {0};
    partners partners = partners_new(scratch, count);
    for (uint32_t at = 0; at < count; at++) {
        if (!takes_part(claiming, at))
            continue;
        claim_index_gather(claiming, at, &partners);
        claim_index_select(&partners);
        score_partners(claiming, at, &partners, &pairs);
        partners_clear(&partners);
        claim_index_add(claiming, at);
    }
    pair_same_words(claiming, &pairs);
    return pairs;
}

/* ---- Piles ---------------------------------------------------------------------------- */

static int compare_pairs(const void *x, const void *y)
{
    const pair *left = x;
    const pair *right = y;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return left->b < right->b ? -1 : left->b > right->b;
}

static bool may_join(const claiming *claiming, const cluster *x, const cluster *y)
{
    double sum = 0;
    uint32_t pairs = 0;
    for (uint32_t i = 0; i < x->members.count && i < LINKED_MAX; i++)
        for (uint32_t k = 0; k < y->members.count && k < LINKED_MAX; k++) {
            const proposition *a = proposition_at(claiming, x->members.items[i].proposition);
            const proposition *b = proposition_at(claiming, y->members.items[k].proposition);
            if (a->report == b->report && a->sentence == b->sentence)
                return false;
            if (match_bar_of(&claiming->matcher, a, b) != BAR_NONE)
                return false;
            const match match = match_with_bar(&claiming->matcher, a, b, BAR_NONE);
            if (a->report == b->report && !a->nominal && !b->nominal &&
                !is_said_twice(a, b, &match))
                return false;
            sum += match.score;
            pairs++;
        }
    return pairs > 0 && sum / pairs >= SAME_PILE;
}

static void join(claiming *claiming, uint32_t into, uint32_t from)
{
    cluster *x = &claiming->clusters.items[into];
    cluster *y = &claiming->clusters.items[from];
    for (uint32_t i = 0; i < y->members.count; i++) {
        *array_push(claiming->scratch, &x->members) = y->members.items[i];
        claiming->cluster_of[y->members.items[i].proposition] = into;
    }
    y->gone = true;
}

static void start_piles(claiming *claiming)
{
    for (uint32_t at = 0; at < claiming->propositions.items.count; at++) {
        const proposition *it = proposition_at(claiming, at);
        claiming->cluster_of[at] = READOUT_NONE;
        if (!takes_part(claiming, at))
            continue;
        claiming->cluster_of[at] = claiming->clusters.count;
        cluster *cluster = array_push(claiming->scratch, &claiming->clusters);
        cluster->centre = at;
        cluster->against = is_against(it);
        *array_push(claiming->scratch, &cluster->members) = (member){.proposition = at,
                                                                     .report = it->report,
                                                                     .sentence = it->sentence,
                                                                     .statement = it->statement,
                                                                     .span = it->span};
    }
}

void piles_make(claiming *claiming)
{
    claiming->cluster_of =
        arena_array(claiming->scratch, uint32_t, claiming->propositions.items.count);
    start_piles(claiming);
    const pair_array pairs = find_pairs(claiming);
    if (pairs.count > 0)
        qsort(pairs.items, pairs.count, sizeof(pair), compare_pairs);
    for (uint32_t i = 0; i < pairs.count; i++) {
        const uint32_t x = claiming->cluster_of[pairs.items[i].a];
        const uint32_t y = claiming->cluster_of[pairs.items[i].b];
        if (x != y &&
            (pairs.items[i].score == SURE ||
             may_join(claiming, &claiming->clusters.items[x], &claiming->clusters.items[y])))
            join(claiming, x < y ? x : y, x < y ? y : x);
    }
}

/* ---- Asides --------------------------------------------------------------------------- */

/* A pile of facts that says what a proposition in another mood only plans, asks or mentions. */
static uint32_t fact_behind(claiming *claiming, uint32_t at, partners *partners)
{
    const proposition *it = proposition_at(claiming, at);
    uint32_t best = READOUT_NONE;
    double most = SAME;
    claim_index_gather(claiming, at, partners);
    claim_index_select(partners);
    const uint32_t count = partners->count < PARTNERS_MAX ? partners->count : PARTNERS_MAX;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t other = partners->touched[i];
        const proposition *fact = proposition_at(claiming, other);
        if (fact->mood != MOOD_FACT || claiming->cluster_of[other] == READOUT_NONE ||
            (fact->report == it->report && fact->sentence == it->sentence))
            continue;
        if (match_bar_of(&claiming->matcher, it, fact) != BAR_MOOD)
            continue;
        const match match = match_with_bar(&claiming->matcher, it, fact, BAR_MOOD);
        const double score = it->mood == MOOD_MENTIONED && match_same_core(&match)
                                 ? match.score + SAME_PILE
                                 : match.score;
        if (match.bar == BAR_MOOD && score > most) {
            most = score;
            best = claiming->cluster_of[other];
        }
    }
    partners_clear(partners);
    return best;
}

void piles_add_asides(claiming *claiming)
{
    partners partners = partners_new(claiming->scratch, claiming->propositions.items.count);
    for (uint32_t at = 0; at < claiming->propositions.items.count; at++) {
        const uint32_t own = claiming->cluster_of[at];
        const proposition *it = proposition_at(claiming, at);
        if (own == READOUT_NONE || it->mood == MOOD_FACT || it->denied ||
            claiming->clusters.items[own].members.count > 1)
            continue;
        const uint32_t fact = fact_behind(claiming, at, &partners);
        if (fact == READOUT_NONE || fact == own)
            continue;
        member aside = claiming->clusters.items[own].members.items[0];
        aside.bearing = READOUT_BEARING_ASIDE;
        aside.counted = it->mood == MOOD_MENTIONED ? READOUT_COUNTED_MENTION : READOUT_COUNTED_MOOD;
        claiming->clusters.items[own].gone = true;
        claiming->cluster_of[at] = fact;
        *array_push(claiming->scratch, &claiming->clusters.items[fact].members) = aside;
    }
}
