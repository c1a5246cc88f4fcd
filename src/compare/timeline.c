/* timeline.c - what happened when, over all reports: one entry for each date and happening.
 *
 *   day mentions first, then weeks, months, years:
 *
 *     "met Monday" (r2)   \
 *     "On March 14" (r4)   +--> 2022-03-14  one entry, two sources
 *     "late last year"    -----> joins "in November 2021" when the sentences are alike
 *
 * Two mentions are one happening when their dates are equal, or one lies inside the other,
 * and their sentences are alike (the measure of align.h); what two people said on one day is two
 * happenings, however alike. A copy's mention joins the entry of its original but is no source of
 * its own. An entry's words are those of the clause that its time belongs to. What reports date
 * only by its order (order.h) is an entry with one bound, unless a time dates it elsewhere.
 * Now and then, durations without a place on the
 * calendar and frequencies are no happenings. What cannot be dated stands last, never guessed.
 *
 * Cost: a mention is compared with at most TIMELINE_TRIES entries of its date or of the months that
 * it spans. */
#include "compare/timeline.h"

#include "facts/happening.h"

#include <stdlib.h>

enum { SPAN_MONTHS_MAX = 12, SPAN_DAYS_MAX = 3 * 366 };

static const double SAME_HAPPENING = 0.34; /* the same date */
static const double SAME_STEM = 0.2;       /* the same date and verb or noun */
static const double TOLD_AND_DONE = 0.5;   /* the same date, but one is something said */
static const double INSIDE = 0.3;          /* one time inside the other */

const time_mention *timeline_mention(const timeline_work *work, uint32_t report, uint32_t time)
{
    return &times_of(work->pile, work->comparison, report)->items[time];
}

/* ---- Alike ------------------------------------------------------------------------------------
 */

