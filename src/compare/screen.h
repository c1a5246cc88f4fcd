/* screen.h - can two reports be copies at all? Asked of every candidate before they are compared
 * sentence by sentence.
 *
 *   one report  --load-->  its names, numbers and runs of words, ready to look up
 *   many others --ask--->  at most so many signs in common: a bound of the score
 *
 * A pair that would be called a copy (relation.h) is not turned away, but for what a sample may
 * miss once in thousands: what is computed is more than what a comparison can find. */
#ifndef COMPARE_SCREEN_H
#define COMPARE_SCREEN_H

#include "compare/traits.h"

typedef struct screen screen;

screen *screen_open(arena *arena);

/* The report that others are asked about; `traits` must outlive that. */
void screen_load(screen *screen, const traits *traits);

/* False: the loaded report and this one are no copies of each other. */
bool screen_passes(screen *screen, const traits *other);

#endif
