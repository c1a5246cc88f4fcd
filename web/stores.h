/* stores.h - a store for each thread that needs one, at most so many; others wait. */
#ifndef WEB_STORES_H
#define WEB_STORES_H

#include <readout.h>

typedef struct stores stores;

/* `model` and `path` must outlive it. NULL when memory ran out. */
stores *stores_open(const char *path, const readout_model *model, unsigned most);
void stores_close(stores *stores);

/* A store to use until it is given back. NULL with the error when it cannot be opened. */
readout_store *stores_take(stores *stores, readout_error *error);
void stores_give(stores *stores, readout_store *store);

/* A number that is another one whenever anything in the store was changed; 0 when that cannot be
 * told. It is asked of a store of its own, which changes nothing itself. */
uint64_t stores_changes(stores *stores);

#endif
