/* shelf.h - reports in the store: what was added, and what intake made of it. */
#ifndef STORE_SHELF_H
#define STORE_SHELF_H

#include "intake/report.h"
#include "store/database.h"

/* Where a report stands. */
typedef struct shelf_place {
    int64_t report; /* its number, from 1 */
    int64_t story;
} shelf_place;

/* SHA-256 of what is added: the bytes, and what the caller gave with them. Equal bytes need not be
 * read again. */
str shelf_bytes_id(arena *arena, const readout_input *input);

/* SHA-256 of what makes a report this one and no other: its content, outlet, address, title and
 * date. The same words in another outlet are another report; the same report in a file of another
 * name, or exported and added again, is the same. */
str shelf_identity(arena *arena, const report *report);

bool shelf_find_bytes(database *database, str bytes_id, shelf_place *place);
bool shelf_find(database *database, str identity, shelf_place *place);

/* Puts a report into a story, which counts it. Gives its number; 0 after a failure. */
int64_t shelf_put(database *database, arena *scratch, const report *report,
                  const readout_input *given, str bytes_id, str identity, int64_t story);

/* What was added as report `number`, to be read again; everything lies in the arena. False when
 * there is no such report, or after a failure. */
bool shelf_original(database *database, arena *arena, int64_t number, readout_input *given);

/* What the stages made of a report, as bytes, with a hash of what they were made with. */
void shelf_keep_layers(database *database, arena *scratch, int64_t number, int64_t maker,
                       str bytes);

/* The same of a report whose layers were kept by that maker, and the SHA-256 of its content. False
 * when there are none, or when they are damaged, which is no failure: they can be made again. */
bool shelf_layers(database *database, arena *arena, int64_t number, int64_t maker, str *sha256,
                  str *bytes);

/* Keeps the text in step with what a newer version of intake makes of the original. */
void shelf_renew(database *database, int64_t number, str title, str text);

/* A date that the record of its story found for a report without one. */
void shelf_date(database *database, int64_t number, date date, str published);

/* The first and the last day of a date that may be a month or a year; false when there is none. */
bool shelf_days(date date, int32_t *first, int32_t *last);

#endif
