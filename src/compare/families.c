/* families.c - see families.h. */
#include "compare/families.h"

enum { HOPS_MAX = 8 }; /* copies of copies of copies; more would be a circle */

uint32_t *families_of(arena *arena, uint32_t reports, const copy_array *copies)
{
    uint32_t *family = arena_array(arena, uint32_t, reports);
    uint32_t *parent = arena_array(arena, uint32_t, reports);
    for (uint32_t i = 0; i < reports; i++)
        parent[i] = i;
    for (uint32_t i = 0; i < copies->count; i++)
        if (copies->items[i].copy < reports && copies->items[i].of < reports)
            parent[copies->items[i].copy] = copies->items[i].of;
    for (uint32_t i = 0; i < reports; i++) {
        uint32_t at = i;
        for (uint32_t hop = 0; hop < HOPS_MAX && parent[at] != at; hop++)
            at = parent[at];
        family[i] = at;
    }
    return family;
}
