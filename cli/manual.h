/* manual.h - help, the manual page and the completions, made from the tables of commands and
 * flags. */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "command.h"

#include <stdio.h>

void manual_general(FILE *file);                         /* readout --help */
void manual_command(FILE *file, const command *command); /* readout COMMAND --help */
void manual_page(FILE *file);                            /* mdoc, for man(1) */
void manual_completion(FILE *file, const char *shell);   /* "bash", "zsh" or "fish" */

/* What the three of them say alike. */
typedef struct manual_entry {
    const char *key;
    const char *text;
} manual_entry;

extern const manual_entry manual_exits[];    /* exit codes; key NULL behind the last */
extern const manual_entry manual_examples[]; /* a command line and what it does */
extern const manual_entry manual_variables[];

#endif
