/* shared.c - shared sources: the same words inside quotation marks in reports that are no
 * copies of each other. A press release or a statement stands behind them.
 *
 *   report 0   ... "the impact of the war on regional security," ...     first to quote it
 *   report 3   ... "the impact of the war on regional security," ...     joins the group
 *
 * Two passes over all quoted words. The first notes in a table by hash which runs of RUN words more
 * than one report may quote; the second puts these into an index and compares every report with
 * the first one that quotes a run, by date. So the cost is linear in the words of the pile, and the
 * index has only what is quoted twice, and a few that share a place in the table. */
#include "base/map.h"
#include "compare/relation.h"

#include <stdlib.h>

enum { RUN = 8, GROUPS_MAX = 1 << 20 };

typedef struct place {
    uint32_t report;
    uint32_t word;
} place;

typedef struct finder {
    arena *keep;
    arena *scratch;
    const pile *pile;
    const traits *traits;
    comparison *comparison;
    uint32_t *runs; /* [by hash]: the one report that has such a run, SEVERAL, or 0 */
    uint32_t runs_mask;
    map index; /* run of words -> places */
    array_of(place) places;
    map groups; /* place of a run's first quotation -> shared source */
} finder;

#define SEVERAL UINT32_MAX

/* RUN words of one quotation. */
typedef struct quoted_run {
    uint64_t hash;
    uint32_t word;
} quoted_run;
typedef array_of(quoted_run) quoted_run_array;

static uint64_t hash_run(const traits *traits, uint32_t word)
{
    const uint64_t both = (uint64_t)traits->words.items[word].gram << 32 |
                          traits->words.items[word + RUN - GRAM].gram;
    return both * 0x9e3779b97f4a7c15u;
}

/* The runs of a report, by word. Goes through words and quotations side by side. */
static void list_runs(arena *arena, const reading *reading, const traits *traits,
                      quoted_run_array *runs)
{
    const quote_array *quotes = &reading->facts->quotes;
    uint32_t quote = 0;
    uint32_t last = READOUT_NONE; /* the quotation of the word before */
    uint32_t since = 0;           /* where its words begin */
    for (uint32_t i = 0; i < traits->words.count; i++) {
        const word *word = &traits->words.items[i];
        uint32_t here = READOUT_NONE;
        if (word->quoted) {
            const uint32_t start = reading->analysis->tokens.items[word->token].start;
            while (quote < quotes->count && quotes->items[quote].end <= start)
                quote++;
            if (quote < quotes->count && quotes->items[quote].inside.start <= start)
                here = quote;
        }
        if (here != last)
            since = i;
        last = here;
        if (here != READOUT_NONE && i + 1 - since >= RUN)
            *array_push(arena, runs) = (quoted_run){hash_run(traits, i + 1 - RUN), i + 1 - RUN};
    }
}

static uint32_t *place_of_run(const finder *finder, uint64_t run)
{
    return &finder->runs[run >> 32 & finder->runs_mask];
}

static void note_runs(finder *finder, uint32_t report)
{
    arena_mark mark = arena_save(finder->scratch);
    quoted_run_array runs = {0};
    list_runs(finder->scratch, &finder->pile->readings[report], &finder->traits[report], &runs);
    for (uint32_t i = 0; i < runs.count; i++) {
        uint32_t *place = place_of_run(finder, runs.items[i].hash);
        if (*place == 0)
            *place = report + 1;
        else if (*place != report + 1)
            *place = SEVERAL;
    }
    arena_restore(finder->scratch, mark);
}

/* Who is quoted, as the report writes it; empty when it does not say. */
static str quoted_speaker(const reading *reading, const pile_span *span)
{
    uint32_t at = quote_after(reading->facts, span->start);
    if (at == reading->facts->quotes.count)
        return (str){NULL, 0};
    uint32_t statement = reading->facts->quotes.items[at].statement;
    if (statement == UINT32_MAX)
        return (str){NULL, 0};
    const text_span *speaker = &reading->facts->statements.items[statement].speaker.span;
    return str_slice(reading->report->text, speaker->start, speaker->end);
}

static pile_span span_at(const finder *finder, place at, uint32_t length)
{
    const traits *traits = &finder->traits[at.report];
    return span_of_tokens(finder->pile, at.report, traits->words.items[at.word].token,
                          traits->words.items[at.word + length - 1].token);
}

