/* store.h - the store as the engine has it: the database, and an engine that makes records. */
#ifndef ENGINE_STORE_H
#define ENGINE_STORE_H

#include "compare/rarity.h"
#include "engine/engine.h"
#include "record/record.h"
#include "store/database.h"
#include "store/story.h"

struct readout_store {
    memory memory;
    arena arena;   /* as long as the store */
    arena scratch; /* of one call */
    database database;
    const model *model; /* NULL: nothing can be analysed */
    readout_store_options options;
    readout *engine; /* reads the reports of one story, then is emptied */
    rarity rarity;
    bool ready; /* rarity is made */
};

/* One call of the public functions: checks, runs `body` inside memory_try, settles the database. */
typedef struct store_call {
    readout_store *store;
    const void *input; /* of the body */
    record_sink sink;
    uint64_t number;
    uint64_t result;
    readout_status status; /* set by the body when it is no failure of the database */
    readout_error *error;
} store_call;

readout_status store_run(store_call *call, void (*body)(void *call));

/* The versions that its records are made with. */
story_maker store_maker(const readout_store *store);

/* Adds the reports to the store's engine in their order: with the layers that are kept of them, or
 * with their originals, which lie in `keep`, to be read. Inside store_run. */
bool store_take_reports(readout_store *store, arena *keep, const number_array *reports);

/* Keeps the layers of those that had to be read. Inside store_run, in a transaction. */
void store_keep_reports(readout_store *store, const number_array *reports);

/* Notes that there is no such story or report. Always false. */
bool store_missing(store_call *call, const char *what, uint64_t number);

#endif
