/* command_stories.c - readout stories: groups an archive or a stream into stories. */
#include "command.h"
#include "message.h"
#include "output.h"

static int write_stories(const readout_model *model, const options *options)
{
    output output;
    readout_error error;
    const readout_stories_options wanted = {.window_days = options->window,
                                            .face = options->face,
                                            .state = options->state,
                                            .finish = options->finish};
    if (!output_open(&output, options))
        return EXIT_ERROR;
    readout_status status = readout_stories_write(
        model, &wanted, options->operands, options->operand_count, output_write, &output, &error);
    if (status != READOUT_OK && status != READOUT_ERR_IO) {
        message("%s", error.message);
        output_drop(&output);
        return EXIT_ERROR;
    }
    return output_close(&output) ? EXIT_DONE : EXIT_ERROR;
}

static int run(const options *options)
{
    readout_model *model;
    readout_error error;
    if (options->face != READOUT_FACE_TEXT && options->face != READOUT_FACE_JSON) {
        message("stories are written as text or JSON lines");
        return EXIT_ERROR;
    }
    if (readout_model_load(options->model, &model, &error) != READOUT_OK) {
        message("%s", error.message);
        return EXIT_ERROR;
    }
    int result = write_stories(model, options);
    readout_model_free(model);
    return result;
}

const command command_stories = {
    .name = "stories",
    .operands = "PATH...",
    .summary = "groups an archive or a stream of reports into stories",
    .text = "Groups reports by time, names and words. Lines of JSON are read one by one, from a "
            "file or standard input, in the order of their dates; a story is written when nothing "
            "came for it in the days of --window. With --json, one line a story. With --state, the "
            "stories that are still open at the end are kept for the next run instead of being "
            "written: runs one after another write what one run would. In what order the reports "
            "of one day come does not matter.",
    .examples = {"readout stories --json --window 3 archive.jsonl",
                 "readout stories --json --state open.stories today.jsonl"},
    .scope = SCOPE_READ | SCOPE_WRITE | SCOPE_FACE | SCOPE_STORIES,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
