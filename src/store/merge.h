/* merge.h - two stories of the store that turn out to be one. */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "store/database.h"

/* Makes one story of two: the one with more reports, or the older one, takes in the other's reports
 * and notes, and the other's number leads to it from then on. Gives the story that is left; 0 after
 * a failure. Inside a transaction. */
int64_t merge_stories(database *database, int64_t story, int64_t other);

/* The story that a number leads to: itself, or what the story became part of. */
int64_t merge_now(database *database, int64_t story);

/* A number that no story has or had. */
int64_t merge_next_story(database *database);

#endif
