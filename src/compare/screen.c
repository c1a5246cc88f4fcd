/* screen.c - see screen.h. A filter before verification, as set-similarity joins have it (S.
 * Chaudhuri, V. Ganti, R. Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning",
 * 2006), with the two models of likeness.c as the similarity: each sign is bounded from above by
 * what costs less, and where even these bounds do not make a copy, the pair is dropped.
 *
 *   signs                        bound
 *   facts                        itself: the distinct names and numbers in common
 *   sequence                     the same by how often they stand there, whatever the order
 *   company                      neighbours that are both in common
 *   grams, runs                  runs of words whose bit is set in a table of the other's
 *   aligned, covered             first 1; then by the share of all traits in common
 *   order, voice                 1
 *
 * Before the dearer bounds a sample is looked at: the traits whose keys begin with two zero bits,
 * and one run of words of four. Keys are hashes, so that this is a random sample, and the same one
 * in both reports (A. Broder, "On the resemblance and containment of documents", 1997); what it
 * shows is taken with a margin that a copy does not need more than once in thousands.
 *
 * Both sides are bounded, for a report is compared from the side of which more is found. */
#include "compare/screen.h"

#include "compare/likeness.h"

enum {
    SLOTS_MIN = 1 << 10,
    GRAM_BITS = 20, /* of a run of words in the table of bits */
    RUN_GRAMS = 4,  /* runs of GRAM words in a row make one of eight words */
    RUNS_MANY = 8,  /* of them: more say no more */
    SAMPLE_KEYS = 1 << 30,
    SAMPLE_MIN = 40, /* traits: fewer tell nothing */
    SAMPLED_RUNS = 2 /* runs of words of the sample in common that a reprint has at least */
};

typedef struct slot {
    uint32_t key;
    uint32_t turn; /* of the report that it belongs to; another one: free */
    uint32_t hit;  /* of the question that found it */
} slot;

struct screen {
    arena *arena;
    const traits *loaded;
    slot *slots; /* of the loaded report's traits */
    uint32_t slots_mask;
    uint32_t turn;            /* counts reports */
    uint32_t question;        /* counts questions */
    array_of(uint32_t) items; /* slots of its traits */
    array_of(uint32_t) known; /* of its facts, each once */
    array_of(uint32_t) facts; /* and in order */
    uint64_t grams[(1 << GRAM_BITS) / 64];
    uint64_t hits[(1 << GRAM_BITS) / 64];
};

screen *screen_open(arena *arena)
{
    screen *screen = arena_new(arena, struct screen);
    screen->arena = arena;
    return screen;
}

/* ---- Loading -------------------------------------------------------------------------- */

/* Where the key stands, or the free slot where it would go. */
static uint32_t slot_of(const screen *screen, uint32_t key)
{
    uint32_t at = key * 2654435761u >> 8 & screen->slots_mask;
    while (screen->slots[at].turn == screen->turn && screen->slots[at].key != key)
        at = (at + 1) & screen->slots_mask;
    return at;
}

static void make_room(screen *screen, uint32_t keys)
{
    uint32_t size = screen->slots != NULL ? screen->slots_mask + 1 : SLOTS_MIN;
    const bool enough = screen->slots != NULL && size >= 2 * (size_t)keys;
    while (size < 2 * (size_t)keys)
        size *= 2;
    if (enough)
        return;
    screen->slots = arena_array(screen->arena, slot, size);
    screen->slots_mask = size - 1;
}

static uint64_t gram_bit(uint32_t gram)
{
    return UINT64_C(1) << (gram & 63);
}

static uint32_t gram_word(uint32_t gram)
{
    return gram >> 6 & ((1 << GRAM_BITS) / 64 - 1);
}

void screen_load(screen *screen, const traits *traits)
{
    if (screen->loaded != NULL)
        for (uint32_t i = 0; i < gram_total(screen->loaded); i++)
            screen->grams[gram_word(screen->loaded->words.items[i].gram)] = 0;
    screen->loaded = traits;
    screen->turn++;
    make_room(screen, traits->items.count);
    screen->items.count = screen->known.count = screen->facts.count = 0;
    for (uint32_t i = 0; i < traits->items.count; i++) {
        const uint32_t key = traits->items.items[i].key;
        const uint32_t at = slot_of(screen, key);
        screen->slots[at] = (slot){.key = key, .turn = screen->turn};
        *array_push(screen->arena, &screen->items) = at;
    }
    for (uint32_t i = 0; i < traits->known.count; i++)
        *array_push(screen->arena, &screen->known) = slot_of(screen, traits->known.items[i].key);
    for (uint32_t i = 0; i < traits->facts.count && i < SEQUENCE_MAX; i++)
        *array_push(screen->arena, &screen->facts) = slot_of(screen, traits->facts.items[i].key);
    for (uint32_t i = 0; i < gram_total(traits); i++) {
        const uint32_t gram = traits->words.items[i].gram;
        screen->grams[gram_word(gram)] |= gram_bit(gram);
    }
}

