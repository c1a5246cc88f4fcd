/* command_differences.c - readout differences: what copies got wrong. */
#include "pile.h"

static int run(const options *options)
{
    return pile_write_part(options, READOUT_PART_DIFFERENCES);
}

const command command_differences = {
    .name = "differences",
    .operands = "PATH...",
    .summary = "what copies got wrong",
    .text =
        "Lists where a copy altered what it copied, with both sentences: negations that came or "
        "went, other numbers, swapped roles, what may be told as what is, one source told as "
        "several, lost attributions, names spelt in another way.",
    .examples = {"readout differences reports/", "readout differences --json reports/"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_FACE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
