/* claim_index.h - which propositions are worth comparing, without looking at all of them.
 *
 *   key of a term  ->  propositions that have it  ->  weight that each shares with the one at hand
 *
 * A key in more than POSTINGS_MAX propositions is not walked: the work grows with the pile. */
#ifndef COMPARE_CLAIM_INDEX_H
#define COMPARE_CLAIM_INDEX_H

#include "compare/claims.h"

enum { POSTINGS_MAX = 600, PARTNERS_MAX = 24 };

typedef struct posting {
    uint32_t proposition;
    uint32_t next; /* or MAP_NONE */
} posting;

struct claim_index {
    map first; /* key -> its newest posting */
    map count;
    array_of(posting) postings;
};

/* Propositions that share keys with one. */
typedef struct partners {
    uint32_t *common; /* [proposition]: weight shared with the one at hand */
    uint32_t *touched;
    uint32_t count;
} partners;

partners partners_new(arena *arena, uint32_t propositions);
void partners_clear(partners *partners);

void claim_index_add(claiming *claiming, uint32_t proposition);
void claim_index_gather(const claiming *claiming, uint32_t proposition, partners *partners);

/* Moves the PARTNERS_MAX that share most to the front. */
void claim_index_select(partners *partners);

#endif
