/* inset.h - what a page's script put into the midst of a line, to be taken out of it. */
#ifndef INTAKE_INSET_H
#define INTAKE_INSET_H

#include "base/str.h"

/* A box of links behind a name, which lost its borders when the page was read:
 *
 *     "Mayor Ann Lee[ Ann Mary LeeCouncil votes on bridge Bridge stays shut MORE] said on Monday"
 *
 * The name again, in full, runs into the first of several headlines; MORE in capitals ends it.
 * Finds the first one at or behind `from`; false if there is none. */
bool inset_find(str line, size_t from, size_t *start, size_t *end);

/* "CLOSE A fire destroyed ...": what is left of a player's button before the words below it. */
bool inset_is_caption(str line);

#endif
