/* claim_roots.h - where a span of a claim comes from.
 *
 *   span > statement > speaker > channel > tellers > report > copy of
 *                        ^ the origin: the first of whom the pile knows */
#ifndef COMPARE_CLAIM_ROOTS_H
#define COMPARE_CLAIM_ROOTS_H

#include "compare/claims.h"

/* Whose word a span is. */
typedef struct origin {
    uint32_t key;       /* equal keys are one origin for sure */
    uint32_t entity;    /* of the pile, or READOUT_NONE */
    uint32_t country;   /* key of the side that it speaks for, or 0 */
    uint32_t statement; /* or UINT32_MAX: the report's own voice */
    str text;
    bool named;
    bool own;
    bool loose;      /* "it", "the letter": of whom the report does not tell who it is */
    bool speaks_for; /* a spokesman: one voice with his government or organisation */
    bool government; /* a government as such: China, the Kremlin */
} origin;

origin origin_of(const claiming *claiming, uint32_t report, uint32_t statement);

/* "The Gazette (report 3)". */
str report_label(const claiming *claiming, uint32_t report);

/* Is one of its words in the list? As words_in. */
bool span_has(const reading *reading, text_span span, const char *list);

/* The side that a statement's speaker is on, as a key: his country, else himself. */
uint32_t root_party_key(const claiming *claiming, uint32_t report, uint32_t statement);

#endif
