/* command_claims.c - readout claims: what is claimed, by how many, and who denies it. */
#include "pile.h"

static int run(const options *options)
{
    return pile_write_part(options, READOUT_PART_CLAIMS);
}

const command command_claims = {
    .name = "claims",
    .operands = "PATH...",
    .summary = "what is claimed, from how many roots, and who denies it",
    .text =
        "Lists what the reports claim: contested claims first, with both sides, then what several "
        "reports carry. Each has the number of documents that carry it, of reports once copies "
        "are folded, and of independent roots that it can be traced back to inside the pile: a "
        "range where unnamed sources may be the same. With --explain C4, each place that carries "
        "the claim is shown with the way back to its root and why it was counted or folded.",
    .examples = {"readout claims reports/", "readout claims --explain C4 reports/"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_FACE | SCOPE_CLAIMS,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
