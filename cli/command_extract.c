/* command_extract.c - readout extract: clean text and metadata of each report. */
#include "pile.h"

static int run(const options *options)
{
    return pile_write_part(options, READOUT_PART_EXTRACT);
}

const command command_extract = {
    .name = "extract",
    .operands = "PATH...",
    .summary = "clean text and metadata of each report",
    .text =
        "Shows what each report was read as: title, outlet, authors, date, the text of the story, "
        "and everything that was left out. With --json one line a report.",
    .examples = {"readout extract page.html", "readout extract --json reports/ | head -1"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_FACE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
