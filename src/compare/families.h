/* families.h - reports that descend from one text of the pile. */
#ifndef COMPARE_FAMILIES_H
#define COMPARE_FAMILIES_H

#include "compare/comparison.h"

/* [report]: the report that it was copied from, as far back as the pile goes, or itself. */
uint32_t *families_of(arena *arena, uint32_t reports, const copy_array *copies);

#endif
