/* command.c - the list of commands. A new one is a file and a line here. */
#include "command.h"

#include <string.h>

const command *const commands[] = {
    &command_brief,      &command_extract,  &command_statements,
    &command_quotations, &command_copies,   &command_differences,
    &command_claims,     &command_timeline, &command_annotate,
    &command_stories,    &command_stages,   &command_show,
    &command_help,       &command_version,  NULL,
};

const command *command_find(const char *name)
{
    for (const command *const *command = commands; *command != NULL; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}
