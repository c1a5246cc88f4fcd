/* place.h - which story a report belongs to. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include "compare/rarity.h"
#include "intake/report.h"
#include "store/database.h"

/* The words by which a report's story is found. */
enum { PLACE_TERMS = 24 };
typedef struct place_terms {
    uint32_t keys[PLACE_TERMS]; /* heaviest first */
    uint32_t count;
} place_terms;

void place_read(arena *scratch, const rarity *rarity, const report *report, place_terms *terms);

/* The story that the report joins: one that is there, or a new and empty one. 0 after a failure. */
int64_t place_find(database *database, arena *scratch, const report *report,
                   const place_terms *terms);

/* Notes the terms of a report, so that later ones find it. */
void place_note(database *database, int64_t number, const report *report, const place_terms *terms);

#endif
