/* command_stages.c - readout stages: the corridor's stages in order. */
#include "command.h"
#include "output.h"

#include <string.h>

static void write_text(output *output, const char *text)
{
    output_write(output, text, strlen(text));
}

static void write_padded(output *output, const char *text, size_t width)
{
    write_text(output, text);
    for (size_t i = strlen(text); i < width; i++)
        write_text(output, " ");
}

static int run(const options *options)
{
    enum { NAME = 14, ROOM = 10 };
    output output;
    if (!output_open(&output, options))
        return EXIT_ERROR;
    const readout_stage *stage;
    for (size_t i = 0; (stage = readout_stage_at(i)) != NULL; i++) {
        write_padded(&output, stage->name, NAME);
        write_padded(&output, stage->room, ROOM);
        write_text(&output, stage->summary);
        write_text(&output, "\n");
    }
    return output_close(&output) ? EXIT_DONE : EXIT_ERROR;
}

const command command_stages = {
    .name = "stages",
    .operands = "",
    .summary = "the steps that a report goes through",
    .text = "Lists the stages in the order in which they run: the name of the stage and of the "
            "layer that it makes, the folder of its source, and what it does. readout show "
            "prints a layer.",
    .examples = {"readout stages"},
    .scope = SCOPE_WRITE,
    .run = run,
};
