/* propositions.h - what the reports say, clause by clause, ready to be matched.
 *
 *   "A senior EU official told ABC Sunday that Ostrow has asked Tolland for military assistance"
 *                                              |--------------- proposition ------------------|
 *     terms       Ostrow      asked        Tolland    military  assistance
 *     role        agent       predicate    patient    other     other
 *     said by     the statement whose content it stands in, or nobody: the reporter's own voice
 *
 * A long sentence gives several: main clause, joined clauses, complements, relative clauses, and
 * noun phrases that name an event ("the night-long meeting between Dorn and Oyelaran"). */
#ifndef COMPARE_PROPOSITIONS_H
#define COMPARE_PROPOSITIONS_H

#include "compare/comparison.h"
#include "compare/rarity.h"
#include "compare/sense.h"
#include "facts/syntax.h"

typedef enum term_kind { TERM_WORD = 0, TERM_NAME, TERM_NUMBER, TERM_TIME } term_kind;

typedef enum term_role { TERM_PREDICATE = 0, TERM_AGENT, TERM_PATIENT, TERM_OTHER } term_role;

/* A word, name, number or time of a proposition. */
typedef struct term {
    uint32_t key;   /* of the stem, the entity or its country, the number, the date */
    uint32_t row;   /* of the word's vector, or SENSE_NONE */
    uint32_t token; /* of the report */
    uint32_t unit;  /* of a number: the key of what is counted; of a name: its country's key */
    int32_t first;  /* of a time: its days; of a number: nothing */
    int32_t last;
    uint16_t group;    /* of words that mean the same (synonyms.h), or 0 */
    uint32_t modifies; /* of an adjective or the like: the token that it limits, or TOKEN_NONE */
    uint8_t weight;    /* half bits of rarity */
    uint8_t kind;      /* term_kind */
    uint8_t role;      /* term_role */
    bool head;         /* the head of its argument */
    bool place;        /* a name: of a place */
    bool person;       /* a word for somebody: "diplomat" */
    bool open;         /* a word after "other" or "any": what stands beside it does not limit it */
} term;
typedef array_of(term) term_array;

/* How a proposition is meant. */
typedef enum mood {
    MOOD_FACT = 0,
    MOOD_PLANNED,  /* will, would, plans to */
    MOOD_POSSIBLE, /* may, could */
    MOOD_WANTED,   /* asked for, must, should */
    MOOD_OPEN,     /* a question, a condition */
    MOOD_MENTIONED /* spoken of as what somebody else claims: "the reports that ..." */
} mood;

typedef struct proposition {
    uint32_t report;
    uint32_t sentence;
    uint32_t head; /* token */
    text_span span;
    text_span told;     /* the same with what it needs to be read alone; proposition_telling.c */
    uint32_t lead;      /* head of the clause that it is told with, or TOKEN_NONE */
    uint32_t statement; /* the innermost that reports it, or UINT32_MAX */
    uint32_t first;     /* into propositions.terms */
    uint32_t count;
    uint32_t weight; /* sum over its terms */
    uint32_t actor;  /* the term of who does it, into propositions.terms, or READOUT_NONE */
    uint32_t agent;  /* its key, if it is a name, or 0 */
    uint32_t agent_country;
    uint8_t mood;
    uint32_t quotation; /* of the pile, that it quotes at some length, or READOUT_NONE */
    bool negated;       /* in its own words */
    bool denied;        /* by its speaker */
    bool nominal;       /* a noun phrase */
    bool mutual;        /* who does it with whom can be swapped: met, agreed */
    bool relative;      /* a relative clause: it tells of a noun */
    bool main;          /* the main clause of its sentence, or of what is said */
    bool quoted;
    bool fragment; /* what is told still hangs on other words */
    bool unclear;  /* "he", "we": and what is told does not say who that is */
    bool includes; /* a noun phrase that tells a detail: "aid, including drones" */
    bool stopped;  /* its sentence ends as sentences do, and is no title or caption */
} proposition;

typedef struct propositions {
    array_of(proposition) items; /* by report, then by position */
    term_array terms;
    uint32_t *first_of; /* [report + 1]: into items */
} propositions;

typedef struct proposer {
    arena *keep;
    arena *scratch;
    const pile *pile;
    const comparison *comparison;
    const rarity *rarity;
    const sense *sense;
} proposer;

void propositions_find(const proposer *proposer, propositions *out);

/* Keys of names: an entity of the pile, or a country. */
uint32_t country_key(str code);
uint32_t entity_key(const comparison *comparison, uint32_t entity);

#endif
