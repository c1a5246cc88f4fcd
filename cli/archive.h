/* archive.h - what the commands that work on a store have in common. */
#ifndef CLI_ARCHIVE_H
#define CLI_ARCHIVE_H

#include "command.h"

/* A store and what it needs. */
typedef struct archive {
    readout_model *model;
    readout_store *store;
} archive;

/* Opens the store that the first operand names. `wanted` may have callbacks; jobs, limits and
 * formats come from the command line. False after a message. Close it in either case. */
bool archive_open(archive *archive, const options *options, readout_store_options wanted,
                  bool with_model);
void archive_close(archive *archive);

#endif
