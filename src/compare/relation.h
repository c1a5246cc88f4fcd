/* relation.h - what is known of two reports that may be copies: shared by the files that find
 * copies, tell their direction and show the evidence. */
#ifndef COMPARE_RELATION_H
#define COMPARE_RELATION_H

#include "compare/likeness.h"

#define EDITED_SHARE 0.3 /* runs of words that an edited copy keeps of the one or the other */

typedef struct relation {
    uint32_t a; /* reports of the pile; a is the earlier one, if they are dated */
    uint32_t b;
    alignment alignment;
    likeness likeness; /* of the side of which more is found */
    double score;
    gram_count grams_a; /* of a's word 5-grams, those that b has */
    gram_count grams_b;
} relation;

/* Fills in all but a and b. False: so little in common that nothing was measured. */
bool relation_measure(arena *keep, arena *scratch, const traits *a, const traits *b,
                      relation *relation);

/* Is one a copy of the other? */
bool relation_is_copy(const traits *a, const traits *b, const relation *relation);

/* Which of the two is the copy, and how sure that is. */
typedef struct direction {
    uint32_t copy;
    uint32_t of;
    readout_direction certainty;
    bool missing_ancestor;
} direction;

/* Weighs the signs; the evidence that speaks for the outcome is added to `evidence`,
 * spans in (copy, original) order. */
direction direction_of(arena *keep, const pile *pile, const traits *traits,
                       const relation *relation, evidence_array *evidence);

/* Evidence that they are copies at all. */
void evidence_of(arena *keep, arena *scratch, const pile *pile, const traits *traits,
                 const relation *relation, const direction *direction, evidence_array *evidence);

/* Words that independent reports quote alike. `order` lists the reports, the first to quote first;
 * `parent` is each report's original or READOUT_NONE: what a copy quotes, it has from there. */
void find_shared(arena *keep, arena *scratch, const pile *pile, const traits *traits,
                 const uint32_t *order, const uint32_t *parent, comparison *comparison);

/* The words from token `first` to `last` of a report, as a span of the pile. */
pile_span span_of_tokens(const pile *pile, uint32_t report, uint32_t first, uint32_t last);

#endif
