/* timeline.c - what happened when, over all reports: one entry for each date and happening.
 *
 *   day mentions first, then weeks, months, years:
 *
 *     "met Monday" (r2)   \
 *     "On March 14" (r4)   +--> 2022-03-14  one entry, two sources
 *     "late last year"    -----> joins "in November 2021" when the sentences are alike
 *
 * Two mentions are one happening when their dates are equal, or one lies inside the other,
 * and their sentences are alike (the measure of align.h). A copy's mention joins the entry of
 * its original but is no source of its own. Now and then, durations without a place on the
 * calendar and frequencies are no happenings. What cannot be dated stands last, never guessed.
 *
 * Cost: a mention is compared with at most TRIES entries of its date or of the months that it
 * spans. */
#include "base/map.h"
#include "compare/align.h"

#include <stdlib.h>

enum { TRIES = 64, SPAN_MONTHS_MAX = 12, SPAN_DAYS_MAX = 3 * 366 };

static const double SAME_HAPPENING = 0.34; /* the same date */
static const double SAME_MONTH = 0.2;      /* the same month, or a longer time */
static const double INSIDE = 0.3;          /* one time inside the other */
static const double SAME_IN_COPY = 0.15;

/* A mention that can stand on the timeline. */
typedef struct moment {
    uint32_t report;
    uint32_t time;
    int32_t first;  /* days */
    int32_t length; /* days; INT32_MAX when it is not dated */
} moment;

typedef struct work {
    arena *keep;
    const pile *pile;
    comparison *comparison;
    features *features;
    uint32_t *original; /* [report]: what it is a copy of, in the end itself */
    map by_value;       /* value -> the newest entry with it */
    map by_month;       /* month of its first day -> the newest entry that starts there */
    array_of(uint32_t) older_value; /* for each entry: the next older one with its value */
    array_of(uint32_t) older_month;
    array_of(moment) moments;
} work;

static const time_mention *mention_of(const work *work, uint32_t report, uint32_t time)
{
    return &times_of(work->pile, work->comparison, report)->items[time];
}

/* ---- Alike ------------------------------------------------------------------------------------
 */

static const unit *unit_of(const features *features, uint32_t sentence)
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

static double likeness(const work *work, const moment *moment, const timeline_entry *entry)
{
    const uint32_t here = mention_of(work, moment->report, moment->time)->sentence;
    const uint32_t there = mention_of(work, entry->report, entry->time)->sentence;
    if (moment->report == entry->report)
        return here == there ? 1 : 0;
    const unit *x = unit_of(&work->features[moment->report], here);
    const unit *y = unit_of(&work->features[entry->report], there);
    return x == NULL || y == NULL ? 0
                                  : unit_similarity(&work->features[moment->report], x,
                                                    &work->features[entry->report], y);
}

static bool related(const work *work, uint32_t a, uint32_t b)
{
    return a != b && work->original[a] == work->original[b];
}

/* How alike two sentences must be for one entry. */
static double threshold(const work *work, const moment *moment, const timeline_entry *entry,
                        bool same)
{
    if (related(work, moment->report, entry->report))
        return SAME_IN_COPY;
    return !same ? INSIDE : moment->length > 1 ? SAME_MONTH : SAME_HAPPENING;
}

/* ---- Entries ----------------------------------------------------------------------------------
 */

static void add_span(arena *keep, pile_span_array *spans, pile_span span)
{
    for (uint32_t i = 0; i < spans->count; i++)
        if (spans->items[i].report == span.report && spans->items[i].start == span.start)
            return;
    *array_push(keep, spans) = span;
}

static bool from_copy(const work *work, const timeline_entry *entry, uint32_t report)
{
    for (uint32_t i = 0; i < entry->sources.count; i++)
        if (related(work, entry->sources.items[i].report, report) &&
            work->original[report] != report)
            return true;
    return false;
}

