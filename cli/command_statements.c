/* command_statements.c - readout statements: who said what, by speaker. */
#include "pile.h"

static int run(const options *options)
{
    return pile_write_part(options, READOUT_PART_STATEMENTS);
}

const command command_statements = {
    .name = "statements",
    .operands = "PATH...",
    .summary = "who said what, by speaker",
    .text =
        "Lists the statements of the reports under their speakers: named ones first, then unnamed "
        "ones, each with what was said, the word that marks it, and its source. With --format tsv "
        "it "
        "is a table, one line a statement.",
    .examples = {"readout statements reports/", "readout statements --format tsv reports/"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_FACE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
