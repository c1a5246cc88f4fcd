/* splitter_parts.h - the two halves of the splitter, for splitter.c only. */
#ifndef LANGUAGE_SPLITTER_PARTS_H
#define LANGUAGE_SPLITTER_PARTS_H

#include "language/splitter.h"

/* gaps.c: decides each gap between the atoms (padded); gaps[i] is the one before atom i. */
void gaps_decide(const splitter *splitter, str text, const atom *atoms, uint32_t count,
                 uint8_t *gaps);

/* ends.c: marks the last piece of each sentence. `scratch` for one byte a piece. */
void ends_decide(const splitter *splitter, arena *scratch, str text, piece *pieces, uint32_t count);

/* One feature: a template's number and up to three values, hashed. */
static inline uint32_t feature(uint32_t template_number, uint32_t a, uint32_t b, uint32_t c)
{
    uint32_t hash = (a + template_number) * 0x9e3779b1u;
    hash = (hash ^ (hash >> 15) ^ b) * 0x85ebca6bu;
    hash = (hash ^ (hash >> 13) ^ c) * 0xc2b2ae35u;
    hash ^= template_number * 0x27d4eb2fu;
    hash = (hash ^ (hash >> 16)) * 0x7feb352du;
    return hash ^ (hash >> 15);
}

#endif