/* The group of the run that `first` was the first to quote. */
static shared_source *group_of(finder *finder, place first, uint32_t length)
{
    uint64_t key = (uint64_t)first.report << 32 | first.word;
    uint32_t *group = map_put_number(&finder->groups, key);
    shared_source_array *all = &finder->comparison->shared;
    if (*group != MAP_NONE)
        return &all->items[*group];
    *group = all->count;
    shared_source *shared = array_push(finder->keep, all);
    pile_span span = span_at(finder, first, length);
    *array_push(finder->keep, &shared->spans) = span;
    shared->speaker = quoted_speaker(&finder->pile->readings[first.report], &span);
    return shared;
}

static void join(finder *finder, place first, place second, uint32_t length)
{
    shared_source *shared = group_of(finder, first, length);
    for (uint32_t i = 0; i < shared->spans.count; i++)
        if (shared->spans.items[i].report == second.report)
            return;
    pile_span span = span_at(finder, second, length);
    *array_push(finder->keep, &shared->spans) = span;
    if (shared->speaker.len == 0)
        shared->speaker = quoted_speaker(&finder->pile->readings[second.report], &span);
}

/* Compares the run at `here` with its first place; how many words need not be looked at again. */
static uint32_t take_run(finder *finder, uint64_t run, place here)
{
    uint32_t *known = map_put_number(&finder->index, run);
    if (*known == MAP_NONE) {
        *known = finder->places.count;
        *array_push(finder->index.arena, &finder->places) = here;
        return 1;
    }
    const place first = finder->places.items[*known];
    const uint32_t length = first.report != here.report
                                ? run_length(&finder->traits[first.report], first.word,
                                             &finder->traits[here.report], here.word)
                                : 0;
    if (length < RUN)
        return 1;
    join(finder, first, here, length);
    return length;
}

static void take_report(finder *finder, uint32_t report)
{
    arena_mark mark = arena_save(finder->scratch);
    quoted_run_array runs = {0};
    uint32_t next = 0;
    list_runs(finder->scratch, &finder->pile->readings[report], &finder->traits[report], &runs);
    for (uint32_t i = 0; i < runs.count; i++) {
        const quoted_run *run = &runs.items[i];
        if (run->word < next || *place_of_run(finder, run->hash) != SEVERAL ||
            finder->comparison->shared.count >= GROUPS_MAX)
            continue;
        next = run->word + take_run(finder, run->hash, (place){report, run->word});
    }
    arena_restore(finder->scratch, mark);
}

static int compare_groups(const void *x, const void *y)
{
    const pile_span *left = ((const shared_source *)x)->spans.items;
    const pile_span *right = ((const shared_source *)y)->spans.items;
    if (left->report != right->report)
        return left->report < right->report ? -1 : 1;
    return left->start < right->start ? -1 : left->start > right->start;
}

static int compare_spans(const void *x, const void *y)
{
    const pile_span *left = x;
    const pile_span *right = y;
    return left->report < right->report ? -1 : left->report > right->report;
}

static void list_reports(arena *keep, shared_source *shared)
{
    qsort(shared->spans.items, shared->spans.count, sizeof(pile_span), compare_spans);
    shared->report_count = shared->spans.count;
    shared->reports = arena_array(keep, uint32_t, shared->report_count);
    for (uint32_t k = 0; k < shared->report_count; k++)
        shared->reports[k] = shared->spans.items[k].report;
}

/* The table of runs has a place for each word, more or less. */
static void make_table(finder *finder)
{
    uint64_t words = 0;
    uint32_t size = 1 << 10;
    for (uint32_t i = 0; i < finder->pile->count; i++)
        for (uint32_t k = 0; k < finder->traits[i].words.count; k++)
            words += finder->traits[i].words.items[k].quoted;
    while (size < words && size < 1U << 30)
        size *= 2;
    finder->runs = arena_array(finder->index.arena, uint32_t, size);
    finder->runs_mask = size - 1;
}

void find_shared(arena *keep, arena *scratch, const pile *pile, const traits *traits,
                 const uint32_t *order, const uint32_t *parent, comparison *comparison)
{
    finder finder = {.keep = keep, .pile = pile, .traits = traits, .comparison = comparison};
    finder.index.arena = finder.groups.arena = scratch;
    finder.scratch = arena_inner(scratch);
    make_table(&finder);
    for (uint32_t i = 0; i < pile->count; i++)
        if (parent[order[i]] == READOUT_NONE)
            note_runs(&finder, order[i]);
    for (uint32_t i = 0; i < pile->count; i++)
        if (parent[order[i]] == READOUT_NONE)
            take_report(&finder, order[i]);
    shared_source_array *all = &comparison->shared;
    for (uint32_t i = 0; i < all->count; i++)
        list_reports(keep, &all->items[i]);
    if (all->count > 0)
        qsort(all->items, all->count, sizeof(shared_source), compare_groups);
}
