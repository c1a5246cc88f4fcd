/* timeline_order.c - the entries of the timeline for what reports date only by its order: "by",
 * "from" or on a day that another happening has; see order.h and timeline.h.
 *
 *   "After the talks, the ministry released"  +  "held talks on Monday (14th)" -> from the 14th
 *
 * What the order hangs on must have one day in its own report, or else one day in the whole pile;
 * otherwise the entry is undated and says what it lacks. A happening that some report dates by a
 * time needs no bound. Of several bounds the closest counts. */
#include "compare/timeline.h"

#include <stdlib.h>

enum { WORDS_LOOKED_AT = 512 };

/* The side of the day that an entry stands on. */
order timeline_side(const timeline_entry *entry)
{
    return entry->earliest.year == 0 ? ORDER_BY : entry->latest.year == 0 ? ORDER_FROM : ORDER_ON;
}

/* ---- Days of happenings -----------------------------------------------------------------------
 */

/* A word for what a day's mention tells, under the first letters that its stem may share. */
typedef struct told_word {
    uint32_t key;
    uint32_t moment;
    str lemma;
} told_word;

typedef struct days {
    timeline_work *work;
    array_of(told_word) words; /* by key, then as the moments stand */
    uint32_t *stamp;           /* [pile entity]: report + 1 whose entities were marked last */
    uint32_t marked;
} days;

static uint32_t key_of(str lemma)
{
    enum { LETTERS = 3 };
    uint32_t key = 0;
    for (size_t i = 0; i < LETTERS && i < lemma.len; i++)
        key = key << 8 | (uint8_t)(lemma.data[i] | 0x20);
    return key;
}

static void add_word(days *days, arena *scratch, uint32_t number, uint32_t token)
{
    const str lemma = timeline_lemma(days->work, days->work->moments.items[number].report, token);
    if (lemma.len > 0)
        *array_push(scratch, &days->words) = (told_word){key_of(lemma), number, lemma};
}

/* The words for what a dated mention tells: its verb or noun, the object of "held talks", the
 * subject of "the blast killed", the talks of "talks in Rome in May". */
static void add_words(days *days, arena *scratch, uint32_t number)
{
    const moment *moment = &days->work->moments.items[number];
    const time_mention *time = timeline_mention(days->work, moment->report, moment->time);
    const analysis *analysis = days->work->pile->readings[moment->report].analysis;
    const token *tokens = analysis->tokens.items;
    if (time->head >= analysis->tokens.count)
        return;
    const sentence *sentence = &analysis->sentences.items[time->sentence];
    add_word(days, scratch, number, time->head);
    if (tokens[time->head].deprel == DEPREL_NMOD)
        add_word(days, scratch, number, tokens[time->head].head);
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        const uint32_t at = sentence->first_token + i;
        if (tokens[at].head == time->head &&
            (tokens[at].deprel == DEPREL_OBJ || tokens[at].deprel == DEPREL_OBL ||
             tokens[at].deprel == DEPREL_NSUBJ))
            add_word(days, scratch, number, at);
    }
}

static int by_key(const void *x, const void *y)
{
    const told_word *left = x;
    const told_word *right = y;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    return left->moment < right->moment ? -1 : left->moment > right->moment;
}

static void index_days(days *days, arena *scratch)
{
    for (uint32_t i = 0; i < days->work->moments.count; i++)
        if (days->work->moments.items[i].length == 1)
            add_words(days, scratch, i);
    if (days->words.count > 0)
        qsort(days->words.items, days->words.count, sizeof(told_word), by_key);
    days->stamp = arena_array(scratch, uint32_t, days->work->comparison->entities.count);
}

