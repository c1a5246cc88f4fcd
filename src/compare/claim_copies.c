/* claim_copies.c - what copies say joins what their originals say, and adds nothing.
 *
 *   original   s0   s1   s2        sentences aligned (align.c), as differences.c does
 *               |    |    |
 *   copy       s0   s1   s2        a clause of s1 joins the pile of the clause of the original's s1
 *                                  that it is most like, be it ever so much rewritten
 *
 * Piles are made of originals alone before, so that a copy can change none of them. Where the copy
 * turned the clause around, it is kept beside the claim as corrupt. */
#include "compare/align.h"
#include "compare/claim_roots.h"
#include "compare/claims.h"

static const double SAME_IN_COPY = 0.5; /* aligned share of two clauses, with what follows */
static const double ALIGNED = 0.15;     /* more, in aligned sentences */
static const double OTHER_FORM = 0.1;   /* less, of a clause and a noun phrase */
static const double SAME_DENIER = 0.5;

enum {
    NEAR_SENTENCES = 1,
    WINDOW_MAX = 30, /* sentences without a match, to the next one that has one */
    TRIES_MAX = 400  /* propositions of the original that one is compared with */
};

typedef struct copying {
    claiming *claiming;
    uint32_t from;      /* the copy */
    uint32_t of;        /* the original, as far back as the pile goes */
    uint32_t *sentence; /* [sentence of the copy]: of the original, or READOUT_NONE */
} copying;

static void align_sentences(copying *copying)
{
    claiming *claiming = copying->claiming;
    arena *scratch = claiming->scratch;
    const reading *copy = &claiming->pile->readings[copying->from];
    const reading *original = &claiming->pile->readings[copying->of];
    const uint32_t count = copy->analysis->sentences.count;
    copying->sentence = arena_array(scratch, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++)
        copying->sentence[i] = READOUT_NONE;
    traits a = {.weight = 0};
    traits b = {.weight = 0};
    alignment alignment = {.share_a = 0};
    struct arena *inner = arena_inner(scratch);
    traits_of(scratch, inner, claiming->vocabulary, original, &a);
    traits_of(scratch, inner, claiming->vocabulary, copy, &b);
    overlap overlap = overlap_of(scratch, &a, &b);
    align_run(scratch, inner, &a, &b, &overlap, &alignment);
    arena_finish(inner);
    for (uint32_t i = 0; i < alignment.pairs.count; i++) {
        const passage_pair *pair = &alignment.pairs.items[i];
        copying->sentence[b.passages.items[pair->b].sentence] = a.passages.items[pair->a].sentence;
    }
}

/* The original's sentences that may stand behind one of the copy: its own, or between those of
 * its neighbours. */
static bool window(const copying *copying, uint32_t sentence, uint32_t *low, uint32_t *high)
{
    const uint32_t count =
        copying->claiming->pile->readings[copying->from].analysis->sentences.count;
    uint32_t before = READOUT_NONE;
    uint32_t after = READOUT_NONE;
    for (uint32_t i = sentence + 1; i-- > 0 && before == READOUT_NONE && i + WINDOW_MAX > sentence;)
        before = copying->sentence[i];
    for (uint32_t i = sentence; i < count && after == READOUT_NONE && i < sentence + WINDOW_MAX;
         i++)
        after = copying->sentence[i];
    if (before == READOUT_NONE && after == READOUT_NONE)
        return false;
    if (before == READOUT_NONE)
        before = after > NEAR_SENTENCES ? after - NEAR_SENTENCES : 0;
    if (after == READOUT_NONE)
        after = before + NEAR_SENTENCES;
    *low = before > NEAR_SENTENCES ? before - NEAR_SENTENCES : 0;
    *high = after + NEAR_SENTENCES;
    return true;
}

static bool same_party(const claiming *claiming, const proposition *a, const proposition *b)
{
    return root_party_key(claiming, a->report, a->statement) ==
           root_party_key(claiming, b->report, b->statement);
}

