/* add.h - taking reports into the store: read in batches, each kept in one transaction.
 *
 *   paths --> 64 reports --> known by their bytes? --> intake, on all workers --> BEGIN
 *                                                                                  known? else its
 * story, put arrived() for each  <--------------------------------------------------------- COMMIT
 */
#ifndef STORE_ADD_H
#define STORE_ADD_H

#include "compare/rarity.h"
#include "store/database.h"

/* What the caller of the store set, and where things come from. */
typedef struct adding {
    database *database;
    const rarity *rarity;
    memory *memory;
    readout_format format;
    unsigned jobs;
    size_t max_report_bytes;
    size_t max_files;
    void (*arrived)(void *payload, const readout_arrival *arrival);                /* may be NULL */
    bool (*progress)(void *payload, const char *stage, size_t done, size_t total); /* may be NULL */
    void *payload;
} adding;

/* Adds what `path` holds, as readout_add_path, or `input` when path is NULL. Not inside
 * memory_try. What was told as arrived stays, also after a failure. */
readout_status add_run(const adding *adding, const char *path, const readout_input *input,
                       readout_error *error);

#endif
