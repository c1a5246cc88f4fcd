/* notes.h - the analyst's notes and grades beside the items of a record.
 *
 * A note hangs on an item by kind and id, and remembers what the item says. Ids of claims,
 * quotations and entities are numbers of one record; when a further report makes another record,
 * a note goes to the item that says the same. */
#ifndef STORE_NOTES_H
#define STORE_NOTES_H

#include "store/database.h"

enum { NOTES_TEXT_MAX = 64 << 10, NOTES_OF_STORY_MAX = 10000 };

/* Writes a note, or takes it away when it is empty. `record` is the story's current record as
 * JSON. READOUT_ERR_ARGUMENT for a kind, grade or text that cannot be, READOUT_ERR_INPUT when there
 * is no such item. */
readout_status notes_put(database *database, arena *scratch, int64_t story, str record,
                         const readout_note *note, readout_error *error);

/* Lets the notes of a story find their items in its new record. */
void notes_attach(database *database, arena *scratch, int64_t story, str record);

#endif
