/* syntax.h - a report's dependency trees made ready for the rules of facts/.
 *
 *      A senior EU official told ABC that Ostrow has asked Tolland
 *      |________nsubj_____|  at  |obj| |________ccomp____________|
 *      low(official)    high(official)
 *
 * For each token its children, in order, and the tokens [low, high) that it and all below it
 * stand on. Everything lives in the arena it was made in. */
#ifndef FACTS_SYNTAX_H
#define FACTS_SYNTAX_H

#include "facts/facts.h"

/* Tokens [start, end) of the report. */
typedef struct range {
    uint32_t start;
    uint32_t end;
} range;

typedef struct syntax {
    const report *report;
    const analysis *analysis;
    const facts *facts;
    const token *tokens;
    uint32_t count;
    uint32_t *child;    /* [token]: its first child, or TOKEN_NONE */
    uint32_t *next;     /* [token]: the next child of the same head */
    uint32_t *low;      /* [token] */
    uint32_t *high;     /* [token] */
    uint32_t *quote;    /* [token]: the quotation whose words it is one of, or UINT32_MAX */
    uint32_t *sentence; /* [token] */
} syntax;

syntax syntax_of(arena *arena, const report *report, const analysis *analysis, const facts *facts);

str syntax_word(const syntax *syntax, uint32_t at);
str syntax_lemma(const syntax *syntax, uint32_t at);

/* Is the word, or the lemma, one of the choices, which are in lower case between spaces and shorter
 * than 24 bytes? The word may be in any case of ASCII letters. */
bool word_is(const syntax *syntax, uint32_t at, const char *choices);
bool lemma_is(const syntax *syntax, uint32_t at, const char *choices);

/* Is the token part of a name of this kind: "PER", "ORG"? */
bool name_is(const syntax *syntax, uint32_t at, const char *kind);

/* Is the relation to its head, with its subtype, this one: "nsubj:pass"? */
bool relation_is(const syntax *syntax, uint32_t at, const char *relation);

/* The first child by this relation; TOKEN_NONE if there is none. */
uint32_t child_by(const syntax *syntax, uint32_t at, deprel deprel);
uint32_t child_by_relation(const syntax *syntax, uint32_t at, const char *relation);

/* The preposition or other case marker of a phrase, its first one; TOKEN_NONE without one. */
uint32_t case_of(const syntax *syntax, uint32_t at);

/* Is it below `head`, or `head` itself? */
bool is_below(const syntax *syntax, uint32_t at, uint32_t head);

/* All of it: [low, high). */
range whole_of(const syntax *syntax, uint32_t at);

/* The same without white space, commas, stops and quotation marks at its ends. */
range trimmed(const syntax *syntax, range range);
text_span text_of(const syntax *syntax, range range);

/* The first of analysis.names that does not end before the token. */
uint32_t names_from(const analysis *analysis, uint32_t token);

range sentence_range(const syntax *syntax, uint32_t sentence);

/* The relation of a token, DEPREL_DEP where there are no trees. */
static inline deprel deprel_at(const syntax *syntax, uint32_t at)
{
    return (deprel)syntax->tokens[at].deprel;
}

static inline upos upos_at(const syntax *syntax, uint32_t at)
{
    return (upos)syntax->tokens[at].upos;
}

#endif