/* ---- Names and numbers ---------------------------------------------------------------- */

static double share(uint32_t part, uint32_t whole)
{
    return whole > 0 ? (double)part / whole : 0;
}

/* The facts of the other report that the loaded one has; notes which. */
static void bound_facts(screen *screen, const traits *other, double most[LIKENESS_SIGNS])
{
    uint32_t found = 0;
    uint32_t all = 0;
    for (uint32_t i = 0; i < other->known.count; i++) {
        const trait *fact = &other->known.items[i];
        slot *slot = &screen->slots[slot_of(screen, fact->key)];
        const bool here = slot->turn == screen->turn;
        if (here)
            slot->hit = screen->question;
        all += fact->weight;
        found += here ? fact->weight : 0;
    }
    most[LIKENESS_FACTS] = share(found, all);
}

/* The same from the loaded report's side. */
static void bound_own_facts(const screen *screen, double most[LIKENESS_SIGNS])
{
    uint32_t found = 0;
    uint32_t all = 0;
    for (uint32_t i = 0; i < screen->known.count; i++) {
        const uint8_t weight = screen->loaded->known.items[i].weight;
        all += weight;
        found += screen->slots[screen->known.items[i]].hit == screen->question ? weight : 0;
    }
    most[LIKENESS_FACTS] = share(found, all);
}

/* How much of facts in order is in common, one by one and as neighbours. */
typedef struct row {
    uint32_t all, found;
    uint32_t pairs, pairs_found;
    bool last_found;
    const trait *last;
} row;

static void row_add(row *row, const trait *fact, bool found)
{
    row->all += fact->weight;
    row->found += found ? fact->weight : 0;
    if (row->last != NULL && row->last->key != fact->key) {
        const uint8_t weight = row->last->weight < fact->weight ? row->last->weight : fact->weight;
        row->pairs += weight;
        row->pairs_found += found && row->last_found ? weight : 0;
    }
    row->last = fact;
    row->last_found = found;
}

static void bound_order(const screen *screen, const traits *other, double most[LIKENESS_SIGNS])
{
    row row = {0};
    for (uint32_t i = 0; i < other->facts.count && i < SEQUENCE_MAX; i++) {
        const trait *fact = &other->facts.items[i];
        row_add(&row, fact, screen->slots[slot_of(screen, fact->key)].turn == screen->turn);
    }
    most[LIKENESS_SEQUENCE] = share(row.found, row.all);
    most[LIKENESS_COMPANY] = share(row.pairs_found, row.pairs);
}

static void bound_own_order(const screen *screen, double most[LIKENESS_SIGNS])
{
    row row = {0};
    for (uint32_t i = 0; i < screen->facts.count; i++)
        row_add(&row, &screen->loaded->facts.items[i],
                screen->slots[screen->facts.items[i]].hit == screen->question);
    most[LIKENESS_SEQUENCE] = share(row.found, row.all);
    most[LIKENESS_COMPANY] = share(row.pairs_found, row.pairs);
}

/* ---- All traits ----------------------------------------------------------------------- */

/* What is in common of each sentence is no more than what of it stands anywhere in the other
 * report; both signs are concave in that share, so that the share of all sentences bounds them. */
static void bound_sentences(double common, double most[LIKENESS_SIGNS])
{
    static const double BESIDE = 1.5; /* the best place counts, and half of the one beside it */
    most[LIKENESS_ALIGNED] = 2 * common / (1 + common);
    most[LIKENESS_COVERED] = BESIDE * common < 1 ? BESIDE * common : 1;
}

/* What each has of the other's traits in the sample. */
typedef struct sampled {
    uint32_t count[2];
    uint32_t all[2];
    uint32_t found[2];
} sampled;

static void sample_add(sampled *sampled, int side, const trait *item, bool found)
{
    sampled->count[side]++;
    sampled->all[side] += item->weight;
    sampled->found[side] += found ? item->weight : 0;
}

/* Goes through both by key, as far as the sample goes. */
static void sample_take(const traits *a, const traits *b, sampled *sampled)
{
    const trait *x = a->items.items;
    const trait *y = b->items.items;
    uint32_t i = 0;
    uint32_t j = 0;
    for (;;) {
        const uint32_t left = i < a->items.count ? x[i].key : UINT32_MAX;
        const uint32_t right = j < b->items.count ? y[j].key : UINT32_MAX;
        const uint32_t key = left < right ? left : right;
        if (key >= SAMPLE_KEYS)
            return;
        for (; i < a->items.count && x[i].key == key; i++)
            sample_add(sampled, 0, &x[i], left == right);
        for (; j < b->items.count && y[j].key == key; j++)
            sample_add(sampled, 1, &y[j], left == right);
    }
}

