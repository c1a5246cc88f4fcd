/* pile.h - what the commands that read reports have in common. */
#ifndef CLI_PILE_H
#define CLI_PILE_H

#include "command.h"
#include "progress.h"

/* A model, an engine, and the reports of the command line in it. */
typedef struct pile {
    readout_model *model;
    readout *engine;
    progress progress;
    bool missing; /* a path did not exist: the rest is read, the exit code is 2 */
} pile;

/* Opens an engine that runs the stages up to `until` (NULL: all) and adds every path. False
 * after a message. Close it in either case. */
bool pile_open(pile *pile, const options *options, const char *until, const char *const *paths,
               size_t count);
void pile_close(pile *pile);

/* Runs a command that writes a part of the record: reads the reports, names those with
 * problems on standard error, writes. Gives the exit code. */
int pile_write_part(const options *options, readout_part part);

#endif
