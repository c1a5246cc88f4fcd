/* quotations.c - the same quotation in several reports: same words, an extract, or altered.
 *
 *   same words                  one entry, however marks and case differ
 *   all words of one in a run   the longer one's extract
 *   two copies (copies.c)       their quotations are aligned in order: what stands in the place of
 *                               the original's quotation is its version, however it reads
 *   independent reports         versions only by one speaker (or nobody named) and with most of
 *                               their words; who takes the same stance twice has said two things
 *
 * An altered version stands in an entry of its own with what it alters, and what was changed;
 * words that others quote alike keep their entry, so that a bad copy taints no good quotation. */
#include "base/map.h"
#include "compare/versions.h"

#include <stdlib.h>

enum {
    EXTRACT_WORDS = 4, /* an extract has at least so many */
    SURE_WORDS = 8,    /* under different names only so many words are one quotation */
    GRAM_WORDS = 4,    /* versions in independent reports share a run of so many words */
    ALTERED_WORDS = 6, /* and have at least so many */
    ALIGNED_MAX = 300  /* quotations of a report that are aligned with a copy's */
};
#define COPY_SIMILARITY 0.22
#define INDEPENDENT_SIMILARITY 0.7

typedef struct node {
    uint32_t report;
    uint32_t quote;
    uint32_t speaker; /* entity of the pile or READOUT_NONE */
    uint32_t class_;  /* the first node with the same words */
    uint32_t host;    /* class: the class that it is an extract of, or READOUT_NONE */
    bool altered;     /* stands in an altered entry */
    version_text text;
} node;

typedef struct link {
    uint32_t a; /* nodes: original, version */
    uint32_t b;
} link;

typedef struct work {
    arena *keep;
    arena *scratch;
    const pile *pile;
    comparison *comparison;
    array_of(node) nodes;
    uint32_t *first_node; /* [report], and one behind */
    array_of(link) links;
    map grams; /* run of words -> first class that has it */
} work;

/* ---- Nodes ------------------------------------------------------------------------------- */

static uint32_t speaker_of(const work *work, uint32_t report, const quote *quote)
{
    const facts *facts = work->pile->readings[report].facts;
    if (quote->statement == UINT32_MAX)
        return READOUT_NONE;
    const uint32_t entity = facts->statements.items[quote->statement].speaker.entity;
    return entity != UINT32_MAX ? work->comparison->entity_of[report][entity] : READOUT_NONE;
}

static str joined(arena *arena, const version_text *text)
{
    buffer words = {.arena = arena};
    for (uint32_t i = 0; i < text->count; i++) {
        buffer_add(&words, text->words[i].folded);
        buffer_add_byte(&words, ' ');
    }
    return buffer_str(&words);
}

static void add_nodes(work *work, uint32_t report, map *known)
{
    const reading *reading = &work->pile->readings[report];
    for (uint32_t i = 0; i < reading->facts->quotes.count; i++) {
        const quote *quote = &reading->facts->quotes.items[i];
        if (!quote->speech)
            continue;
        const uint32_t number = work->nodes.count;
        node *node = array_push(work->scratch, &work->nodes);
        node->report = report;
        node->quote = i;
        node->speaker = speaker_of(work, report, quote);
        node->text = version_of(work->scratch, reading->report, quote->inside);
        node->host = READOUT_NONE;
        /* a quotation longer than what is compared is its own class unless its bytes are equal */
        str key = node->text.count < VERSION_WORDS_MAX
                      ? joined(work->scratch, &node->text)
                      : str_slice(reading->report->text, quote->inside.start, quote->inside.end);
        uint32_t *class_ = map_put(known, key);
        if (*class_ == MAP_NONE)
            *class_ = number;
        node->class_ = *class_;
    }
}

/* ---- Extracts and versions among independent reports --------------------------------------- */

static uint64_t gram_at(const version_text *text, uint32_t from)
{
    uint64_t hash = 0;
    for (uint32_t i = from; i < from + GRAM_WORDS; i++)
        hash = hash * 0x9e3779b97f4a7c15u + str_hash(text->words[i].folded);
    return hash | 1;
}

static void index_grams(work *work)
{
    for (uint32_t i = 0; i < work->nodes.count; i++) {
        const node *node = &work->nodes.items[i];
        if (node->class_ != i)
            continue;
        for (uint32_t from = 0; from + GRAM_WORDS <= node->text.count; from++) {
            uint32_t *first = map_put_number(&work->grams, gram_at(&node->text, from));
            if (*first == MAP_NONE || work->nodes.items[*first].text.count < node->text.count)
                *first = i;
        }
    }
}

