/* command_copies.c - readout copies: which reports are copies of others, and why. */
#include "pile.h"

static int run(const options *options)
{
    return pile_write_part(options, READOUT_PART_COPIES);
}

const command command_copies = {
    .name = "copies",
    .operands = "PATH...",
    .summary = "which reports are copies of others, and why",
    .text =
        "Lists the reports that derive from another one, verbatim, edited or paraphrased, with the "
        "evidence line by line, and texts that independent reports quote from one source.",
    .examples = {"readout copies reports/", "readout copies --json reports/"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_FACE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