static uint32_t best_of_original(const copying *copying, const proposition *it, double *score)
{
    const claiming *claiming = copying->claiming;
    uint32_t low;
    uint32_t high;
    uint32_t best = READOUT_NONE;
    uint32_t tries = 0;
    *score = 0;
    if (!window(copying, it->sentence, &low, &high))
        return READOUT_NONE;
    const uint32_t end = first_from_sentence(claiming, copying->of, high + 1);
    for (uint32_t at = first_from_sentence(claiming, copying->of, low);
         at < end && tries < TRIES_MAX; at++, tries++) {
        const proposition *other = proposition_at(claiming, at);
        double found = match_of(&claiming->matcher, it, other).signs[MATCH_COMMON];
        if (copying->sentence[it->sentence] == other->sentence)
            found += ALIGNED;
        if (it->nominal != other->nominal)
            found -= OTHER_FORM;
        if (it->denied && other->denied && same_party(claiming, it, other))
            found += SAME_DENIER;
        if (found > *score) {
            *score = found;
            best = at;
        }
    }
    return best;
}

/* The copy says that it is so where the original says that it is not, or denies it. */
static bool is_corrupt(const proposition *it, const proposition *original)
{
    return original->denied ? !it->denied : is_against(it) != is_against(original);
}

static bool has_sentence(const cluster *cluster, uint32_t report, uint32_t sentence)
{
    for (uint32_t i = 0; i < cluster->members.count; i++)
        if (cluster->members.items[i].report == report &&
            cluster->members.items[i].sentence == sentence)
            return true;
    return false;
}

/* How the original bears on the pile: what it only plans or mentions its copy does no more. */
static const member *member_of(const cluster *cluster, uint32_t proposition)
{
    for (uint32_t i = 0; i < cluster->members.count; i++)
        if (cluster->members.items[i].proposition == proposition)
            return &cluster->members.items[i];
    return NULL;
}

static void join_copy(const copying *copying, uint32_t at, uint32_t original)
{
    claiming *claiming = copying->claiming;
    const proposition *it = proposition_at(claiming, at);
    const uint32_t number = claiming->cluster_of[original];
    if (number == READOUT_NONE)
        return;
    cluster *cluster = &claiming->clusters.items[number];
    if (has_sentence(cluster, it->report, it->sentence))
        return;
    const member *model = member_of(cluster, original);
    const bool aside = model != NULL && model->bearing == READOUT_BEARING_ASIDE;
    const readout_counted counted = aside ? model->counted : READOUT_COUNTED_COPY;
    const bool corrupt = is_corrupt(it, proposition_at(claiming, original));
    claiming->cluster_of[at] = number;
    *array_push(claiming->scratch, &cluster->members) =
        (member){.proposition = at,
                 .report = it->report,
                 .sentence = it->sentence,
                 .statement = it->statement,
                 .span = it->span,
                 .bearing = corrupt || aside ? READOUT_BEARING_ASIDE : READOUT_BEARING_SUPPORT,
                 .counted = corrupt ? READOUT_COUNTED_CORRUPT : counted};
}

static void add_copy(claiming *claiming, uint32_t report)
{
    copying copying = {claiming, report, claiming->family[report], NULL};
    align_sentences(&copying);
    for (uint32_t at = claiming->propositions.first_of[report];
         at < claiming->propositions.first_of[report + 1]; at++) {
        double score;
        const proposition *it = proposition_at(claiming, at);
        const uint32_t original = best_of_original(&copying, it, &score);
        if (original == READOUT_NONE)
            continue;
        if (score >= SAME_IN_COPY)
            join_copy(&copying, at, original);
    }
}

void piles_add_copies(claiming *claiming)
{
    for (uint32_t i = 0; i < claiming->pile->count; i++)
        if (claiming->family[i] != i)
            add_copy(claiming, i);
}
