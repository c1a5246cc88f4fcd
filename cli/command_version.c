/* command_version.c - readout version. */
#include "command.h"
#include "output.h"

#include <string.h>

static int run(const options *options)
{
    output output;
    if (!output_open(&output, options))
        return EXIT_ERROR;
    const char *const words[] = {"readout ", readout_version(), "\n"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        output_write(&output, words[i], strlen(words[i]));
    return output_close(&output) ? EXIT_DONE : EXIT_ERROR;
}

const command command_version = {
    .name = "version",
    .operands = "",
    .summary = "the version of the program",
    .text = "Prints the version of the library that the program runs with.",
    .examples = {"readout version"},
    .scope = SCOPE_WRITE,
    .run = run,
};
