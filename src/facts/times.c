/* times.c - the time expressions of a report: sentence by sentence the items, at each item the
 * longest rule, the words around it that change it ("the end of", "or so"); then their dates.
 *
 * Input: the analysis, then the date to count from. Output: facts.times, in order. Linear in
 * the text: an item is the start of at most one expression and belongs to one. What the text says
 * is looked for once; a report whose date is sought is dated with each day in question. */
#include "facts/times.h"

#include "facts/happening.h"
#include "facts/times_tense.h"
#include "facts/when.h"

#include <string.h>

/* An expression: all that does not depend on the report's date. */
typedef struct time_hit {
    time_mention mention; /* without value, interval and rule */
    time_meaning meaning;
    const time_affix *affix; /* the words in front that change it, or NULL */
    tense tense;
    bool reaches_now;
    uint32_t stretch; /* the first of the sentences that were looked at together */
} time_hit;

struct times_said {
    array_of(time_hit) hits;
};

typedef struct finder {
    arena *keep;
    const report *report;
    const analysis *analysis;
    times_said *said;
    lexicon lexicon;
    rule_index index;
    time_item_array items; /* of the sentence */
    uint32_t sentence;
} finder;

/* ---- Words around ------------------------------------------------------------------------- */

static bool item_is(const finder *finder, const time_item *item, str word)
{
    return str_equal_nocase(str_slice(finder->report->text, item->start, item->end), word);
}

static uint32_t count_words(str words)
{
    uint32_t count = 0;
    for (str word; str_field(&words, ' ', &word);)
        count++;
    return count;
}

static bool words_at(const finder *finder, uint32_t at, str words)
{
    for (str word; str_field(&words, ' ', &word); at++)
        if (at >= finder->items.count || !item_is(finder, &finder->items.items[at], word))
            return false;
    return true;
}

/* Items in front of `at` that are the row's words, or 0. */
static uint32_t prefix_length(const finder *finder, uint32_t at, const time_affix *row)
{
    const str words = str_of(row->words);
    const uint32_t count = count_words(words);
    return at >= count && words_at(finder, at - count, words) ? count : 0;
}

static affix_on affixes_of(const finder *finder, const time_match *match,
                           const time_meaning *meaning)
{
    const uint64_t first = finder->items.items[match->first].classes;
    const uint64_t counted =
        TC(NUM) | TC(A) | TC(VAGUE) | TC(CLOCK) | TC(NOON) | TC(HALF) | TC(YEAR);
    if (meaning->kind == MEANING_REF || meaning->kind == MEANING_SET ||
        meaning->kind == MEANING_NONE)
        return 0;
    if (meaning->kind == MEANING_LENGTH || meaning->clock != 0)
        return (first & counted) != 0 ? AFFIX_LENGTHS : 0;
    if (meaning->kind == MEANING_AWAY && (first & counted) != 0)
        return AFFIX_LENGTHS;
    return AFFIX_DATES;
}

/* Widens a match to the words that change it; gives the row whose words stand in front. */
static const time_affix *take_affixes(const finder *finder, time_match *match,
                                      time_meaning *meaning)
{
    const affix_on kind = affixes_of(finder, match, meaning);
    for (size_t i = 0; kind != 0 && i < time_suffix_count; i++) {
        const time_affix *row = &time_suffixes[i];
        if ((row->on & kind) != 0 && words_at(finder, match->end, str_of(row->words))) {
            match->end += count_words(str_of(row->words));
            meaning->mod = row->mod;
            break;
        }
    }
    for (size_t i = 0; kind != 0 && i < time_prefix_count; i++) {
        const time_affix *row = &time_prefixes[i];
        const uint32_t count = (row->on & kind) != 0 ? prefix_length(finder, match->first, row) : 0;
        if (count == 0)
            continue;
        match->first -= count;
        meaning->mod = row->mod;
        return row;
    }
    return NULL;
}

/* ---- The interval that a change leaves ---------------------------------------------------- */

