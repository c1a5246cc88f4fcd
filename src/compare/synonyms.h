/* synonyms.h - groups of words that news use for the same thing: ask, request, appeal. */
#ifndef COMPARE_SYNONYMS_H
#define COMPARE_SYNONYMS_H

#include "base/map.h"

/* Lemmas between spaces; NULL behind the last group. */
extern const char *const synonym_rows[];

typedef struct synonyms {
    map known; /* lemma -> group + 1 */
} synonyms;

void synonyms_init(arena *arena, synonyms *synonyms);

/* The group of a lemma, from 1; 0: none. A word is in one group at most: its first. */
uint16_t synonyms_group(const synonyms *synonyms, str lemma);

#endif
