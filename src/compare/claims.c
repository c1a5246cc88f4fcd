/* claims.c - what the pile claims: piles of propositions made into claims, counted, and put in
 * order.
 *
 *   propositions > piles of originals > denials > copies > claims, with roots > order
 *
 * A claim's text is the span of the pile that tells it best, never one that was made up: of an
 * original, with names, whole, and short. Contested claims come first, then what most reports and
 * most roots carry; at most CLAIMS_MAX are kept, those of one report and no speaker last. */
#include "compare/claims.h"

#include "compare/claim_index.h"
#include "compare/claim_roots.h"
#include "compare/families.h"
#include "language/countries.h"

#include <stdlib.h>

enum {
    CLAIMS_MAX = 20000,
    OPPOSED_SPANS_MAX = 64,
    TEXT_MIN = 30,  /* bytes of a text that hangs on others */
    WORTH_MIN = 16, /* weight of a claim that stands alone */
    WORTH_TOGETHER_MIN = 12
};

/* ---- Families ------------------------------------------------------------------------- */

static void find_families(claiming *claiming)
{
    const uint32_t count = claiming->pile->count;
    const copy_array *copies = &claiming->comparison->copies;
    claiming->family = families_of(claiming->scratch, count, copies);
    claiming->copy_of = arena_array(claiming->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        claiming->copy_of[i] = READOUT_NONE;
    for (uint32_t i = 0; i < copies->count; i++)
        if (copies->items[i].copy < count && copies->items[i].of < count)
            claiming->copy_of[copies->items[i].copy] = i;
}

uint32_t first_from_sentence(const claiming *claiming, uint32_t report, uint32_t sentence)
{
    uint32_t low = claiming->propositions.first_of[report];
    uint32_t high = claiming->propositions.first_of[report + 1];
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (proposition_at(claiming, middle)->sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- Claims --------------------------------------------------------------------------- */

static void add_span(const claiming *claiming, claim *claim, const member *member,
                     readout_bearing bearing)
{
    *array_push(claiming->keep, &claim->spans) =
        (claim_span){.span = {member->report, member->span.start, member->span.end},
                     .sentence = member->sentence,
                     .statement = member->statement,
                     .bearing = bearing,
                     .counted = member->counted,
                     .quoted = member->proposition != READOUT_NONE &&
                               proposition_at(claiming, member->proposition)->quoted,
                     .root = READOUT_NONE};
}

/* Originals before copies, so that a root is found where it stands first. */
static int compare_spans(const void *x, const void *y)
{
    const claim_span *left = x;
    const claim_span *right = y;
    const bool left_copy = left->counted == READOUT_COUNTED_COPY;
    const bool right_copy = right->counted == READOUT_COUNTED_COPY;
    if (left->bearing != right->bearing)
        return left->bearing < right->bearing ? -1 : 1;
    if (left_copy != right_copy)
        return left_copy ? 1 : -1;
    if (left->span.report != right->span.report)
        return left->span.report < right->span.report ? -1 : 1;
    if (left->span.start != right->span.start)
        return left->span.start < right->span.start ? -1 : 1;
    return left->span.end < right->span.end ? -1 : left->span.end > right->span.end;
}

static bool has_span(const claim *claim, const member *member, readout_bearing bearing)
{
    for (uint32_t i = 0; i < claim->spans.count; i++) {
        const claim_span *span = &claim->spans.items[i];
        if (span->bearing == bearing && span->span.report == member->report &&
            span->sentence == member->sentence)
            return true;
    }
    return false;
}

static void add_opposed(const claiming *claiming, claim *claim, const cluster *cluster)
{
    for (uint32_t i = 0; i < cluster->opposes.count; i++) {
        const struct pile_of_claims *other = &claiming->clusters.items[cluster->opposes.items[i]];
        for (uint32_t k = 0; k < other->members.count && claim->spans.count < OPPOSED_SPANS_MAX;
             k++)
            if (other->members.items[k].bearing == READOUT_BEARING_SUPPORT &&
                !has_span(claim, &other->members.items[k], READOUT_BEARING_DENY))
                add_span(claiming, claim, &other->members.items[k], READOUT_BEARING_DENY);
    }
}

static readout_claim_status status_of(const claim *claim)
{
    if (claim->denied.documents > 0)
        return READOUT_CLAIM_CONTESTED;
    for (uint32_t i = 0; i < claim->roots.count; i++)
        if (!claim->roots.items[i].own)
            return READOUT_CLAIM_UNCONTESTED;
    return READOUT_CLAIM_UNATTRIBUTED;
}

static void make_claim(claiming *claiming, uint32_t number, claim *claim)
{
    const cluster *cluster = &claiming->clusters.items[number];
    const arena_mark mark = arena_save(claiming->scratch);
    claim_tell(claiming, cluster, claim);
    claim->denial = cluster->denial;
    for (uint32_t i = 0; i < cluster->members.count; i++)
        add_span(claiming, claim, &cluster->members.items[i], cluster->members.items[i].bearing);
    add_opposed(claiming, claim, cluster);
    qsort(claim->spans.items, claim->spans.count, sizeof(claim_span), compare_spans);
    roots_count(claiming, claim);
    claim->status = status_of(claim);
    arena_restore(claiming->scratch, mark);
}

/* ---- Order ---------------------------------------------------------------------------- */

typedef struct ranked {
    const claim *claim;
    uint32_t cluster;
    uint64_t value;
} ranked;

static uint64_t at_most(uint32_t value, uint32_t most)
{
    return value < most ? value : most;
}

/* Contested claims first, denials last; then those of several reports, those that can be read alone
 * before the others; by reports and roots, and how clear they are. */
static uint64_t value_of(const claim *claim)
{
    const bool several = claim->asserted.reports > 1;
    uint64_t value = claim->status == READOUT_CLAIM_CONTESTED;
    value = value << 1 | !claim->denial;
    value = value << 1 | several;
    value = value << 1 | (claim->clarity >= CLARITY_ALONE);
    value = value << 8 | at_most(claim->asserted.reports, 255);
    value = value << 8 | at_most(claim->asserted.roots_max, 255);
    value = value << 1 | (claim->status != READOUT_CLAIM_UNATTRIBUTED);
    value = value << 8 | at_most(claim->clarity, 255);
    return value << 8 | at_most(claim->asserted.documents, 255);
}

static int compare_ranked(const void *x, const void *y)
{
    const ranked *left = x;
    const ranked *right = y;
    if (left->value != right->value)
        return left->value > right->value ? -1 : 1;
    const pile_span a = left->claim->text;
    const pile_span b = right->claim->text;
    if (a.report != b.report)
        return a.report < b.report ? -1 : 1;
    if (a.start != b.start)
        return a.start < b.start ? -1 : 1;
    return left->cluster < right->cluster ? -1 : left->cluster > right->cluster;
}

/* Is a claim worth a line of its own? A noun phrase, a plan or a question that stands alone is
 * not. */
static bool is_worth(const claiming *claiming, const cluster *cluster)
{
    if (cluster->gone || cluster->members.count == 0)
        return false;
    if (cluster->denial || cluster->opposes.count > 0)
        return true;
    const proposition *it = proposition_at(claiming, cluster->centre);
    if (cluster->members.count > 1)
        return it->weight >= WORTH_TOGETHER_MIN;
    if (it->mood >= MOOD_OPEN || it->weight < WORTH_MIN || it->fragment)
        return false;
    return it->statement != UINT32_MAX || (!it->nominal && it->main);
}

/* "sometimes happens easily": too short to be read without the words that it hangs on. */
static bool says_little(const claiming *claiming, const cluster *cluster, const claim *claim)
{
    if (cluster->centre == READOUT_NONE || claim->status == READOUT_CLAIM_CONTESTED ||
        claim->text.end - claim->text.start >= TEXT_MIN)
        return false;
    const proposition *it = proposition_at(claiming, cluster->centre);
    return it->agent == 0 && (it->unclear || it->nominal || !it->stopped || it->lead != TOKEN_NONE);
}

static bool stands_in(const cluster *cluster, const member *place)
{
    for (uint32_t i = 0; i < cluster->members.count; i++)
        if (cluster->members.items[i].report == place->report &&
            cluster->members.items[i].sentence == place->sentence)
            return true;
    return false;
}

static bool all_stand_in(const cluster *some, const cluster *others)
{
    for (uint32_t i = 0; i < some->members.count; i++)
        if (!stands_in(others, &some->members.items[i]))
            return false;
    return true;
}

/* Do the words of `earlier`, which come first, tell all of `later`, and of the same places? */
static bool is_repeated(const claiming *claiming, const ranked *earlier, const ranked *later)
{
    const pile_span whole = earlier->claim->text;
    const pile_span part = later->claim->text;
    const cluster *other = &claiming->clusters.items[earlier->cluster];
    const cluster *own = &claiming->clusters.items[later->cluster];
    if (whole.report != part.report || part.start < whole.start || part.end > whole.end ||
        own->denial || own->opposes.count > 0 || later->claim->status == READOUT_CLAIM_CONTESTED)
        return false;
    return all_stand_in(own, other) && all_stand_in(other, own);
}

/* A clause of what stands whole in the list, told in the same places, is no further line: readers
 * would take it for a second claim. */
static uint32_t without_repeated(const claiming *claiming, ranked *list, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool repeated = false;
        for (uint32_t k = 0; k < kept && !repeated; k++)
            repeated = is_repeated(claiming, &list[k], &list[i]);
        if (!repeated)
            list[kept++] = list[i];
    }
    return kept;
}

/* Of two claims that are told by the same words the second is told by its clause alone. */
static void tell_apart(claiming *claiming)
{
    map told = {.arena = claiming->scratch};
    for (uint32_t i = 0; i < claiming->comparison->claims.count; i++) {
        claim *claim = &claiming->comparison->claims.items[i];
        uint32_t *last =
            map_put_number(&told, (uint64_t)claim->text.report << 32 | claim->text.start);
        if (*last == claim->text.end)
            claim->text = claim->clause;
        else
            *last = claim->text.end;
    }
}

static void order(claiming *claiming)
{
    const uint32_t count = claiming->clusters.count;
    ranked *list = arena_array(claiming->scratch, ranked, count + 1);
    uint32_t *place = arena_array(claiming->scratch, uint32_t, count + 1);
    uint32_t made = 0;
    for (uint32_t i = 0; i < count; i++) {
        place[i] = READOUT_NONE;
        if (!is_worth(claiming, &claiming->clusters.items[i]))
            continue;
        claim *claim = arena_new(claiming->keep, struct claim);
        make_claim(claiming, i, claim);
        if (says_little(claiming, &claiming->clusters.items[i], claim))
            continue;
        list[made++] = (ranked){claim, i, value_of(claim)};
    }
    if (made > 0)
        qsort(list, made, sizeof *list, compare_ranked);
    made = without_repeated(claiming, list, made);
    made = made < CLAIMS_MAX ? made : CLAIMS_MAX;
    for (uint32_t i = 0; i < made; i++)
        place[list[i].cluster] = i;
    for (uint32_t i = 0; i < made; i++) {
        claim *claim = array_push(claiming->keep, &claiming->comparison->claims);
        *claim = *list[i].claim;
        const index_array *opposes = &claiming->clusters.items[list[i].cluster].opposes;
        for (uint32_t k = 0; k < opposes->count; k++)
            if (place[opposes->items[k]] != READOUT_NONE)
                *array_push(claiming->keep, &claim->opposes) = place[opposes->items[k]];
    }
    tell_apart(claiming);
}

/* The pile's own words for countries. */
static void list_countries(claiming *claiming)
{
    const pile_entity_array *entities = &claiming->comparison->entities;
    claiming->country_names.arena = claiming->scratch;
    for (uint32_t i = 0; i < entities->count; i++) {
        const country country = country_find(entities->items[i].name);
        if (country.word != COUNTRY_NAME)
            continue;
        uint32_t *named =
            map_put_number(&claiming->country_names, country_key(str_of(country.code)));
        if (*named == MAP_NONE)
            *named = i;
    }
}

void claims_run(arena *keep, arena *scratch, const model *model, const pile *pile,
                comparison *comparison)
{
    const arena_mark mark = arena_save(scratch);
    vocabulary vocabulary;
    const sense sense = model != NULL ? sense_of(model) : (struct sense){NULL, NULL, 0, 0, 0};
    claiming claiming = {.keep = keep,
                         .scratch = scratch,
                         .pile = pile,
                         .comparison = comparison,
                         .vocabulary = &vocabulary,
                         .matcher = {.pile = pile, .sense = &sense}};
    synonyms synonyms;
    arena *inner = arena_inner(scratch);
    synonyms_init(scratch, &synonyms);
    claiming.synonyms = &synonyms;
    vocabulary_init(scratch, &vocabulary);
    claiming.index = arena_new(scratch, claim_index);
    claiming.index->first.arena = claiming.index->count.arena = scratch;
    claiming.matcher.propositions = &claiming.propositions;
    const proposer proposer = {scratch, inner, pile, comparison, &vocabulary.rarity, &sense};
    propositions_find(&proposer, &claiming.propositions);
    arena_finish(inner);
    find_families(&claiming);
    list_countries(&claiming);
    claiming.seen_report = arena_array(scratch, uint32_t, pile->count + 1);
    claiming.labels = arena_array(scratch, str, pile->count + 1);
    claiming.seen_family = arena_array(scratch, uint32_t, pile->count + 1);
    piles_make(&claiming);
    piles_add_asides(&claiming);
    piles_add_denials(&claiming);
    piles_fold(&claiming);
    piles_add_copies(&claiming);
    order(&claiming);
    arena_restore(scratch, mark);
}
