/* proposition_parts.h - what the files that find propositions share. */
#ifndef COMPARE_PROPOSITION_PARTS_H
#define COMPARE_PROPOSITION_PARTS_H

#include "compare/proposition_words.h"
#include "compare/propositions.h"
#include "compare/synonyms.h"

enum { PREDICATE_WEIGHT_MIN = 6 };

/* Words of a report that other reports have too: a quotation, or a text that they share. */
typedef struct shared_words {
    uint32_t quote; /* of the report's facts, or UINT32_MAX */
    text_span span; /* if it is no quotation */
    uint32_t id;
    uint32_t next; /* of the same report, or MAP_NONE */
} shared_words;

/* One report at work. */
typedef struct finder {
    const proposer *proposer;
    const reading *reading;
    const syntax *syntax;
    const time_array *times;
    uint32_t report;
    uint32_t *said;      /* [token]: the innermost statement that it is said in, or UINT32_MAX */
    uint32_t *cue;       /* [token]: the statement whose cue it is */
    uint32_t *name;      /* [token]: the name it stands in */
    uint32_t *time;      /* [token] */
    uint32_t *reference; /* [token]: of the head of a reference */
    array_of(shared_words) shared; /* of all reports */
    uint32_t *first_shared;        /* [report]: or MAP_NONE */
    uint32_t *quotation;           /* [quote]: of the pile, where several reports have it */
    synonyms synonyms;
    map events;     /* nouns that name what happened */
    bool stopped;   /* the sentence at work ends with a stop */
    uint32_t first; /* its first token behind a dateline */
    propositions *out;
} finder;

/* ---- proposition_terms.c: adds the term of a token, if it has one ---------------------- */

void proposition_add_term(const finder *finder, uint32_t at, term_role role, bool head);

/* ---- proposition_clauses.c --------------------------------------------------------------
 * Is there a clause at a word; does a child start one that is no part of its head's; does it only
 * tell what a claim is about; is it somebody's speech or view told as a deed; does it only carry
 * what is said; does a word start a proposition. And of nouns: is it all that is said; does it
 * include a detail; does it name an event. */

bool clause_is_there(const syntax *syntax, uint32_t at);
bool has_child_in(const syntax *syntax, uint32_t at, deprel deprel, const char *words);
bool clause_stands_apart(const finder *finder, uint32_t child);
bool clause_is_about(const finder *finder, uint32_t head);
bool clause_is_speech(const finder *finder, uint32_t number);
bool clause_is_view(const finder *finder, uint32_t number);
bool noun_is_said(const finder *finder, uint32_t at);
bool noun_includes(const finder *finder, uint32_t at);
bool clause_only_says(const finder *finder, uint32_t head);
bool clause_starts(const finder *finder, uint32_t at);
bool noun_names_event(const finder *finder, uint32_t at);

/* ---- proposition_mood.c --------------------------------------------------------------- */

bool clause_is_negated(const syntax *syntax, uint32_t head);
mood clause_mood(const finder *finder, uint32_t head);

/* What its speaker does with it: denies, asks, plans, mentions. */
void proposition_note_speech(const finder *finder, proposition *made);

/* ---- proposition_telling.c ------------------------------------------------------------ */

/* The first token behind a dateline: "ROME, March 14 (Agency) -- Two ministers met". */
uint32_t behind_dateline(const syntax *syntax, range extent);

/* The words of tokens without what no clause begins or ends with, and without a dateline. */
text_span proposition_span(const finder *finder, range extent);

/* The head of the clause that a clause or noun is told with, or TOKEN_NONE: it stands alone. */
uint32_t clause_lead(const finder *finder, uint32_t head);

/* Fills told, lead, unclear, fragment. */
void proposition_note_telling(const finder *finder, range own, proposition *made);

#endif
