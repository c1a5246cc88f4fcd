/* coref_parts.h - what coref.c chooses from: the noun phrases of a report, in order. */
#ifndef LANGUAGE_COREF_PARTS_H
#define LANGUAGE_COREF_PARTS_H

#include "base/map.h"
#include "language/coref.h"

typedef enum pronoun_kind {
    PRONOUN_NONE = 0,
    PRONOUN_HE,
    PRONOUN_SHE,
    PRONOUN_IT,
    PRONOUN_THEY
} pronoun_kind;

/* Something that can be meant: a name, a noun, several joined by "and", a pronoun once it has
 * been resolved. */
typedef struct candidate {
    uint32_t head; /* token */
    uint32_t said; /* of a pronoun: the head of what it means; else the head */
    uint32_t sentence;
    uint32_t cluster;
    noun_kind kind; /* NOUN_PERSON, NOUN_GROUP ... */
    bool plural;
    bool subject; /* of a clause */
    bool main;    /* ... which is the sentence's main one */
    bool quoted;
    bool pronoun;
    bool headline;
} candidate;

/* All candidates that mean the same. */
typedef struct cluster {
    uint32_t entity; /* or UINT32_MAX */
    name_gender gender;
} cluster;

typedef struct resolver {
    arena *keep;
    arena *scratch;
    const report *report;
    analysis *analysis;
    bool *quoted;           /* [token] inside quotation marks */
    uint32_t *name_of;      /* [token] the name whose head it is, or UINT32_MAX */
    uint32_t *cluster_of;   /* [entity] or UINT32_MAX */
    uint32_t *candidate_of; /* [token] the candidate whose head it is, or UINT32_MAX */
    array_of(candidate) candidates;
    array_of(cluster) clusters;
} resolver;

/* Fills the arrays for all tokens, and the candidate at a token that can be one. */
void resolver_prepare(resolver *resolver);
void resolver_add(resolver *resolver, uint32_t sentence, uint32_t at);

static inline const token *resolver_token(const resolver *resolver, uint32_t at)
{
    return &resolver->analysis->tokens.items[at];
}
static inline str resolver_word(const resolver *resolver, uint32_t at)
{
    return token_text(resolver->report, resolver_token(resolver, at));
}
pronoun_kind resolver_pronoun(const resolver *resolver, uint32_t at);
bool resolver_is_plural(const resolver *resolver, uint32_t at);
bool resolver_hangs_on(const resolver *resolver, uint32_t at, uint32_t top);

#endif
