/* story.h - stories in the store, and their records as they were last computed. */
#ifndef STORE_STORY_H
#define STORE_STORY_H

#include "record/json.h"
#include "store/database.h"

/* What makes the record that is kept the one that would be computed now. */
typedef struct story_maker {
    const char *engine; /* a hash of its rules */
    const char *model;
} story_maker;

typedef array_of(int64_t) number_array;

/* The version of a story, from 1; 0 when there is none. */
int64_t story_version(database *database, int64_t story);

/* Its reports, in the order in which they were added. */
void story_members(database *database, arena *arena, int64_t story, number_array *members);

/* The record that is kept, when it is of the story's version and of this maker. */
bool story_record(database *database, arena *arena, int64_t story, const story_maker *maker,
                  str *json);

/* How many things a record has, for the list. */
typedef struct story_counts {
    uint32_t copies;
    uint32_t claims;
    uint32_t contested; /* of these */
    uint32_t statements;
    uint32_t quotations;
    uint32_t differences;
} story_counts;

void story_keep(database *database, arena *scratch, int64_t story, int64_t version,
                const story_maker *maker, const story_counts *counts, str json);

/* The stories without a current record, oldest first, at most `max`. */
void story_stale(database *database, arena *arena, const story_maker *maker, int64_t after,
                 uint32_t max, number_array *stories);

/* Forgets who is named in a report, and notes it anew. */
void story_forget_mentions(database *database, int64_t report);
void story_mention(database *database, int64_t report, str name, bool speaks);

/* Writes the story's own keys: "id" to "permalink". False when there is no such story. */
bool story_write_about(json *json, database *database, arena *scratch, int64_t story);

/* Writes its reports as a list. */
void story_write_members(json *json, database *database, arena *scratch, int64_t story);

/* A day number as "2022-03-14"; null when the column is NULL. */
void story_write_day(json *json, arena *scratch, const query *query, int column);

#endif
