/* timeline.c - what happened when, over all reports: one entry for each date and happening.
 * Two sentences with the same date are one happening when their words are alike (the
 * measure of align.h) or one report is a copy of the other and they name the same date.
 * What has no year is listed without a date, never guessed. A first version. */
#include "compare/align.h"

#include "base/map.h"

#include <stdlib.h>

enum { SAME_DATE_MAX = 256 }; /* entries of one date that a new sentence is compared with */

static const double SAME_HAPPENING = 0.3;

typedef struct work {
    arena *keep;
    const pile *pile;
    comparison *comparison;
    const features *features;
    map last;                /* value -> the newest entry with it */
    array_of(uint32_t) older; /* for each entry: the next older one with its value */
} work;

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

static bool alike(const work *work, uint32_t report, uint32_t sentence, const timeline_entry *entry)
{
    uint32_t other = entry->report;
    uint32_t there =
        work->pile->readings[other].facts->times.items[entry->time].sentence;
    if (report == other && sentence == there)
        return true;
    const unit *x = unit_of(&work->features[report], sentence);
    const unit *y = unit_of(&work->features[other], there);
    return x != NULL && y != NULL &&
           unit_similarity(&work->features[report], x, &work->features[other], y) >= SAME_HAPPENING;
}

static pile_span source_of(const work *work, uint32_t report, uint32_t sentence)
{
    const struct sentence *at = &work->pile->readings[report].analysis->sentences.items[sentence];
    return (pile_span){report, at->start, at->end};
}

static void add_source(const work *work, timeline_entry *entry, pile_span source)
{
    for (uint32_t i = 0; i < entry->sources.count; i++)
        if (entry->sources.items[i].report == source.report &&
            entry->sources.items[i].start == source.start)
            return;
    *array_push(work->keep, &entry->sources) = source;
}

static const char *precision_name(date earliest, date latest)
{
    if (earliest.year == 0)
        return "unknown";
    if (date_compare(earliest, latest) == 0)
        return "day";
    return earliest.year == latest.year && earliest.month == latest.month ? "month" : "year";
}

static void take(work *work, uint32_t report, uint32_t number)
{
    const time_mention *time = &work->pile->readings[report].facts->times.items[number];
    if (time->sentence == UINT32_MAX)
        return;
    pile_span source = source_of(work, report, time->sentence);
    uint32_t *last = map_put(&work->last, time->value);
    uint32_t tried = 0;
    for (uint32_t i = *last; i != MAP_NONE && tried < SAME_DATE_MAX; i = work->older.items[i], tried++) {
        timeline_entry *entry = &work->comparison->timeline.items[i];
        if (alike(work, report, time->sentence, entry)) {
            add_source(work, entry, source);
            return;
        }
    }
    *array_push(work->last.arena, &work->older) = *last;
    *last = work->comparison->timeline.count;
    timeline_entry *entry = array_push(work->keep, &work->comparison->timeline);
    entry->value = time->value;
    entry->earliest = time->earliest;
    entry->latest = time->latest;
    entry->precision = precision_name(time->earliest, time->latest);
    entry->report = report;
    entry->time = number;
    add_source(work, entry, source);
}

/* By date, the undated last; then as they stand in the pile. */
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
    features *all = arena_array(scratch, features, pile->count);
    work work = {.keep = keep, .pile = pile, .comparison = comparison, .features = all};
    work.last.arena = scratch;
    for (uint32_t i = 0; i < pile->count; i++) {
        if (pile->readings[i].facts->times.count > 0)
            features_of(scratch, keep, &pile->readings[i], &all[i]);
        for (uint32_t k = 0; k < pile->readings[i].facts->times.count; k++)
            take(&work, i, k);
    }
    if (comparison->timeline.count > 0)
        qsort(comparison->timeline.items, comparison->timeline.count, sizeof(timeline_entry),
              compare_entries);
    arena_restore(scratch, mark);
}