/* What the sample shows of either, with the margin. */
static void bound_sample(const traits *a, const traits *b, double most[2][LIKENESS_SIGNS])
{
    static const double MARGIN = 0.2;
    sampled sampled = {{0}, {0}, {0}};
    sample_take(a, b, &sampled);
    for (int side = 0; side < 2; side++) {
        const double common = share(sampled.found[side], sampled.all[side]) + MARGIN;
        bound_sentences(common > 1 || sampled.count[side] < SAMPLE_MIN ? 1 : common, most[side]);
    }
}

static void bound_traits(screen *screen, const traits *other, double most[LIKENESS_SIGNS])
{
    uint32_t found = 0;
    uint32_t at = 0;
    for (uint32_t i = 0; i < other->items.count; i++) {
        const trait *item = &other->items.items[i];
        if (i == 0 || item[-1].key != item->key) {
            at = slot_of(screen, item->key);
            screen->slots[at].hit = screen->question; /* a free slot has no meaning */
        }
        found += screen->slots[at].turn == screen->turn ? item->weight : 0;
    }
    bound_sentences(share(found, other->weight), most);
}

static void bound_own_traits(const screen *screen, double most[LIKENESS_SIGNS])
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < screen->loaded->items.count; i++)
        found += screen->slots[screen->items.items[i]].hit == screen->question
                     ? screen->loaded->items.items[i].weight
                     : 0;
    bound_sentences(share(found, screen->loaded->weight), most);
}

/* ---- Runs of words -------------------------------------------------------------------- */

/* The runs of words of `traits` in its own voice whose bit is set; sets these bits in `hits`. */
static void bound_grams(const traits *traits, const uint64_t *bits, uint64_t *hits,
                        double most[LIKENESS_SIGNS])
{
    const word *words = traits->words.items;
    uint32_t own = 0;
    uint32_t found = 0;
    uint32_t runs = 0;
    uint32_t length = 0;
    for (uint32_t i = 0; i < gram_total(traits); i++) {
        const uint32_t gram = words[i].gram;
        const bool set = (bits[gram_word(gram)] & gram_bit(gram)) != 0;
        const bool mine = is_own_gram(traits, i);
        own += mine;
        found += set && mine;
        length = set && mine ? length + 1 : 0;
        runs += length == RUN_GRAMS;
        if (set && hits != NULL)
            hits[gram_word(gram)] |= gram_bit(gram);
    }
    most[LIKENESS_GRAMS] = share(found, own);
    most[LIKENESS_VOICE] = found > 0;
    most[LIKENESS_RUNS] = runs < RUNS_MANY ? (double)runs / RUNS_MANY : 1;
}

/* Has it too few runs of words of the loaded report to be a reprint? */
static bool lacks_runs(const screen *screen, const traits *other)
{
    uint32_t hits = 0;
    for (uint32_t i = 0; i < other->sample_count; i++)
        hits += (screen->grams[gram_word(other->sample[i])] & gram_bit(other->sample[i])) != 0;
    return hits < SAMPLED_RUNS;
}

/* ---- The bound ------------------------------------------------------------------------ */

static bool may_be_copy(double most[2][LIKENESS_SIGNS])
{
    return likeness_bound(most[0]) >= COPY_SCORE || likeness_bound(most[1]) >= COPY_SCORE;
}

static bool may_be_paraphrase(screen *screen, const traits *other, double most[2][LIKENESS_SIGNS])
{
    bound_facts(screen, other, most[0]);
    bound_own_facts(screen, most[1]);
    bound_order(screen, other, most[0]);
    bound_own_order(screen, most[1]);
    if (!may_be_copy(most))
        return false;
    bound_traits(screen, other, most[0]);
    bound_own_traits(screen, most[1]);
    return may_be_copy(most);
}

static bool may_be_reprint(screen *screen, const traits *other, double most[2][LIKENESS_SIGNS])
{
    if (lacks_runs(screen, other))
        return false;
    bound_grams(other, screen->grams, screen->hits, most[0]);
    bound_grams(screen->loaded, screen->hits, NULL, most[1]);
    for (uint32_t i = 0; i < gram_total(other); i++)
        screen->hits[gram_word(other->words.items[i].gram)] = 0;
    return may_be_copy(most);
}

bool screen_passes(screen *screen, const traits *other)
{
    double most[2][LIKENESS_SIGNS] = {{0}};
    screen->question++;
    bound_sample(other, screen->loaded, most);
    most[0][LIKENESS_ORDER] = most[1][LIKENESS_ORDER] = 1;
    return may_be_paraphrase(screen, other, most) || may_be_reprint(screen, other, most);
}
