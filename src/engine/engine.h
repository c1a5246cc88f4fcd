/* engine.h - readout.h implemented: the engine's own state and the corridor's stage table. */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "compare/comparison.h"
#include "language/given.h"
#include "learn/model.h"

#include <readout.h>

/* A report on its way through the corridor. Its layers live in its own arena. */
typedef struct entry {
    memory memory; /* of the worker that has it; here so that its address stays */
    arena source;  /* what was added, until it has been read */
    arena arena;
    readout_input input; /* empty content and no problem: an empty file */
    bool json_line;      /* input.content is a JSON line that is still to be read */
    str problem;         /* why there is no content */
    bool read;           /* all layers below are finished */
    bool kept;           /* a store had them */
    bool failed;         /* memory ran out in a worker */
    report report;
    analysis analysis;
    facts facts;
    given *given; /* the sentences of CoNLL-U, else NULL */
} entry;

struct readout {
    const model *model;
    readout_options options;
    const struct stage *end; /* the first stage that does not run */
    memory memory;
    arena arena; /* the list of entries */
    entry **entries;
    uint32_t count;
    uint32_t capacity;
};

/* A worker's or the pile's view of what a stage works on. */
typedef struct stage_report {
    const model *model;
    entry *entry;
    arena *scratch;
    const struct stage *end;
} stage_report;

typedef struct stage_pile {
    const model *model;
    const pile *pile;
    arena *keep;
    arena *scratch;
    comparison *comparison;
} stage_pile;

/* A stage works on one report or on the pile; the other function is NULL. */
typedef struct stage {
    readout_stage about;
    void (*one)(const stage_report *work);
    void (*all)(const stage_pile *work);
} stage;

/* The corridor, in order; one more has about.name NULL. */
extern const stage stages[];

/* The stage behind that of the name, or the end of the table; the end for NULL. NULL: no stage
 * has the name. */
const stage *stage_behind(const char *name);

/* Runs the report stages on every entry that has not been through them. */
readout_status corridor_read(readout *engine, readout_error *error);

/* Runs the pile stages. Called inside memory_try. */
void corridor_compare(readout *engine, arena *keep, arena *scratch, pile *pile,
                      comparison *comparison);

/* Adds an empty entry at the end. NULL when memory ran out. */
entry *engine_add_entry(readout *engine);

/* Takes back the entries behind `count`. */
void engine_drop_entries(readout *engine, uint32_t count);

#endif
