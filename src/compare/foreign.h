/* foreign.h - which sentences of a report are somebody else's words without quotation marks: posts,
 * letters, statements and speeches that are set as paragraphs of their own.
 *
 *   "Here is the statement in full:"                 the reporter's
 *   "We join the nation in mourning ..."             foreign: says we
 *   "He set the bar higher than anybody."            foreign: stands between two that are
 *   "Our hearts ache with his loss."                 foreign
 *   "The funeral has yet to be announced."           the reporter's */
#ifndef COMPARE_FOREIGN_H
#define COMPARE_FOREIGN_H

#include "compare/comparison.h"

/* [sentence], in `arena`. */
const bool *foreign_sentences(arena *arena, const reading *reading);

#endif