static bool may_be_one_speaker(const node *a, const node *b)
{
    return a->speaker == b->speaker || a->speaker == READOUT_NONE || b->speaker == READOUT_NONE;
}

/* The longest quotation that shares a run with this one is the only one looked at. */
static void compare_class(work *work, uint32_t number)
{
    node *node = &work->nodes.items[number];
    for (uint32_t from = 0; from + GRAM_WORDS <= node->text.count; from++) {
        const uint32_t other = map_get_number(&work->grams, gram_at(&node->text, from));
        const struct node *longer = other != MAP_NONE ? &work->nodes.items[other] : NULL;
        if (longer == NULL || other == number || longer->text.count < node->text.count ||
            (!may_be_one_speaker(node, longer) && node->text.count < SURE_WORDS))
            continue;
        if (node->text.count >= EXTRACT_WORDS && node->text.count < longer->text.count &&
            version_contains(&longer->text, &node->text)) {
            node->host = other;
            return;
        }
        if (node->text.count >= ALTERED_WORDS && node->report != longer->report &&
            version_similarity(work->scratch, &node->text, &longer->text) >=
                INDEPENDENT_SIMILARITY) {
            const bool first = node->report < longer->report;
            *array_push(work->scratch, &work->links) =
                (link){first ? number : other, first ? other : number};
            return;
        }
    }
}

/* ---- Versions in copies -------------------------------------------------------------------- */

/* The best alignment in order: pairs with the largest sum of similarities. */
static void align_copies(work *work, uint32_t original, uint32_t copy)
{
    const arena_mark mark = arena_save(work->scratch);
    const uint32_t a = work->first_node[original];
    const uint32_t b = work->first_node[copy];
    const uint32_t a_count = work->first_node[original + 1] - a;
    const uint32_t b_count = work->first_node[copy + 1] - b;
    if (a_count == 0 || b_count == 0 || a_count > ALIGNED_MAX || b_count > ALIGNED_MAX)
        return;
    const uint32_t width = b_count + 1;
    double *best = arena_array(work->keep, double, (size_t)(a_count + 1) * width);
    double *own = arena_array(work->keep, double, (size_t)(a_count + 1) * width);
    for (uint32_t i = a_count; i-- > 0;)
        for (uint32_t k = b_count; k-- > 0;) {
            double similarity = version_similarity(work->scratch, &work->nodes.items[a + i].text,
                                                   &work->nodes.items[b + k].text);
            similarity = similarity < COPY_SIMILARITY ? 0 : similarity;
            own[i * width + k] = similarity;
            double value = best[(i + 1) * width + k] > best[i * width + k + 1]
                               ? best[(i + 1) * width + k]
                               : best[i * width + k + 1];
            if (similarity > 0 && best[(i + 1) * width + k + 1] + similarity > value)
                value = best[(i + 1) * width + k + 1] + similarity;
            best[i * width + k] = value;
        }
    arena_restore(work->scratch, mark);
    for (uint32_t i = 0, k = 0; i < a_count && k < b_count;) {
        const double now = best[i * width + k];
        if (now <= best[(i + 1) * width + k]) {
            i++;
        } else if (now <= best[i * width + k + 1]) {
            k++;
        } else {
            const node *from = &work->nodes.items[a + i];
            const node *to = &work->nodes.items[b + k];
            /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a_count nodes stand at a */
            if (from->class_ != to->class_ && own[i * width + k] > 0 &&
                !version_contains(&from->text, &to->text))
                *array_push(work->scratch, &work->links) = (link){a + i, b + k};
            i++, k++;
        }
    }
}

/* ---- Entries ------------------------------------------------------------------------------- */

/* Is it somebody's, with a name or without one? */
static bool has_speaker(const work *work, const quotation_version *version)
{
    const facts *facts = work->pile->readings[version->report].facts;
    return version->statement != UINT32_MAX &&
           facts->statements.items[version->statement].speaker.span.end > 0;
}

/* The first version that is somebody's tells whose they all are: a copy may have lost a speaker
 * without a name, and have found a wrong one. */
static void add_version(work *work, quotation *to, uint32_t number)
{
    const node *node = &work->nodes.items[number];
    const facts *facts = work->pile->readings[node->report].facts;
    quotation_version *version = array_push(work->keep, &to->versions);
    version->report = node->report;
    version->quote = node->quote;
    version->statement = facts->quotes.items[node->quote].statement;
    bool owned = false;
    for (uint32_t i = 0; i + 1 < to->versions.count; i++)
        owned = owned || has_speaker(work, &to->versions.items[i]);
    if (!owned)
        to->speaker = node->speaker;
}

