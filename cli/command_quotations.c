/* command_quotations.c - readout quotations: quotations, and where their versions differ. */
#include "pile.h"

static int run(const options *options)
{
    return pile_write_part(options, READOUT_PART_QUOTATIONS);
}

const command command_quotations = {
    .name = "quotations",
    .operands = "PATH...",
    .summary = "quotations, and where their versions differ",
    .text =
        "Lists every quotation with all its versions in the pile; those that differ come first, "
        "with the changes.",
    .examples = {"readout quotations reports/"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_FACE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