static void add_source(const work *work, timeline_entry *entry, const moment *moment)
{
    const uint32_t number = mention_of(work, moment->report, moment->time)->sentence;
    const sentence *sentence =
        &work->pile->readings[moment->report].analysis->sentences.items[number];
    const pile_span span = {moment->report, sentence->start, sentence->end};
    add_span(work->keep, from_copy(work, entry, moment->report) ? &entry->copies : &entry->sources,
             span);
}

static const char *precision_of(const time_mention *time)
{
    const str value = time->value;
    if (time->earliest.year == 0 && time->latest.year == 0)
        return "unknown";
    const bool about = str_equal(time->mod, STR("APPROX")) && time->type == READOUT_TIME_DATE;
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
static str value_of(const work *work, const time_mention *time)
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

static void new_entry(work *work, const moment *moment)
{
    const time_mention *time = mention_of(work, moment->report, moment->time);
    const uint32_t number = work->comparison->timeline.count;
    timeline_entry *entry = array_push(work->keep, &work->comparison->timeline);
    entry->value = value_of(work, time);
    entry->earliest = time->earliest;
    entry->latest = time->latest;
    entry->precision = precision_of(time);
    entry->report = moment->report;
    entry->time = moment->time;
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

static void try_entry(const work *work, const moment *moment, uint32_t number, bool same,
                      timeline_entry **best, double *most)
{
    timeline_entry *entry = &work->comparison->timeline.items[number];
    const double like = likeness(work, moment, entry);
    if (like >= threshold(work, moment, entry, same) && like > *most) {
        *most = like;
        *best = entry;
    }
}

/* The entry of the same date that is most alike. */
static timeline_entry *same_date(const work *work, const moment *moment)
{
    timeline_entry *best = NULL;
    double most = 0;
    uint32_t tried = 0;
    for (uint32_t i =
             map_get(&work->by_value, mention_of(work, moment->report, moment->time)->value);
         i != MAP_NONE && tried < TRIES; i = work->older_value.items[i], tried++)
        try_entry(work, moment, i, true, &best, &most);
    return best;
}

/* The most alike entry whose time lies inside the moment's. */
static timeline_entry *inside(const work *work, const moment *moment)
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
        for (uint32_t i = map_get_number(&work->by_month, month); i != MAP_NONE && tried < TRIES;
             i = work->older_month.items[i], tried++) {
            const timeline_entry *entry = &work->comparison->timeline.items[i];
            const int32_t start = date_to_days(entry->earliest);
            const int32_t end = date_to_days(entry->latest);
            if (entry->report != moment->report && start >= moment->first &&
                end < moment->first + moment->length)
                try_entry(work, moment, i, false, &best, &most);
        }
    }
    return best;
}

static void take(work *work, const moment *moment)
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

static void collect(work *work, arena *scratch)
{
    for (uint32_t i = 0; i < work->pile->count; i++) {
        const time_array *times = times_of(work->pile, work->comparison, i);
        if (times->count > 0)
            features_of(scratch, work->keep, &work->pile->readings[i], &work->features[i]);
        for (uint32_t k = 0; k < times->count; k++) {
            const time_mention *time = &times->items[k];
            if (!can_stand(time) || unit_of(&work->features[i], time->sentence) == NULL)
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
static void find_originals(work *work)
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

/* By first day, days before months before years, the undated last; then as in the pile. */
static int compare_entries(const void *x, const void *y)
{
    const timeline_entry *left = x;
    const timeline_entry *right = y;
    if ((left->earliest.year == 0) != (right->earliest.year == 0))
        return left->earliest.year == 0 ? 1 : -1;
    int order = date_compare(left->earliest, right->earliest);
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
    work work = {.keep = keep, .pile = pile, .comparison = comparison};
    work.features = arena_array(scratch, features, pile->count);
    work.original = arena_array(scratch, uint32_t, pile->count);
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
    if (comparison->timeline.count > 0)
        qsort(comparison->timeline.items, comparison->timeline.count, sizeof(timeline_entry),
              compare_entries);
    arena_restore(scratch, mark);
}
