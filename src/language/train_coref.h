/* train_coref.h - chains of mentions that people annotated, to train and to measure references: the
 * MISC of OntoGUM's CoNLL-U, Entity=(3, 3), (3). */
#ifndef LANGUAGE_TRAIN_COREF_H
#define LANGUAGE_TRAIN_COREF_H

#include "language/given.h"

typedef struct coref_span {
    uint32_t first; /* tokens [first, last] of one chain */
    uint32_t last;
    uint32_t chain;
} coref_span;

typedef struct coref_chains {
    array_of(coref_span) spans;
    uint32_t *heads; /* [token] by the given trees; UINT32_MAX: none */
} coref_chains;

coref_chains coref_chains_of(arena *arena, const given *given);

/* The chain of the shortest mention with this head, else with this word; UINT32_MAX: none. Its
 * first token goes to *start, if that is not NULL. */
uint32_t coref_chain_at(const coref_chains *chains, uint32_t at, uint32_t *start);

/* Has the chain no mention that ends before this token? */
bool coref_starts_chain(const coref_chains *chains, uint32_t chain, uint32_t at);

#endif