static int compare_links(const void *x, const void *y)
{
    const link *left = x;
    const link *right = y;
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return left->b < right->b ? -1 : left->b > right->b;
}

/* One entry for an original with all that alter it. */
static uint32_t add_altered(work *work, uint32_t from)
{
    quotation *entry = array_push(work->keep, &work->comparison->quotations);
    entry->speaker = READOUT_NONE;
    entry->verdict = READOUT_ALTERED;
    const uint32_t original = work->links.items[from].a;
    add_version(work, entry, original);
    change_array changes = {0};
    for (; from < work->links.count && work->links.items[from].a == original; from++) {
        const uint32_t version = work->links.items[from].b;
        if (from > 0 && work->links.items[from - 1].a == original &&
            work->links.items[from - 1].b == version)
            continue; /* found both ways */
        add_version(work, entry, version);
        work->nodes.items[version].altered = true;
        version_changes(work->keep, work->scratch, &work->nodes.items[original].text,
                        &work->nodes.items[version].text, &changes);
    }
    work->nodes.items[original].altered = true;
    entry->changes.items = changes.items;
    entry->changes.count = changes.count;
    entry->changes.capacity = changes.capacity;
    return from;
}

/* The class at the end of the extracts of extracts: hosts get longer, so there is an end. */
static uint32_t outermost(const work *work, uint32_t class_)
{
    while (work->nodes.items[class_].host != READOUT_NONE)
        class_ = work->nodes.items[work->nodes.items[class_].host].class_;
    return class_;
}

/* Entries of the same words and their extracts, in the order of the first node of each. Those of
 * one node only that an altered entry has already are left out. */
static void add_alike(work *work)
{
    const uint32_t count = work->nodes.count;
    uint32_t *group = arena_array(work->scratch, uint32_t, count);
    uint32_t *size = arena_array(work->scratch, uint32_t, count);
    uint32_t *entry = arena_array(work->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        group[i] = outermost(work, work->nodes.items[i].class_);
        size[group[i]]++;
        entry[i] = READOUT_NONE;
    }
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t root = group[i];
        if (size[root] == 1 && work->nodes.items[i].altered)
            continue;
        if (entry[root] == READOUT_NONE) {
            entry[root] = work->comparison->quotations.count;
            array_push(work->keep, &work->comparison->quotations)->speaker = READOUT_NONE;
        }
        quotation *to = &work->comparison->quotations.items[entry[root]];
        add_version(work, to, i);
        if (work->nodes.items[i].class_ != root)
            to->verdict = READOUT_EXTRACT;
    }
}

static int compare_entries(const void *x, const void *y)
{
    const quotation_version *left = &((const quotation *)x)->versions.items[0];
    const quotation_version *right = &((const quotation *)y)->versions.items[0];
    if (left->report != right->report)
        return left->report < right->report ? -1 : 1;
    if (left->quote != right->quote)
        return left->quote < right->quote ? -1 : 1;
    const readout_verdict a = ((const quotation *)x)->verdict;
    const readout_verdict b = ((const quotation *)y)->verdict;
    return a < b ? -1 : a > b;
}

void quotations_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison)
{
    const arena_mark mark = arena_save(scratch);
    work work = {.keep = keep, .scratch = scratch, .pile = pile, .comparison = comparison};
    map known = {.arena = scratch};
    work.grams.arena = scratch;
    work.first_node = arena_array(scratch, uint32_t, (size_t)pile->count + 1);
    for (uint32_t i = 0; i < pile->count; i++) {
        work.first_node[i] = work.nodes.count;
        add_nodes(&work, i, &known);
    }
    work.first_node[pile->count] = work.nodes.count;
    index_grams(&work);
    for (uint32_t i = 0; i < work.nodes.count; i++)
        if (work.nodes.items[i].class_ == i)
            compare_class(&work, i);
    for (uint32_t i = 0; i < comparison->copies.count; i++)
        align_copies(&work, comparison->copies.items[i].of, comparison->copies.items[i].copy);
    if (work.links.count > 0)
        qsort(work.links.items, work.links.count, sizeof *work.links.items, compare_links);
    for (uint32_t i = 0; i < work.links.count;)
        i = add_altered(&work, i);
    add_alike(&work);
    if (comparison->quotations.count > 0)
        qsort(comparison->quotations.items, comparison->quotations.count, sizeof(quotation),
              compare_entries);
    arena_restore(scratch, mark);
}
