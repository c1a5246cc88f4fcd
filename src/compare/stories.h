/* stories.h - groups a stream of reports into stories, one report at a time.
 *
 *   report --terms--> nearest open story, or a new one          open stories   (the window)
 *                                                                  |
 *                       nothing came for `window` days             v
 *                                                               closed: handed out, forgotten
 *
 * Two stories that a report joins become one, under the number of the older. A story whose reports
 * drift apart is split at the end of a day: what has its first report keeps the number, each other
 * part gets a new one and says where it comes from.
 *
 * Memory is bounded by the reports of the window; what is counted of words has a fixed size. */
#ifndef COMPARE_STORIES_H
#define COMPARE_STORIES_H

#include "compare/rarity.h"
#include "intake/report.h"

enum { STORY_WINDOW = 7 }; /* days, if nothing else is asked for */

typedef struct story_member {
    str id;
    date date;
} story_member;
typedef array_of(story_member) story_member_array;

/* A finished story; valid during the call. */
typedef struct story_told {
    uint32_t number; /* from 1, in the order of their first reports */
    const story_member *members;
    uint32_t count;
    date from; /* year 0: no report has a date */
    date to;
    str title;              /* of the report that is most like the whole */
    uint32_t split_from;    /* number of the story that it was part of at first, or 0 */
    const uint32_t *merged; /* numbers of stories that became part of it; they are not told */
    uint32_t merged_count;
} story_told;

typedef struct grouper grouper;

/* `threshold` 0 is the tuned one. `told` is called for each story that closes. */
grouper *grouper_open(arena *arena, uint32_t window, double threshold,
                      void (*told)(void *payload, const story_told *story), void *payload);

void grouper_add(grouper *grouper, const report *report);

/* The state as bytes, and a fresh grouper of the same window and threshold brought to it. False:
 * these are no state of such a grouper, or not whole; the grouper is of no use then. */
void grouper_save(const grouper *grouper, buffer *out);
bool grouper_load(grouper *grouper, str content);

/* Closes all stories. The grouper is empty then; its memory goes with the arena. */
void grouper_finish(grouper *grouper);

#endif
