/* archive.c - see archive.h. */
#include "archive.h"

#include "message.h"

bool archive_open(archive *archive, const options *options, readout_store_options wanted,
                  bool with_model)
{
    readout_error error;
    *archive = (struct archive){0};
    wanted.jobs = options->jobs;
    wanted.max_report_bytes = options->max_report_bytes;
    wanted.format = options->input;
    if ((!with_model ||
         readout_model_load(options->model, &archive->model, &error) == READOUT_OK) &&
        readout_store_open(options->operands[0], archive->model, &wanted, &archive->store,
                           &error) == READOUT_OK)
        return true;
    message("%s", error.message);
    return false;
}

void archive_close(archive *archive)
{
    readout_store_close(archive->store);
    readout_model_free(archive->model);
}
