/* timeline.h - what the files that make the timeline share. */
#ifndef COMPARE_TIMELINE_H
#define COMPARE_TIMELINE_H

#include "base/map.h"
#include "compare/align.h"
#include "compare/order.h"

enum { TIMELINE_TRIES = 64 }; /* entries that a mention is compared with */

/* Sentences are one happening when they are as alike as this ... */
#define TIMELINE_SAME_IN_COPY 0.15 /* in a copy */
#define TIMELINE_SAME_LONG 0.2     /* in the same month or a longer time, or on one side of a day */

/* A mention that can stand on the timeline. */
typedef struct moment {
    uint32_t report;
    uint32_t time;
    int32_t first;  /* days */
    int32_t length; /* days; INT32_MAX when it is not dated */
} moment;

typedef struct timeline_work {
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
    uint32_t **said; /* [report][time]: the statement that it is the time of, or UINT32_MAX */
    ordered_array ordered;
} timeline_work;

const time_mention *timeline_mention(const timeline_work *work, uint32_t report, uint32_t time);

/* The features of a sentence, NULL for one without any. */
const unit *timeline_unit(const features *features, uint32_t sentence);

/* Are two reports copies of one text? */
bool timeline_related(const timeline_work *work, uint32_t a, uint32_t b);

/* The lemma of a token, empty for TOKEN_NONE. */
str timeline_lemma(const timeline_work *work, uint32_t report, uint32_t token);

void timeline_add_span(arena *keep, pile_span_array *spans, pile_span span);

/* Is the report a copy of one that the entry has? */
bool timeline_from_copy(const timeline_work *work, const timeline_entry *entry, uint32_t report);

/* timeline_order.c: entries for what reports date by its order alone (order.h). */
void timeline_add_ordered(timeline_work *work, arena *scratch);

/* timeline_claims.c: which claim each entry carries. */
void timeline_add_claims(arena *scratch, const pile *pile, comparison *comparison);

/* The side of the day that an entry stands on. */
order timeline_side(const timeline_entry *entry);

#endif
