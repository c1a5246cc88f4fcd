/* command_timeline.c - readout timeline: what happened when. */
#include "pile.h"

static int run(const options *options)
{
    return pile_write_part(options, READOUT_PART_TIMELINE);
}

const command command_timeline = {
    .name = "timeline",
    .operands = "PATH...",
    .summary = "what happened when",
    .text =
        "Lists the dated happenings of all reports in order, with the expression that dates each.",
    .examples = {"readout timeline reports/"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_FACE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
