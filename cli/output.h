/* output.h - where a command's data goes: standard output, or a file that appears as a whole
 * or not at all (a temporary file beside it, renamed at the end). */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "flags.h"

#include <stdio.h>

typedef struct output {
    FILE *file;
    const char *name; /* for messages */
    char *target;     /* what the temporary file becomes, or NULL */
    char *temporary;
    int failure; /* errno of the first write that failed, or 0 */
} output;

/* False when the file cannot be made; a message says why. */
bool output_open(output *output, const options *options);

/* A readout_writer; the payload is the output. */
bool output_write(void *payload, const char *data, size_t len);

/* Finishes the file. False when not everything could be written; then a message says why and
 * no file appears. A reader that went away (a closed pipe) is no failure. */
bool output_close(output *output);

/* Forgets the file: nothing appears. */
void output_drop(output *output);

/* Will a person see it? */
bool output_is_terminal(const output *output);

#endif
