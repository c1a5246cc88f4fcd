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
    .text = "Lists the dated happenings of all reports in order: what several reports tell is one "
            "entry, copies are shown but count for nothing, and each says which words date it and "
            "how. A bar shows how exact a date is. What cannot be dated stands last. With --format "
            "ics it is a calendar, with --format csv a table.",
    .examples = {"readout timeline reports/",
                 "readout timeline --format ics -o story.ics reports/"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_FACE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
