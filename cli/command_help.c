/* command_help.c - readout help: help, the manual page, the completions. */
#include "command.h"
#include "manual.h"
#include "message.h"
#include "output.h"

static int run(const options *options)
{
    const char *topic = options->operand_count > 0 ? options->operands[0] : NULL;
    const command *command = topic != NULL ? command_find(topic) : NULL;
    output output;
    if (topic != NULL && command == NULL) {
        message("there is no command '%s'; readout help lists them", topic);
        return EXIT_ERROR;
    }
    if (!output_open(&output, options))
        return EXIT_ERROR;
    if (options->man)
        manual_page(output.file);
    else if (options->completion != NULL)
        manual_completion(output.file, options->completion);
    else if (command != NULL)
        manual_command(output.file, command);
    else
        manual_general(output.file);
    return output_close(&output) ? EXIT_DONE : EXIT_ERROR;
}

const command command_help = {
    .name = "help",
    .operands = "[COMMAND]",
    .summary = "help on the program or on a command",
    .text = "Prints help. With --man it prints the manual page for man(1), with --completion the "
            "completions for a shell.",
    .examples = {"readout help copies", "readout help --completion bash"},
    .scope = SCOPE_WRITE | SCOPE_MANUAL,
    .takes_operands = true,
    .run = run,
};
