/* main.c - readout, the program: finds the command, checks its flags, runs it. */
#include "command.h"
#include "manual.h"
#include "message.h"
#include "output.h"
#include "suggest.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool looks_like_path(const char *word)
{
    struct stat status;
    return strcmp(word, "-") == 0 || strpbrk(word, "/.") != NULL || stat(word, &status) == 0;
}

static void name_nearest(const char *word)
{
    suggestion suggestion = suggest_start(word, strlen(word));
    for (const command *const *command = commands; *command != NULL; command++)
        suggest_try(&suggestion, (*command)->name);
    if (suggestion.best != NULL)
        message("'%s' is neither a command nor a file; did you mean '%s'?", word, suggestion.best);
    else
        message("'%s' is neither a command nor a file; see readout --help", word);
}

/* What to do when no word says it. */
static const command *choose_without_words(const options *options)
{
    if (options->version)
        return &command_version;
    if (options->help || options->man || options->completion != NULL)
        return &command_help;
    manual_general(stderr);
    return NULL;
}

/* The command that the first word names, and the words behind it; brief for a path. NULL after
 * a message. */
static const command *choose(options *options)
{
    if (options->operand_count == 0)
        return choose_without_words(options);
    const char *word = options->operands[0];
    const command *command = command_find(word);
    if (command != NULL) {
        options->operand_count--;
        memmove(options->operands, options->operands + 1,
                options->operand_count * sizeof *options->operands);
        return command;
    }
    if (looks_like_path(word))
        return &command_brief;
    name_nearest(word);
    return NULL;
}

static int show_help(const options *options, const command *command)
{
    output output;
    if (!output_open(&output, &(struct options){.output = options->output}))
        return EXIT_ERROR;
    manual_command(output.file, command);
    return output_close(&output) ? EXIT_DONE : EXIT_ERROR;
}

/* False after a message when the words do not fit the command. */
static bool check(const options *options, const command *command, unsigned used)
{
    const flag *outside = flags_outside(used, command->scope);
    if (outside != NULL)
        message("%s takes no --%s; see readout %s --help", command->name, outside->name,
                command->name);
    else if (options->format != FORMAT_FACE && (command->scope & SCOPE_EXPORT) == 0)
        message("only readout export writes jsonl and sqlite");
    else if (options->operand_count < command->operands_min)
        message("%s needs %s; see readout %s --help", command->name, command->operands,
                command->name);
    else if (options->operand_count > 0 && !command->takes_operands)
        message("%s takes no '%s'; see readout %s --help", command->name, options->operands[0],
                command->name);
    else
        return true;
    return false;
}

static int run(int argc, char **argv, options *options)
{
    char reason[512];
    unsigned used = 0;
    if (!flags_parse(argc, argv, options, &used, reason, sizeof reason)) {
        message("%s%s", reason, strchr(reason, '?') != NULL ? "" : "; see readout --help");
        return EXIT_ERROR;
    }
    const command *command = choose(options);
    if (command == NULL)
        return EXIT_ERROR;
    if (options->version)
        return command_version.run(&(struct options){0});
    if (options->help && command != &command_help)
        return show_help(options, command);
    return check(options, command, used) ? command->run(options) : EXIT_ERROR;
}

int main(int argc, char **argv)
{
    options options = {0};
    signal(SIGPIPE, SIG_IGN);
    int result = run(argc, argv, &options);
    free(options.operands);
    return result;
}
