/* order.h - happenings that a report dates only by their order: "after the invasion, he said on
 * Sunday" tells that the invasion was on that Sunday at the latest. */
#ifndef COMPARE_ORDER_H
#define COMPARE_ORDER_H

#include "compare/comparison.h"

/* On which side of a day, or of another happening. */
typedef enum order {
    ORDER_BY = 0, /* then or before */
    ORDER_FROM,   /* then or later */
    ORDER_ON,     /* that day */
    ORDER_EVE     /* the day before */
} order;

/* A happening that is not dated itself, but put in order. */
typedef struct ordered {
    uint32_t report;
    uint32_t sentence;
    uint32_t head;   /* token: its noun or verb */
    text_span words; /* that name it */
    order side;
    uint32_t anchor; /* token of the happening that it is ordered by; TOKEN_NONE: by `day` */
    int32_t day;     /* number of the day */
    uint32_t time;   /* that gives the day, or UINT32_MAX: the report's own date does */
    str reason;
} ordered;
typedef array_of(ordered) ordered_array;

/* Adds those of one report; `times` are its own, resolved, and `published` is its date, year
 * 0 when it is not known. */
void order_find(arena *keep, arena *scratch, const reading *reading, uint32_t number,
                const time_array *times, date published, ordered_array *found);

/* Is the token a noun for something that happens, by its ending or by a list? */
bool order_happens(const report *report, const analysis *analysis, uint32_t at);

/* Do two words of a happening have one stem: invade and invasion, meet and meeting? */
bool order_same_stem(str a, str b);

#endif
