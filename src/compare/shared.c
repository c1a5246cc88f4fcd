/* shared.c - shared sources: the same words inside quotation marks in reports that are no
 * copies of each other. A press release or a statement stands behind them.
 *
 *   report 0   ... "the impact of the war on regional security," ...     first to quote it
 *   report 3   ... "the impact of the war on regional security," ...     joins the group
 *
 * One pass over all quoted words with an index of runs of RUN words: every report is compared
 * with the first one that quotes a run, so the cost is linear in the words of the pile. */
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
    const pile *pile;
    const traits *traits;
    comparison *comparison;
    map index; /* run of words -> places */
    array_of(place) places;
    map groups; /* place of a run's first quotation -> shared source */
} finder;

static bool is_word_quoted(const reading *reading, const traits *traits, uint32_t word,
                           uint32_t *quote)
{
    const token *token = &reading->analysis->tokens.items[traits->words.items[word].token];
    *quote = quote_after(reading->facts, token->start);
    return *quote < reading->facts->quotes.count &&
           reading->facts->quotes.items[*quote].inside.start <= token->start;
}

/* The run of RUN words from here, when all of it lies in one quotation; 0 if not. */
static uint64_t run_at(const finder *finder, uint32_t report, uint32_t word)
{
    const reading *reading = &finder->pile->readings[report];
    const traits *traits = &finder->traits[report];
    uint32_t first;
    uint32_t last;
    if (word + RUN > traits->words.count || !traits->words.items[word].quoted ||
        !traits->words.items[word + RUN - 1].quoted ||
        !is_word_quoted(reading, traits, word, &first) ||
        !is_word_quoted(reading, traits, word + RUN - 1, &last) || first != last)
        return 0;
    uint64_t hash = 1;
    for (uint32_t i = 0; i < RUN; i++)
        hash = (hash ^ traits->words.items[word + i].hash) * 0x9e3779b97f4a7c15u;
    return hash | 1;
}

static uint32_t same_words(const finder *finder, place a, place b)
{
    const traits *left = &finder->traits[a.report];
    const traits *right = &finder->traits[b.report];
    uint32_t length = 0;
    while (a.word + length < left->words.count && b.word + length < right->words.count &&
           left->words.items[a.word + length].hash == right->words.items[b.word + length].hash)
        length++;
    return length;
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

static void take_report(finder *finder, uint32_t report)
{
    const traits *traits = &finder->traits[report];
    for (uint32_t word = 0; word < traits->words.count;) {
        uint64_t run = run_at(finder, report, word);
        place here = {report, word};
        uint32_t step = 1;
        if (run != 0 && finder->comparison->shared.count < GROUPS_MAX) {
            uint32_t *known = map_put_number(&finder->index, run);
            if (*known == MAP_NONE) {
                *known = finder->places.count;
                *array_push(finder->index.arena, &finder->places) = here;
            } else if (finder->places.items[*known].report != report) {
                place first = finder->places.items[*known];
                uint32_t length = same_words(finder, first, here);
                if (length >= RUN) {
                    join(finder, first, here, length);
                    step = length;
                }
            }
        }
        word += step;
    }
}

static int compare_groups(const void *x, const void *y)
{
    const pile_span *left = ((const shared_source *)x)->spans.items;
    const pile_span *right = ((const shared_source *)y)->spans.items;
    if (left->report != right->report)
        return left->report < right->report ? -1 : 1;
    return left->start < right->start ? -1 : left->start > right->start;
}

void find_shared(arena *keep, arena *scratch, const pile *pile, const traits *traits,
                 const uint32_t *parent, comparison *comparison)
{
    finder finder = {.keep = keep, .pile = pile, .traits = traits, .comparison = comparison};
    finder.index.arena = scratch;
    finder.groups.arena = scratch;
    for (uint32_t report = 0; report < pile->count; report++)
        if (parent[report] == READOUT_NONE)
            take_report(&finder, report);
    shared_source_array *all = &comparison->shared;
    for (uint32_t i = 0; i < all->count; i++) {
        shared_source *shared = &all->items[i];
        shared->report_count = shared->spans.count;
        shared->reports = arena_array(keep, uint32_t, shared->report_count);
        for (uint32_t k = 0; k < shared->report_count; k++)
            shared->reports[k] = shared->spans.items[k].report;
    }
    if (all->count > 0)
        qsort(all->items, all->count, sizeof(shared_source), compare_groups);
}
