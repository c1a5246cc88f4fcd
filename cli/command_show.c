/* command_show.c - readout show LAYER FILE...: one layer as text, to look at every step. */
#include "message.h"
#include "output.h"
#include "pile.h"
#include "suggest.h"

#include <string.h>

/* False after a message when there is no such layer. */
static bool check_layer(const char *layer)
{
    const readout_stage *stage;
    suggestion suggestion = suggest_start(layer, strlen(layer));
    for (size_t i = 0; (stage = readout_stage_at(i)) != NULL; i++) {
        if (strcmp(stage->name, layer) == 0)
            return true;
        suggest_try(&suggestion, stage->name);
    }
    if (suggestion.best != NULL)
        message("there is no layer '%s'; did you mean '%s'?", layer, suggestion.best);
    else
        message("there is no layer '%s'; readout stages lists them", layer);
    return false;
}

static int show(pile *pile, const options *options)
{
    output output;
    readout_error error;
    if (!output_open(&output, options))
        return EXIT_ERROR;
    readout_status status =
        readout_show(pile->engine, options->operands[0], output_write, &output, &error);
    progress_clear(&pile->progress);
    if (status != READOUT_OK && status != READOUT_ERR_IO) {
        message("%s", error.message);
        output_drop(&output);
        return EXIT_ERROR;
    }
    return output_close(&output) ? EXIT_DONE : EXIT_ERROR;
}

static int run(const options *options)
{
    pile pile;
    int result = EXIT_ERROR;
    if (!check_layer(options->operands[0]))
        return EXIT_ERROR;
    if (pile_open(&pile, options, options->operands[0], options->operands + 1,
                  options->operand_count - 1))
        result = show(&pile, options);
    if (pile.missing)
        result = EXIT_ERROR;
    else if (result == EXIT_DONE && readout_report_count(pile.engine) == 0)
        result = EXIT_NOTHING;
    pile_close(&pile);
    return result;
}

const command command_show = {
    .name = "show",
    .operands = "LAYER PATH...",
    .summary = "one step of the analysis, for a person to look at",
    .text = "Runs the stages up to LAYER and prints that layer as text: what the sentences are, "
            "which quotation marks were paired, and so on. readout stages lists the layers.",
    .examples = {"readout show sentences report.txt"},
    .scope = SCOPE_READ | SCOPE_WRITE,
    .operands_min = 2,
    .takes_operands = true,
    .run = run,
};
