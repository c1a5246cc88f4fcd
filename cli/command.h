/* command.h - the commands: one file and one entry each, listed in command.c. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "flags.h"

/* Exit codes of every command. */
enum { EXIT_DONE = 0, EXIT_NOTHING = 1, EXIT_ERROR = 2 };

typedef struct command {
    const char *name;
    const char *operands;    /* as the synopsis shows them: "PATH..." */
    const char *summary;     /* one line, no full stop */
    const char *text;        /* what it does, for help and the man page */
    const char *examples[4]; /* command lines; the last is NULL */
    unsigned scope;
    size_t operands_min; /* words that it needs at least */
    bool takes_operands;
    int (*run)(const options *options); /* operands[0] is its first, the name is gone */
} command;

extern const command command_brief;
extern const command command_extract;
extern const command command_statements;
extern const command command_quotations;
extern const command command_copies;
extern const command command_differences;
extern const command command_claims;
extern const command command_timeline;
extern const command command_annotate;
extern const command command_stories;
extern const command command_add;
extern const command command_search;
extern const command command_export;
extern const command command_serve;
extern const command command_stages;
extern const command command_show;
extern const command command_help;
extern const command command_version;

/* All of them in the order in which help shows them; NULL behind the last. */
extern const command *const commands[];

/* The command with this name, or NULL. */
const command *command_find(const char *name);

#endif