/* Early, in the middle or late in a year: four months each; in other times a third. */
static void cut_to_part(time_mention *mention, int32_t first, int32_t last)
{
    const bool year = last - first >= 300 && last - first <= 366;
    const int16_t number = mention->earliest.year;
    const int32_t length = last - first + 1;
    const int32_t early_ends =
        year ? date_to_days((date){number, 4, 30}) : first + (length + 2) / 3 - 1;
    const int32_t late_begins =
        year ? date_to_days((date){number, 9, 1}) : last - (length + 2) / 3 + 1;
    if (str_equal(mention->mod, STR("START"))) {
        mention->latest = date_from_days(early_ends);
    } else if (str_equal(mention->mod, STR("END"))) {
        mention->earliest = date_from_days(late_begins);
    } else if (str_equal(mention->mod, STR("MID")) && length > 2) {
        mention->earliest = date_from_days(early_ends + 1);
        mention->latest = date_from_days(late_begins - 1);
    }
}

static void cut_interval(time_mention *mention, date anchor, const time_affix *affix)
{
    if (mention->earliest.year == 0 || mention->mod.len == 0)
        return;
    const int32_t first = date_to_days(mention->earliest);
    const int32_t last = date_to_days(mention->latest);
    const bool relative = affix != NULL && (strncmp(affix->words, "earlier", 7) == 0 ||
                                            strncmp(affix->words, "later", 5) == 0);
    const int32_t here = anchor.day != 0 ? date_to_days(anchor) : INT32_MIN;
    if (relative && here >= first && here <= last) {
        if (affix->words[0] == 'e')
            mention->latest = anchor;
        else
            mention->earliest = anchor;
        return;
    }
    const bool about = str_equal(mention->mod, STR("APPROX")) && mention->type == READOUT_TIME_DATE;
    if (about && last - first < 400) {
        mention->earliest = date_from_days(2 * first - last - 1); /* one such time on each side */
        mention->latest = date_from_days(2 * last - first + 1);
    } else if (str_equal(mention->mod, STR("ON_OR_AFTER"))) {
        mention->latest = (date){0, 0, 0};
    } else if (str_equal(mention->mod, STR("ON_OR_BEFORE"))) {
        mention->earliest = (date){0, 0, 0};
    } else {
        cut_to_part(mention, first, last);
    }
}

/* ---- Sentences ------------------------------------------------------------------------------ */

static bool needs_tense(const time_meaning *meaning)
{
    switch (meaning->kind) {
    case MEANING_CALENDAR:
    case MEANING_RANGE:
    case MEANING_PART:
    case MEANING_HOLIDAY:
        return meaning->date.year == 0;
    case MEANING_WEEKDAY:
    case MEANING_SHIFT:
        return true;
    default:
        return false;
    }
}

/* Where the time stands in the tree. */
static void place(const finder *finder, time_mention *mention)
{
    mention->head =
        happening_of(finder->report, finder->analysis, mention->sentence, mention->span);
    mention->bound =
        happening_bound(finder->report, finder->analysis, mention->sentence, mention->span);
}

/* Of the tree first; where it does not tell, of the words around. */
static tense tense_of(const finder *finder, const time_mention *mention, const time_match *match)
{
    const time_clause clause = {finder->report->text, &finder->items, match->first, match->end};
    const tense tense = happening_tense(finder->report, finder->analysis, mention->head);
    const bool limit = mention->bound == TIME_UNTIL || mention->bound == TIME_BY;
    return tense == TENSE_NONE || (limit && tense == TENSE_PAST) ? times_tense(&clause) : tense;
}

static void add_hit(finder *finder, time_match *match, const time_meaning *meaning)
{
    const bool dated = needs_tense(meaning) || meaning->kind == MEANING_CALENDAR;
    const time_match bare = *match;
    time_hit *hit = array_push(finder->keep, &finder->said->hits);
    hit->meaning = *meaning;
    hit->affix = take_affixes(finder, match, &hit->meaning);
    hit->stretch = finder->sentence;
    time_mention *mention = &hit->mention;
    mention->span.start = finder->items.items[match->first].start;
    mention->span.end = finder->items.items[match->end - 1].end;
    mention->sentence = analysis_sentence_at(finder->analysis, mention->span.start);
    place(finder, mention);
    hit->tense = dated ? tense_of(finder, mention, &bare) : TENSE_NONE;
    mention->future = hit->tense == TENSE_FUTURE;
    hit->reaches_now = happening_reaches_now(finder->report, finder->analysis, mention->head);
}

/* The last sentence of the run that starts at `first`: "at 10 p.m. | Wednesday" is one time
 * although "p.m." looks like the end of a sentence. At most two are joined. */