static uint32_t first_with(const days *days, uint32_t key)
{
    uint32_t low = 0, high = days->words.count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (days->words.items[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Do two reports tell one story, as far as whom they name goes? */
static bool one_story(days *days, uint32_t a, uint32_t b)
{
    enum { NAMED_BY_BOTH = 2 };
    const comparison *comparison = days->work->comparison;
    const reading *readings = days->work->pile->readings;
    uint32_t both = 0;
    if (a == b || timeline_related(days->work, a, b))
        return true;
    if (comparison->entity_of == NULL)
        return false;
    if (days->marked != a + 1)
        for (uint32_t i = 0; i < readings[a].analysis->entities.count; i++)
            days->stamp[comparison->entity_of[a][i]] = a + 1;
    days->marked = a + 1;
    for (uint32_t i = 0; i < readings[b].analysis->entities.count && both < NAMED_BY_BOTH; i++) {
        const uint32_t entity = comparison->entity_of[b][i];
        const name_kind kind = readings[b].analysis->entities.items[i].kind;
        both += (kind == NAME_PERSON || kind == NAME_ORGANIZATION) && days->stamp[entity] == a + 1;
    }
    return both >= NAMED_BY_BOTH;
}

/* The only day that a happening of this word has, in its own report or else in those of its story,
 * and the mention that gives it; NULL if there is none, or more than one. */
static const moment *only_day(days *days, uint32_t report, str lemma)
{
    const moment *found[2] = {NULL, NULL}; /* in the story, in the report */
    bool several[2] = {false, false};
    const uint32_t key = key_of(lemma);
    const uint32_t first = first_with(days, key);
    for (uint32_t i = first; i < days->words.count && i - first < WORDS_LOOKED_AT; i++) {
        const told_word *word = &days->words.items[i];
        if (word->key != key)
            break;
        const moment *moment = &days->work->moments.items[word->moment];
        if (!order_same_stem(lemma, word->lemma) || !one_story(days, report, moment->report))
            continue;
        const int scopes = moment->report == report ? 2 : 1;
        for (int own = 0; own < scopes; own++) {
            several[own] |= found[own] != NULL && found[own]->first != moment->first;
            if (found[own] == NULL)
                found[own] = moment;
        }
    }
    const int own = found[1] != NULL;
    return several[own] ? NULL : found[own];
}

/* Puts what is ordered by a happening on the day of that happening; false: it has none. */
static bool anchor(days *days, ordered *ordered)
{
    const timeline_work *work = days->work;
    const moment *moment =
        only_day(days, ordered->report, timeline_lemma(work, ordered->report, ordered->anchor));
    const str phrase = ordered->reason;
    if (moment == NULL || timeline_mention(work, moment->report, moment->time)->future) {
        ordered->reason =
            str_format(work->keep, "\"%.*s\", which no report dates", STR_ARG(phrase));
        return false;
    }
    ordered->day = moment->first - (ordered->side == ORDER_EVE);
    const time_mention *time = timeline_mention(work, moment->report, moment->time);
    const str words = str_slice(work->pile->readings[moment->report].report->text, time->span.start,
                                time->span.end);
    const str day = date_format(work->keep, time->earliest);
    ordered->reason = str_format(work->keep, "\"%.*s\", which was on %.*s (\"%.*s\")",
                                 STR_ARG(phrase), STR_ARG(day), STR_ARG(words));
    return true;
}

/* Does the entry tell the same: on the same side, with a head of the same stem and like sentences,
 * or in a copy with a sentence that is aligned? */
static bool tells_ordered(const timeline_work *work, const ordered *ordered,
                          const timeline_entry *entry, str lemma)
{
    if (entry->report == ordered->report && entry->sources.items[0].report == ordered->report &&
        ordered->anchor == TOKEN_NONE)
        return order_same_stem(lemma, timeline_lemma(work, ordered->report, ordered->head));
    const uint32_t number =
        analysis_sentence_at(work->pile->readings[entry->sources.items[0].report].analysis,
                             entry->sources.items[0].start);
    const unit *here = timeline_unit(&work->features[ordered->report], ordered->sentence);
    const unit *there = timeline_unit(&work->features[entry->sources.items[0].report], number);
    if (here == NULL || there == NULL || entry->report == ordered->report)
        return false;
    const double like = unit_similarity(&work->features[ordered->report], here,
                                        &work->features[entry->sources.items[0].report], there);
    return timeline_related(work, entry->report, ordered->report)
               ? like >= TIMELINE_SAME_IN_COPY
               : like >= TIMELINE_SAME_LONG &&
                     order_same_stem(lemma, timeline_lemma(work, ordered->report, ordered->head));
}

static void bound_entry(const timeline_work *work, timeline_entry *entry, const ordered *ordered,
                        bool dated)
{
    static const char *const precisions[] = {"before", "after", "day", "day"};
    entry->precision = dated ? precisions[ordered->side] : "unknown";
    entry->report = ordered->report;
    entry->time = ordered->time;
    entry->reason = arena_str(work->keep, ordered->reason);
    entry->words = (pile_span){ordered->report, ordered->words.start, ordered->words.end};
    if (!dated)
        return;
    const date day = date_from_days(ordered->day);
    if (ordered->side != ORDER_BY)
        entry->earliest = day;
    if (ordered->side != ORDER_FROM)
        entry->latest = day;
    entry->value = date_format(work->keep, day);
}

/* Is the new bound closer than the entry's? */
static bool is_closer(const timeline_entry *entry, const ordered *ordered)
{
    return ordered->side == ORDER_BY     ? ordered->day < date_to_days(entry->latest)
           : ordered->side == ORDER_FROM ? ordered->day > date_to_days(entry->earliest)
                                         : false;
}

static void take_ordered(days *days, ordered *ordered, uint32_t first, str *heads)
{
    timeline_work *work = days->work;
    const str lemma = timeline_lemma(work, ordered->report, ordered->head);
    if (ordered->anchor == TOKEN_NONE && only_day(days, ordered->report, lemma) != NULL)
        return; /* some report dates it */
    const bool dated = ordered->anchor == TOKEN_NONE || anchor(days, ordered);
    timeline_entry *entry = NULL;
    for (uint32_t i = first; i < work->comparison->timeline.count && i - first < TIMELINE_TRIES;
         i++) {
        timeline_entry *old = &work->comparison->timeline.items[i];
        const bool same_side =
            dated ? timeline_side(old) == ordered->side && old->value.len > 0 : old->value.len == 0;
        if (same_side && tells_ordered(work, ordered, old, heads[i - first])) {
            entry = old;
            break;
        }
    }
    if (entry == NULL) {
        heads[work->comparison->timeline.count - first] = lemma;
        entry = array_push(work->keep, &work->comparison->timeline);
        bound_entry(work, entry, ordered, dated);
    } else if (dated && work->original[ordered->report] == ordered->report &&
               is_closer(entry, ordered)) {
        bound_entry(work, entry, ordered, true);
    }
    const sentence *sentence =
        &work->pile->readings[ordered->report].analysis->sentences.items[ordered->sentence];
    timeline_add_span(work->keep,
                      timeline_from_copy(work, entry, ordered->report) ? &entry->copies
                                                                       : &entry->sources,
                      (pile_span){ordered->report, sentence->start, sentence->end});
}

/* Originals before copies; the entry of a happening has its closest bound. */
void timeline_add_ordered(timeline_work *work, arena *scratch)
{
    const uint32_t first = work->comparison->timeline.count;
    str *heads = arena_array(scratch, str, work->ordered.count);
    days days = {.work = work};
    index_days(&days, scratch);
    for (uint32_t copies = 0; copies < 2; copies++)
        for (uint32_t i = 0; i < work->ordered.count; i++) {
            ordered *ordered = &work->ordered.items[i];
            if ((work->original[ordered->report] != ordered->report) == (copies == 1))
                take_ordered(&days, ordered, first, heads);
        }
}