const unit *timeline_unit(const features *features, uint32_t sentence)
{
    uint32_t low = 0;
    uint32_t high = features->units.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (features->units.items[middle].sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low < features->units.count && features->units.items[low].sentence == sentence
               ? &features->units.items[low]
               : NULL;
}

str timeline_lemma(const timeline_work *work, uint32_t report, uint32_t token)
{
    const analysis *analysis = work->pile->readings[report].analysis;
    return token < analysis->tokens.count ? analysis->tokens.items[token].lemma : (str){NULL, 0};
}

static bool same_stem(const timeline_work *work, const moment *moment, const timeline_entry *entry)
{
    const time_mention *here = timeline_mention(work, moment->report, moment->time);
    const time_mention *there = timeline_mention(work, entry->report, entry->time);
    return order_same_stem(timeline_lemma(work, moment->report, here->head),
                           timeline_lemma(work, entry->report, there->head));
}

static double likeness(const timeline_work *work, const moment *moment, const timeline_entry *entry)
{
    const uint32_t here = timeline_mention(work, moment->report, moment->time)->sentence;
    const uint32_t there = timeline_mention(work, entry->report, entry->time)->sentence;
    if (moment->report == entry->report)
        return here == there || same_stem(work, moment, entry) ? 1 : 0;
    const unit *x = timeline_unit(&work->features[moment->report], here);
    const unit *y = timeline_unit(&work->features[entry->report], there);
    return x == NULL || y == NULL ? 0
                                  : unit_similarity(&work->features[moment->report], x,
                                                    &work->features[entry->report], y);
}

bool timeline_related(const timeline_work *work, uint32_t a, uint32_t b)
{
    return a != b && work->original[a] == work->original[b];
}

static const statement *said_at(const timeline_work *work, uint32_t report, uint32_t time)
{
    const uint32_t number =
        time < times_of(work->pile, work->comparison, report)->count && work->said[report] != NULL
            ? work->said[report][time]
            : UINT32_MAX;
    return number == UINT32_MAX ? NULL
                                : &work->pile->readings[report].facts->statements.items[number];
}

/* The name of a speaker, or his description. */
static str speaker_name(const timeline_work *work, uint32_t report, const statement *said)
{
    const reading *reading = &work->pile->readings[report];
    if (said->speaker.entity < reading->analysis->entities.count)
        return reading->analysis->entities.items[said->speaker.entity].name;
    return str_slice(reading->report->text, said->speaker.span.start, said->speaker.span.end);
}

/* Two people's statements of one day. */
static bool different_speakers(const timeline_work *work, const moment *moment,
                               const timeline_entry *entry)
{
    const statement *here = said_at(work, moment->report, moment->time);
    const statement *there = said_at(work, entry->report, entry->time);
    if (here == NULL || there == NULL)
        return false;
    const str a = speaker_name(work, moment->report, here);
    const str b = speaker_name(work, entry->report, there);
    return a.len > 0 && b.len > 0 && !str_ends_nocase(a, b) && !str_ends_nocase(b, a);
}

/* Is one of them something said, and the other not? */
static bool told_and_done(const timeline_work *work, const moment *moment,
                          const timeline_entry *entry)
{
    return (said_at(work, moment->report, moment->time) == NULL) !=
           (said_at(work, entry->report, entry->time) == NULL);
}

/* How alike two sentences must be for one entry; more than 1: they never are. */
static double threshold(const timeline_work *work, const moment *moment,
                        const timeline_entry *entry, bool same)
{
    if (timeline_related(work, moment->report, entry->report))
        return TIMELINE_SAME_IN_COPY;
    if (different_speakers(work, moment, entry))
        return 2;
    if (same && moment->length == 1 && same_stem(work, moment, entry))
        return SAME_STEM;
    if (same && moment->length == 1 && told_and_done(work, moment, entry))
        return TOLD_AND_DONE;
    return !same ? INSIDE : moment->length > 1 ? TIMELINE_SAME_LONG : SAME_HAPPENING;
}

/* ---- Entries ----------------------------------------------------------------------------------
 */

void timeline_add_span(arena *keep, pile_span_array *spans, pile_span span)
{
    for (uint32_t i = 0; i < spans->count; i++)
        if (spans->items[i].report == span.report && spans->items[i].start == span.start)
            return;
    *array_push(keep, spans) = span;
}

bool timeline_from_copy(const timeline_work *work, const timeline_entry *entry, uint32_t report)
{
    for (uint32_t i = 0; i < entry->sources.count; i++)
        if (timeline_related(work, entry->sources.items[i].report, report) &&
            work->original[report] != report)
            return true;
    return false;
}

static void add_source(const timeline_work *work, timeline_entry *entry, const moment *moment)
{
    const uint32_t number = timeline_mention(work, moment->report, moment->time)->sentence;
    const sentence *sentence =
        &work->pile->readings[moment->report].analysis->sentences.items[number];
    const pile_span span = {moment->report, sentence->start, sentence->end};
    timeline_add_span(
        work->keep,
        timeline_from_copy(work, entry, moment->report) ? &entry->copies : &entry->sources, span);
}

/* "by Easter", "before March": what it dates is of that time or earlier. */
static bool is_limit(const time_mention *time)
{
    return (time->bound == TIME_BY || time->bound == TIME_BEFORE) && time->latest.year != 0 &&
           time->type == READOUT_TIME_DATE;
}

static const char *precision_of(const time_mention *time)
{
    const str value = time->value;
    if (time->earliest.year == 0 && time->latest.year == 0)
        return "unknown";
    if (time->earliest.year == 0 || time->latest.year == 0)
        return time->earliest.year == 0 ? "before" : "after";
    if (is_limit(time))
        return "before";
    enum { MONTH_DAYS = 31 };
    const bool about =
        str_equal(time->mod, STR("APPROX")) && time->type == READOUT_TIME_DATE &&
        !(value.len == 7 && date_to_days(time->latest) - date_to_days(time->earliest) < MONTH_DAYS);
    if (time->type == READOUT_TIME_DURATION || about || str_find_byte(value, '/', 0) != SIZE_MAX)
        return "interval";
    if (date_compare(time->earliest, time->latest) == 0)
        return "day";
    if (value.len >= 7 && value.data[4] == '-')
        return value.data[5] == 'W'
                   ? (value.len == 8 || str_ends(value, STR("-WE")) ? "week" : "season")
               : value.data[5] == 'Q'                         ? "quarter"
               : value.data[5] == 'H'                         ? "half"
               : value.data[5] >= '0' && value.data[5] <= '9' ? "month"
                                                              : "season";
    return "year";
}

/* A duration's place on the calendar is what counts: "2022-01-17/2022-03-14". */
static str value_of(const timeline_work *work, const time_mention *time)
{
    if (time->earliest.year == 0 && time->latest.year == 0)
        return (str){NULL, 0};
    if (time->type != READOUT_TIME_DURATION)
        return time->value;
    const str first = date_format(work->keep, time->earliest);
    const str last = date_format(work->keep, time->latest);
    return str_format(work->keep, "%.*s/%.*s", STR_ARG(first), STR_ARG(last));
}

static uint32_t month_key(int32_t day)
{
    const date date = date_from_days(day);
    return (uint32_t)(date.year * 12 + date.month);
}

static void new_entry(timeline_work *work, const moment *moment)
{
    const time_mention *time = timeline_mention(work, moment->report, moment->time);
    const uint32_t number = work->comparison->timeline.count;
    timeline_entry *entry = array_push(work->keep, &work->comparison->timeline);
    entry->value = value_of(work, time);
    entry->earliest = is_limit(time) ? (date){0, 0, 0} : time->earliest;
    entry->latest = time->bound == TIME_BEFORE && is_limit(time)
                        ? date_from_days(date_to_days(time->earliest) - 1)
                        : time->latest;
    entry->precision = precision_of(time);
    entry->report = moment->report;
    entry->time = moment->time;
    const reading *reading = &work->pile->readings[moment->report];
    const text_span words = happening_words(reading->report, reading->analysis, time->head);
    if (words.start <= time->span.start && time->span.end <= words.end)
        entry->words = (pile_span){moment->report, words.start, words.end};
    add_source(work, entry, moment);
    uint32_t *last = map_put(&work->by_value, time->value);
    *array_push(work->by_value.arena, &work->older_value) = *last;
    *last = number;
    uint32_t month = MAP_NONE;
    if (moment->length != INT32_MAX) {
        uint32_t *newest = map_put_number(&work->by_month, month_key(moment->first));
        month = *newest;
        *newest = number;
    }
    *array_push(work->by_value.arena, &work->older_month) = month;
}

static void try_entry(const timeline_work *work, const moment *moment, uint32_t number, bool same,
                      timeline_entry **best, double *most)
{
    timeline_entry *entry = &work->comparison->timeline.items[number];
    if (is_limit(timeline_mention(work, moment->report, moment->time)) !=
        is_limit(timeline_mention(work, entry->report, entry->time)))
        return;
    const double like = likeness(work, moment, entry);
    if (like >= threshold(work, moment, entry, same) && like > *most) {
        *most = like;
        *best = entry;
    }
}

/* The entry of the same date that is most alike. */
static timeline_entry *same_date(const timeline_work *work, const moment *moment)
{
    timeline_entry *best = NULL;
    double most = 0;
    uint32_t tried = 0;
    for (uint32_t i =
             map_get(&work->by_value, timeline_mention(work, moment->report, moment->time)->value);
         i != MAP_NONE && tried < TIMELINE_TRIES; i = work->older_value.items[i], tried++)
        try_entry(work, moment, i, true, &best, &most);
    return best;
}

/* The most alike entry whose time lies inside the moment's and is clearly closer. */
static timeline_entry *inside(const timeline_work *work, const moment *moment)
{
    timeline_entry *best = NULL;
    double most = 0;
    if (moment->length == INT32_MAX || moment->length <= 1)
        return NULL;
    const uint32_t first = month_key(moment->first);
    uint32_t last = month_key(moment->first + moment->length - 1);
    last = last - first < SPAN_MONTHS_MAX ? last : first + SPAN_MONTHS_MAX;
    for (uint32_t month = first; month <= last; month++) {
        uint32_t tried = 0;
        for (uint32_t i = map_get_number(&work->by_month, month);
             i != MAP_NONE && tried < TIMELINE_TRIES; i = work->older_month.items[i], tried++) {
            const timeline_entry *entry = &work->comparison->timeline.items[i];
            const int32_t start = date_to_days(entry->earliest);
            const int32_t end = date_to_days(entry->latest);
            if (entry->report != moment->report && start >= moment->first &&
                end < moment->first + moment->length && 2 * (end - start) < moment->length)
                try_entry(work, moment, i, false, &best, &most);
        }
    }
    return best;
}

static void take(timeline_work *work, const moment *moment)
{
    timeline_entry *entry = moment->length != INT32_MAX ? same_date(work, moment) : NULL;
    if (entry == NULL)
        entry = inside(work, moment);
    if (entry == NULL && moment->length == INT32_MAX)
        entry = same_date(work, moment);
    if (entry != NULL)
        add_source(work, entry, moment);
    else
        new_entry(work, moment);
}

/* ---- Moments ----------------------------------------------------------------------------------
 */

/* Happenings have a place on the calendar, or would have one if their report were dated. */
static bool can_stand(const time_mention *time)
{
    const bool dated = time->earliest.year != 0 && time->latest.year != 0;
    if (time->sentence == UINT32_MAX || time->type == READOUT_TIME_SET || time->day_assumed ||
        str_ends(time->value, STR("_REF")))
        return false;
    if (dated)
        return date_to_days(time->latest) - date_to_days(time->earliest) < SPAN_DAYS_MAX;
    return time->type != READOUT_TIME_DURATION && time->earliest.year == 0 &&
           str_starts(time->value, STR("XXXX-"));
}

/* Which time is that of which statement: the first one in its sentence, unless the time is that of
 * another verb ("held talks on Monday to discuss"). */
static void index_statements(timeline_work *work, arena *scratch, uint32_t report)
{
    const statement_array *statements = &work->pile->readings[report].facts->statements;
    const time_array *times = times_of(work->pile, work->comparison, report);
    work->said[report] = arena_array(scratch, uint32_t, times->count);
    for (uint32_t i = 0; i < times->count; i++)
        work->said[report][i] = UINT32_MAX;
    for (uint32_t i = statements->count; i-- > 0;) {
        const statement *said = &statements->items[i];
        if (said->when >= times->count)
            continue;
        const time_mention *time = &times->items[said->when];
        const analysis *analysis = work->pile->readings[report].analysis;
        const bool other = token_is_verb(analysis, time->head) &&
                           analysis->tokens.items[time->head].start != said->cue.start;
        if (time->sentence == said->sentence && !other)
            work->said[report][said->when] = i;
    }
}

/* The credit of a picture or of a tweet has a date, but no verb. */
static bool has_verb(const analysis *analysis, uint32_t number)
{
    const sentence *sentence = &analysis->sentences.items[number];
    for (uint32_t i = 0; i < sentence->token_count; i++)
        if (token_is_verb(analysis, sentence->first_token + i))
            return true;
    return !analysis->has_trees;
}

/* "the 2020 candidates": the year only says which ones. */
static bool is_label(const reading *reading, const time_mention *time)
{
    const analysis *analysis = reading->analysis;
    const uint32_t top = happening_top(analysis, time->sentence, time->span);
    if (top == TOKEN_NONE || time->type != READOUT_TIME_DATE || time->value.len > 4 ||
        !token_is_noun(analysis, time->head) || analysis->tokens.items[top].head != time->head ||
        top > time->head)
        return false;
    return !order_happens(reading->report, analysis, time->head);
}

static void collect(timeline_work *work, arena *scratch)
{
    for (uint32_t i = 0; i < work->pile->count; i++) {
        const time_array *times = times_of(work->pile, work->comparison, i);
        index_statements(work, scratch, i);
        if (times->count > 0)
            features_of(scratch, work->keep, &work->pile->readings[i], &work->features[i]);
        for (uint32_t k = 0; k < times->count; k++) {
            const time_mention *time = &times->items[k];
            if (!can_stand(time) || timeline_unit(&work->features[i], time->sentence) == NULL ||
                !has_verb(work->pile->readings[i].analysis, time->sentence) ||
                is_label(&work->pile->readings[i], time))
                continue; /* a sentence of hardly more than a date tells nothing */
            moment *moment = array_push(scratch, &work->moments);
            *moment = (struct moment){i, k, 0, INT32_MAX};
            if (time->earliest.year != 0) {
                moment->first = date_to_days(time->earliest);
                moment->length = date_to_days(time->latest) - moment->first + 1;
            }
        }
    }
}

/* Short times first, originals before copies; then as they stand in the pile. */
static int compare_moments(const void *x, const void *y)
{
    const moment *left = x;
    const moment *right = y;
    if (left->length != right->length)
        return left->length < right->length ? -1 : 1;
    if (left->report != right->report)
        return left->report < right->report ? -1 : 1;
    return left->time < right->time ? -1 : left->time > right->time;
}

/* Follows copies to their ancestors, at most as many steps as there are reports. */
static void find_originals(timeline_work *work)
{
    const copy_array *copies = &work->comparison->copies;
    for (uint32_t i = 0; i < work->pile->count; i++)
        work->original[i] = i;
    for (uint32_t i = 0; i < copies->count; i++)
        if (copies->items[i].copy < work->pile->count && copies->items[i].of < work->pile->count)
            work->original[copies->items[i].copy] = copies->items[i].of;
    for (uint32_t i = 0; i < work->pile->count; i++) {
        uint32_t at = i;
        for (uint32_t steps = 0; steps < 8 && work->original[at] != at; steps++)
            at = work->original[at];
        work->original[i] = at;
    }
}

/* ---- Order --------------------------------------------------------------------------------------
 */

/* Where an entry stands: at its first day, or the only one that is known. */
static date place_of(const timeline_entry *entry)
{
    return entry->earliest.year != 0 ? entry->earliest : entry->latest;
}

/* "by" before "on" before "from" a day. */
static int rank_of(const timeline_entry *entry)
{
    static const int ranks[] = {0, 2, 1, 1};
    return ranks[timeline_side(entry)];
}

/* By first day, days before months before years, the undated last; then as in the pile. */
static int compare_entries(const void *x, const void *y)
{
    const timeline_entry *left = x;
    const timeline_entry *right = y;
    const date here = place_of(left), there = place_of(right);
    if ((here.year == 0) != (there.year == 0))
        return here.year == 0 ? 1 : -1;
    int order = date_compare(here, there);
    if (order == 0)
        order = rank_of(left) - rank_of(right);
    if (order == 0)
        order = date_compare(left->latest, right->latest);
    if (order != 0)
        return order;
    if (left->report != right->report)
        return left->report < right->report ? -1 : 1;
    return left->time < right->time ? -1 : left->time > right->time;
}

void timeline_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison)
{
    arena_mark mark = arena_save(scratch);
    timeline_work work = {.keep = keep, .pile = pile, .comparison = comparison};
    work.features = arena_array(scratch, features, pile->count);
    work.original = arena_array(scratch, uint32_t, pile->count);
    work.said = arena_array(scratch, uint32_t *, pile->count);
    work.by_value.arena = work.by_month.arena = scratch;
    find_originals(&work);
    collect(&work, scratch);
    if (work.moments.count > 0)
        qsort(work.moments.items, work.moments.count, sizeof(moment), compare_moments);
    for (uint32_t copies = 0; copies < 2; copies++)
        for (uint32_t i = 0; i < work.moments.count; i++)
            if ((work.original[work.moments.items[i].report] != work.moments.items[i].report) ==
                (copies == 1))
                take(&work, &work.moments.items[i]);
    for (uint32_t i = 0; i < pile->count; i++) {
        const date published =
            comparison->published != NULL ? comparison->published[i].date : (date){0, 0, 0};
        order_find(scratch, keep, &pile->readings[i], i, times_of(pile, comparison, i), published,
                   &work.ordered);
    }
    timeline_add_ordered(&work, scratch);
    if (comparison->timeline.count > 0)
        qsort(comparison->timeline.items, comparison->timeline.count, sizeof(timeline_entry),
              compare_entries);
    timeline_add_claims(scratch, pile, comparison);
    arena_restore(scratch, mark);
}
