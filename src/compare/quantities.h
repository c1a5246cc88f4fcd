/* quantities.h - how many of what a report tells of: "Two workers were killed", "9 million euros".
 *
 *     at least fifteen people were injured  ->  [15, ..) hurt, people
 *     the death toll has risen to three     ->  [3, 3]   dead
 *     About 90 firefighters took part       ->  [81, 99] firefighter, take */
#ifndef COMPARE_QUANTITIES_H
#define COMPARE_QUANTITIES_H

#include "facts/syntax.h"

/* What is counted, where many words say the same; else noun and verb tell. */
typedef enum measured {
    MEASURED_OTHER = 0,
    MEASURED_DEAD,
    MEASURED_HURT,
    MEASURED_MISSING,
    MEASURED_HELD,
    MEASURED_MOVED
} measured;

typedef struct quantity {
    uint32_t sentence;
    text_span words; /* the number with its bound: "at least fifteen" */
    double low;      /* the values that it allows */
    double high;     /* HUGE_VAL: no bound */
    double value;    /* as written */
    measured measured;
    bool general;  /* people, or nobody named: no part of them such as children */
    uint32_t head; /* the noun's token, or the number's own */
    str noun;      /* its lemma, or empty */
    str verb;      /* the lemma of what is done, or empty */
} quantity;
typedef array_of(quantity) quantity_array;

/* The counts of a report in the order of its text: no times, ages, ordinals, names, parts of a
 * count told before ("four of the injured"), nothing denied. */
void quantities_find(arena *keep, const syntax *syntax, const time_array *times,
                     quantity_array *out);

/* Can both be true of one thing? */
bool quantities_agree(const quantity *a, const quantity *b);

/* "dead", "injured" ..., or NULL. */
const char *measured_name(measured measured);

#endif