static uint32_t joined_sentences(const finder *finder, uint32_t first)
{
    const sentence_array *sentences = &finder->analysis->sentences;
    const sentence *here = &sentences->items[first];
    const str text = str_slice(finder->report->text, here->start, here->end);
    const bool clock = str_ends_nocase(text, STR("a.m.")) || str_ends_nocase(text, STR("p.m."));
    return clock && first + 1 < sentences->count && sentences->items[first + 1].block == here->block
               ? first + 1
               : first;
}

static void find_in_sentence(finder *finder, arena *scratch)
{
    const sentence *sentence = &finder->analysis->sentences.items[finder->sentence];
    const uint32_t last = joined_sentences(finder, finder->sentence);
    const uint32_t end = finder->analysis->sentences.items[last].end;
    times_items(scratch, &finder->lexicon, finder->report->text, sentence->start, end,
                &finder->items);
    for (uint32_t at = 0; at < finder->items.count;) {
        time_match match;
        time_meaning meaning;
        if ((finder->items.items[at].classes & finder->index.any) == 0 ||
            !times_match_at(&finder->index, finder->report->text, &finder->items, at, &match,
                            &meaning)) {
            at++;
            continue;
        }
        if (meaning.kind != MEANING_NONE)
            add_hit(finder, &match, &meaning);
        at = match.end;
    }
    finder->sentence = last;
}

const times_said *times_find(arena *keep, arena *scratch, const report *report,
                             const analysis *analysis)
{
    times_said *said = arena_new(keep, times_said);
    arena_mark mark = arena_save(scratch);
    finder *finder = arena_new(scratch, struct finder);
    *finder = (struct finder){.keep = keep, .report = report, .analysis = analysis, .said = said};
    lexicon_init(&finder->lexicon);
    rule_index_init(&finder->index);
    for (finder->sentence = 0; finder->sentence < analysis->sentences.count; finder->sentence++)
        find_in_sentence(finder, scratch);
    arena_restore(scratch, mark);
    return said;
}

/* ---- Dates --------------------------------------------------------------------------------- */

/* "at 10:35 a.m. (0735 GMT) Friday": a time of day has the day that follows it closely. */
static void give_day(arena *keep, const time_array *times)
{
    enum { CLOSE = 16 };
    const time_mention *day = &times->items[times->count - 1];
    uint32_t end = day->span.start;
    if (day->type != READOUT_TIME_DATE || day->value.len != 10 ||
        date_compare(day->earliest, day->latest) != 0)
        return;
    for (uint32_t i = times->count - 1; i-- > 0;) {
        time_mention *time = &times->items[i];
        const size_t clock = str_find_byte(time->value, 'T', 0);
        if (!time->day_assumed || time->type != READOUT_TIME_TIME || clock == SIZE_MAX ||
            time->sentence != day->sentence || end - time->span.end > CLOSE)
            return;
        const str rest = str_slice(time->value, clock, time->value.len);
        time->value = str_format(keep, "%.*s%.*s", STR_ARG(day->value), STR_ARG(rest));
        time->earliest = day->earliest;
        time->latest = day->latest;
        time->rule = "the day that follows";
        end = time->span.start;
    }
}

void times_date(arena *keep, const times_said *said, date anchor, time_array *times)
{
    time_context context = {.arena = keep, .anchor = anchor};
    uint32_t stretch = UINT32_MAX;
    for (uint32_t i = 0; said != NULL && i < said->hits.count; i++) {
        const time_hit *hit = &said->hits.items[i];
        time_mention *mention = array_push(keep, times);
        *mention = hit->mention;
        context.spoken_here = context.spoken_here && hit->stretch == stretch;
        stretch = hit->stretch;
        context.tense = hit->tense;
        context.reaches_now = hit->reaches_now;
        context.reached_now = false;
        times_resolve(&context, &hit->meaning, mention);
        if (!context.reached_now)
            cut_interval(mention, anchor, hit->affix);
        give_day(keep, times);
    }
}

void times_run(arena *keep, arena *scratch, const report *report, const analysis *analysis,
               facts *facts)
{
    facts->times_said = times_find(keep, scratch, report, analysis);
    times_date(keep, facts->times_said, report->published.date, &facts->times);
    when_run(report, analysis, facts);
}
