/* entity_sides.h - whose side somebody is on. */
#ifndef COMPARE_ENTITY_SIDES_H
#define COMPARE_ENTITY_SIDES_H

#include "compare/comparison.h"

/* Gives persons without a country that of the body that they have their office in. */
void entity_sides_fill(arena *scratch, pile_entity_array *entities);

#endif
