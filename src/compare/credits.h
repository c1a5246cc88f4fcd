/* credits.h - whom a report names as its source of text: agencies in a dateline, "contributed to
 * this report", "first reported by". */
#ifndef COMPARE_CREDITS_H
#define COMPARE_CREDITS_H

#include "compare/comparison.h"

typedef struct agency {
    const char *tag;  /* as datelines have it */
    const char *name; /* in full */
} agency;

extern const agency agencies[]; /* tag NULL behind the last */

/* In the order of the text, at most one of a kind and name. `name` is the agency's full name, or
 * the words of the report. */
void credits_find(arena *keep, const reading *reading, source_credit_array *credits);

/* The first one of a kind, or NULL. */
const source_credit *credits_first(const source_credit_array *credits, readout_credit_kind kind);

/* Is `outlet` the one that is credited? */
bool credits_outlet(str credited, str outlet);

#endif
