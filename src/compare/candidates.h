/* candidates.h - which pairs of an archive are worth comparing, without looking at all of them.
 *
 *   keys of a report       neighbouring names and numbers; sampled runs of words
 *   index                  key -> reports that have it
 *   candidates             pairs that share CANDIDATE_KEYS keys or more
 *
 * A key in many reports links each of them only with a few, so that time and memory grow with
 * the words of the pile. */
#ifndef COMPARE_CANDIDATES_H
#define COMPARE_CANDIDATES_H

#include "compare/traits.h"

typedef struct candidate {
    uint32_t a; /* reports of the pile; a comes first in `order` */
    uint32_t b;
} candidate;
typedef array_of(candidate) candidate_array;

/* `order` lists the reports in an order that does not depend on that of the pile. */
void candidates_find(arena *keep, arena *scratch, const traits *traits, const uint32_t *order,
                     uint32_t count, candidate_array *candidates);

#endif
