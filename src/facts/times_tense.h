/* times_tense.h - past or future around a time expression. */
#ifndef FACTS_TIMES_TENSE_H
#define FACTS_TIMES_TENSE_H

#include "facts/times.h"

/* Items [first, end) of a sentence are the expression. */
typedef struct time_clause {
    str text;
    const time_item_array *items;
    uint32_t first;
    uint32_t end;
} time_clause;

tense times_tense(const time_clause *clause);

#endif
