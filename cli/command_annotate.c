/* command_annotate.c - readout annotate: sentences, words, tags, trees and names as CoNLL-U. */
#include "message.h"
#include "output.h"
#include "pile.h"

/* Names what is wrong with reports. */
static void name_problems(const readout *engine, bool quiet)
{
    readout_str path;
    readout_str problem;
    const size_t count = readout_report_count(engine);
    for (size_t i = 0; i < count && !quiet; i++)
        if (readout_report_problem(engine, i, &path, &problem) && problem.len > 0)
            message_about(path, problem);
}

typedef struct counting {
    output *output;
    bool any;
} counting;

static bool write_some(void *payload, const char *data, size_t len)
{
    counting *counting = payload;
    counting->any = counting->any || len > 0;
    return output_write(counting->output, data, len);
}

static int annotate(pile *pile, const options *options)
{
    output output;
    readout_error error;
    if (!output_open(&output, options))
        return EXIT_ERROR;
    counting counting = {&output, false};
    readout_status status = readout_annotate(pile->engine, write_some, &counting, &error);
    progress_clear(&pile->progress);
    if (status != READOUT_OK && status != READOUT_ERR_IO) {
        message("%s", error.message);
        output_drop(&output);
        return EXIT_ERROR;
    }
    name_problems(pile->engine, options->quiet);
    if (!output_close(&output))
        return EXIT_ERROR;
    return counting.any ? EXIT_DONE : EXIT_NOTHING;
}

static int run(const options *options)
{
    pile pile;
    int result = EXIT_ERROR;
    if (pile_open(&pile, options, "names", options->operands, options->operand_count) &&
        (readout_report_count(pile.engine) > 0 || !pile.missing))
        result = annotate(&pile, options);
    if (pile.missing)
        result = EXIT_ERROR;
    pile_close(&pile);
    return result;
}

const command command_annotate = {
    .name = "annotate",
    .operands = "PATH...",
    .summary = "sentences, words, tags, trees and names as CoNLL-U",
    .text = "Writes what the language model makes of each report, in the ten columns of CoNLL-U. "
            "Names stand in the last one as NE=B-PER, NE=I-PER. With --input conllu the files are "
            "CoNLL-U themselves: their sentences and words stay, the other columns are filled.",
    .examples = {"readout annotate report.txt",
                 "readout annotate --input conllu treebank.conllu > parsed.conllu"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_INPUT,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
