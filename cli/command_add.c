/* command_add.c - readout add: puts reports into a store and brings its stories up to date. */
#include "archive.h"
#include "message.h"
#include "output.h"
#include "progress.h"

#include <inttypes.h>

typedef struct adding {
    progress progress;
    bool quiet;
    size_t counts[READOUT_UNREADABLE + 1];
} adding;

static void take(void *payload, const readout_arrival *arrival)
{
    adding *adding = payload;
    adding->counts[arrival->outcome]++;
    if (adding->quiet || arrival->problem.len == 0 || arrival->outcome == READOUT_KNOWN)
        return;
    progress_clear(&adding->progress);
    message_about(arrival->path, arrival->problem);
}

static bool show(void *payload, const char *stage, size_t done, size_t total)
{
    return progress_show(&((adding *)payload)->progress, stage, done, total);
}

/* False when a path is missing; then the others are still added. *failed when nothing more can. */
static bool add_path(archive *archive, adding *adding, const char *path, bool *failed)
{
    readout_error error;
    const readout_status status = readout_store_add_path(archive->store, path, &error);
    progress_clear(&adding->progress);
    if (status == READOUT_OK)
        return true;
    message("%s", error.message);
    *failed = status != READOUT_ERR_INPUT;
    return false;
}

static bool refresh(archive *archive, adding *adding)
{
    readout_error error;
    const readout_status status = readout_store_refresh(archive->store, 0, &error);
    progress_clear(&adding->progress);
    if (status != READOUT_OK)
        message("%s", error.message);
    return status == READOUT_OK;
}

static bool write_summary(const options *options, archive *archive, const adding *adding)
{
    output output;
    readout_error error;
    readout_store_size size;
    if (readout_store_measure(archive->store, &size, &error) != READOUT_OK) {
        message("%s", error.message);
        return false;
    }
    if (!output_open(&output, options))
        return false;
    fprintf(output.file,
            "%zu added, %zu known, %zu unreadable; %" PRIu64 " reports in %" PRIu64 " stories\n",
            adding->counts[READOUT_ADDED], adding->counts[READOUT_KNOWN],
            adding->counts[READOUT_UNREADABLE], size.reports, size.stories);
    return output_close(&output);
}

static int add_all(archive *archive, const options *options, adding *adding)
{
    bool whole = true;
    bool failed = false;
    for (size_t i = 1; i < options->operand_count && !failed; i++)
        whole = add_path(archive, adding, options->operands[i], &failed) && whole;
    if (!failed && !options->later)
        failed = !refresh(archive, adding);
    if (!options->quiet && !write_summary(options, archive, adding))
        failed = true;
    if (failed || !whole)
        return EXIT_ERROR;
    return options->operand_count > 1 &&
                   adding->counts[READOUT_ADDED] + adding->counts[READOUT_KNOWN] == 0
               ? EXIT_NOTHING
               : EXIT_DONE;
}

static int run(const options *options)
{
    archive archive;
    adding adding = {.quiet = options->quiet};
    const readout_store_options wanted = {.arrived = take, .progress = show, .payload = &adding};
    int result = EXIT_ERROR;
    if (options->input == READOUT_FORMAT_CONLLU) {
        message("a store takes no CoNLL-U");
        return EXIT_ERROR;
    }
    progress_start(&adding.progress, options->quiet);
    if (archive_open(&archive, options, wanted, true))
        result = add_all(&archive, options, &adding);
    archive_close(&archive);
    return result;
}

const command command_add = {
    .name = "add",
    .operands = "DB [PATH...]",
    .summary = "adds reports to a store, one file that grows",
    .text =
        "Keeps reports and the records of their stories in the file DB, which is made when it is "
        "not there. Each report joins the story that it belongs to, or begins one; only the "
        "stories that got a report are read again. A report that is there already changes "
        "nothing. What was added is safe, also when the program is killed. Without PATH, "
        "stories that another version of readout has read are read again.",
    .examples = {"readout add news.readout reports/",
                 "zcat archive.jsonl.gz | readout add news.readout --later -"},
    .scope = SCOPE_READ | SCOPE_INPUT | SCOPE_WRITE | SCOPE_ADD,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
