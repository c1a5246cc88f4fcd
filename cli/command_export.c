/* command_export.c - readout export: all reports of a store, for other programs. */
#include "archive.h"
#include "message.h"
#include "output.h"

static int write_archive(readout_store *store, const options *options)
{
    output output;
    readout_error error;
    const readout_archive archive =
        options->face == READOUT_FACE_CSV ? READOUT_ARCHIVE_CSV : READOUT_ARCHIVE_JSONL;
    if (!output_open(&output, options))
        return EXIT_ERROR;
    const readout_status status =
        readout_store_export(store, archive, output_write, &output, &error);
    if (status != READOUT_OK && status != READOUT_ERR_IO) {
        message("%s", error.message);
        output_drop(&output);
        return EXIT_ERROR;
    }
    return output_close(&output) ? EXIT_DONE : EXIT_ERROR;
}

static int write_copy(readout_store *store, const options *options)
{
    readout_error error;
    if (readout_store_copy(store, options->output, &error) == READOUT_OK)
        return EXIT_DONE;
    message("%s: %s", options->output, error.message);
    return EXIT_ERROR;
}

static int run(const options *options)
{
    archive archive;
    int result = EXIT_ERROR;
    if (options->format == FORMAT_FACE && options->face != READOUT_FACE_TEXT &&
        options->face != READOUT_FACE_CSV) {
        message("a store is exported as jsonl, csv or sqlite");
        return EXIT_ERROR;
    }
    if (options->format == FORMAT_SQLITE && options->output == NULL) {
        message("a copy of the store needs a file: --output FILE");
        return EXIT_ERROR;
    }
    if (archive_open(&archive, options, (readout_store_options){.must_exist = true}, false))
        result = options->format == FORMAT_SQLITE ? write_copy(archive.store, options)
                                                  : write_archive(archive.store, options);
    archive_close(&archive);
    return result;
}

const command command_export = {
    .name = "export",
    .operands = "DB",
    .summary = "writes all reports of a store",
    .text = "Writes the reports of the store DB as JSON lines (--format jsonl, the default), which "
            "readout reads again; as a table without their text (--format csv); or as a whole copy "
            "of the store into a file that is not there yet (--format sqlite).",
    .examples = {"readout export news.readout -o reports.jsonl",
                 "readout export news.readout --format sqlite -o copy.readout"},
    .scope = SCOPE_EXPORT | SCOPE_WRITE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
