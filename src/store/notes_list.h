/* notes_list.h - writing notes as JSON. */
#ifndef STORE_NOTES_LIST_H
#define STORE_NOTES_LIST_H

#include "record/json.h"
#include "store/database.h"

/* Writes the notes of a story as the items of a list, or the one beside an item when `kind` is not
 * empty. Gives their number. */
uint32_t notes_write(json *json, database *database, int64_t story, str kind, str item);

#endif
