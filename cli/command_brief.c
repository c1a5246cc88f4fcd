/* command_brief.c - readout brief: the record of a pile of reports as a page. */
#include "pile.h"

static int run(const options *options)
{
    return pile_write_part(options, READOUT_PART_BRIEF);
}

const command command_brief = {
    .name = "brief",
    .operands = "PATH...",
    .summary = "the record of a pile of reports as a page",
    .text =
        "Reads every report and writes the whole record: the reports with their dates, which are "
        "copies of others and the evidence for it, who said what, quotations that differ, the "
        "timeline, and what was left out. Every line ends with its source. This is what "
        "readout does when no command is named.",
    .examples = {"readout brief reports/", "readout brief --format md -o brief.md reports/",
                 "readout brief --format html -o story.html reports/"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_FACE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
