/* coref.h - who "he" and "the spokesman" are: what later rooms ask of analysis.references. */
#ifndef LANGUAGE_COREF_H
#define LANGUAGE_COREF_H

#include "language/analysis.h"

/* The reference whose head is this token, or NULL. */
const reference *reference_at(const analysis *analysis, uint32_t head);

/* The entity that words [first, first + count) of a sentence mean: a name among them that is
 * their head, or what their head refers to. UINT32_MAX: nobody with a name, or not to be told. */
uint32_t coref_entity_of(const analysis *analysis, uint32_t first, uint32_t count);

/* The token of words [first, first + count) that hangs on a word outside; TOKEN_NONE without
 * trees. */
uint32_t coref_head_of(const analysis *analysis, uint32_t first, uint32_t count);

#endif
