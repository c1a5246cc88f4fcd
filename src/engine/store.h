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

/* Notes that there is no such story or report. Always false. */
bool store_missing(store_call *call, const char *what, uint64_t number);

#endif
