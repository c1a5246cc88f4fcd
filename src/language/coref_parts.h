/* coref_parts.h - what coref.c chooses from: the noun phrases of a report, in order; and how
 * coref_pronouns.c chooses. */
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
    int32_t margin; /* of a pronoun: how far ahead the choice was, the least of those it rests on */
} candidate;

/* All candidates that mean the same. */
typedef struct cluster {
    uint32_t entity; /* or UINT32_MAX */
    name_gender gender;
} cluster;

/* One answer that a pronoun may have. */
enum { OPTION_FEATURES_MAX = 24, OPTIONS_MAX = 48 };
typedef struct option {
    uint32_t candidate; /* UINT32_MAX: none of them, the first option always */
    uint16_t features[OPTION_FEATURES_MAX];
    uint32_t count;
} option;

typedef struct pronoun_search {
    uint32_t at;
    uint32_t sentence;
    pronoun_kind pronoun;
} pronoun_search;

/* For training: is shown the options of each pronoun and says which is taken. */
struct resolver;
typedef struct pronoun_observer {
    void *context;
    uint32_t (*choose)(void *context, const struct resolver *resolver, const pronoun_search *search,
                       const option *options, uint32_t count, int32_t *margin);
} pronoun_observer;

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
    const pronoun_observer *observer; /* or NULL */
} resolver;

/* Fills the arrays for all tokens, and the candidate at a token that can be one. */
void resolver_prepare(resolver *resolver);
void resolver_add(resolver *resolver, uint32_t sentence, uint32_t at);

static inline const token *resolver_token(const resolver *resolver, uint32_t at)
{
    return &resolver->analysis->tokens.items[at];
}
static inline const cluster *resolver_cluster(const resolver *resolver, const candidate *candidate)
{
    return &resolver->clusters.items[candidate->cluster];
}
static inline str resolver_word(const resolver *resolver, uint32_t at)
{
    return token_text(resolver->report, resolver_token(resolver, at));
}
pronoun_kind resolver_pronoun(const resolver *resolver, uint32_t at);
bool resolver_is_plural(const resolver *resolver, uint32_t at);
bool resolver_hangs_on(const resolver *resolver, uint32_t at, uint32_t top);

/* Whom a pronoun most likely means: a candidate, or UINT32_MAX. *margin: how far ahead of the next
 * it is, or the choice that it rests on. */
uint32_t resolver_find_pronoun(const resolver *resolver, const pronoun_search *search,
                               int32_t *margin);

/* references_run, with each choice shown to the observer. */
void references_observe(arena *keep, arena *scratch, const report *report, analysis *analysis,
                        const pronoun_observer *observer);

/* What has been learnt of options (coref_weights.c, made by train/coref.c): a feature's weight by
 * group of pronouns, and how far the best must be ahead of the next. */
typedef enum pronoun_group { GROUP_PERSON = 0, GROUP_IT, GROUP_THEY, GROUP_COUNT } pronoun_group;
enum { OPTION_FEATURES = 384 }; /* a group's; a feature is group * OPTION_FEATURES + number */
extern const int16_t coref_weights[GROUP_COUNT * OPTION_FEATURES];
extern const int32_t coref_margins[GROUP_COUNT];
pronoun_group pronoun_group_of(pronoun_kind pronoun);

#endif
