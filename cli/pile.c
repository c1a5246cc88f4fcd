/* pile.c - see pile.h. */
#include "pile.h"

#include "message.h"
#include "output.h"
#include "terminal.h"

#include <string.h>

/* ---- Opening -------------------------------------------------------------------------- */

bool pile_open(pile *pile, const options *options, const char *until, const char *const *paths,
               size_t count)
{
    readout_error error;
    *pile = (struct pile){0};
    progress_start(&pile->progress, options->quiet);
    const readout_options wanted = {.jobs = options->jobs,
                                    .max_report_bytes = options->max_report_bytes,
                                    .progress = progress_show,
                                    .payload = &pile->progress,
                                    .format = options->input,
                                    .until = until};
    if (readout_model_load(options->model, &pile->model, &error) != READOUT_OK ||
        readout_open(pile->model, &wanted, &pile->engine, &error) != READOUT_OK) {
        message("%s", error.message);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        readout_status status = readout_add_path(pile->engine, paths[i], &error);
        if (status == READOUT_OK)
            continue;
        progress_clear(&pile->progress);
        message("%s", error.message);
        pile->missing = true;
        if (status != READOUT_ERR_INPUT)
            return false;
    }
    return true;
}

void pile_close(pile *pile)
{
    progress_clear(&pile->progress);
    readout_close(pile->engine);
    readout_model_free(pile->model);
}

/* ---- The record ----------------------------------------------------------------------- */

/* Gives the number of reports that have text. */
static size_t name_problems(const readout_record *record, bool quiet)
{
    size_t count;
    size_t readable = 0;
    const readout_report *reports = readout_record_reports(record, &count);
    for (size_t i = 0; i < count; i++) {
        readable += reports[i].text.len > 0 ? 1 : 0;
        if (!quiet && reports[i].problem.len > 0)
            message_about(reports[i].path, reports[i].problem);
    }
    return readable;
}

static size_t part_size(const readout_record *record, readout_part part, size_t readable)
{
    size_t count = 0;
    switch (part) {
    case READOUT_PART_BRIEF:
    case READOUT_PART_EXTRACT:
        return readable;
    case READOUT_PART_STATEMENTS:
        readout_record_statements(record, &count);
        break;
    case READOUT_PART_QUOTATIONS:
        readout_record_quotations(record, &count);
        break;
    case READOUT_PART_COPIES: {
        size_t shared = 0;
        readout_record_copies(record, &count);
        readout_record_shared_sources(record, &shared);
        count += shared;
        break;
    }
    case READOUT_PART_DIFFERENCES:
        readout_record_differences(record, &count);
        break;
    case READOUT_PART_CLAIMS:
        readout_record_claims(record, &count);
        break;
    case READOUT_PART_TIMELINE:
        readout_record_timeline(record, &count);
        break;
    }
    return count;
}

static int write_record(const readout_record *record, const options *options, readout_part part)
{
    output output;
    readout_error error;
    if (!output_open(&output, options))
        return EXIT_ERROR;
    const readout_view view = {.part = part,
                               .face = options->face,
                               .width = terminal_width(options, &output),
                               .color = terminal_color(options, &output),
                               .claim = options->claim};
    readout_status status = readout_record_write(record, &view, output_write, &output, &error);
    if (status != READOUT_OK && status != READOUT_ERR_IO) {
        message("%s", error.message);
        output_drop(&output);
        return EXIT_ERROR;
    }
    return output_close(&output) ? EXIT_DONE : EXIT_ERROR;
}

static int read_and_write(pile *pile, const options *options, readout_part part)
{
    readout_record *record;
    readout_error error;
    if (readout_read(pile->engine, &record, &error) != READOUT_OK) {
        progress_clear(&pile->progress);
        message("%s", error.message);
        return EXIT_ERROR;
    }
    progress_clear(&pile->progress);
    const size_t readable = name_problems(record, options->quiet);
    int result = write_record(record, options, part);
    if (result == EXIT_DONE && part_size(record, part, readable) == 0)
        result = EXIT_NOTHING;
    readout_record_free(record);
    return result;
}

/* The last stage that makes what is written of a part; NULL: the last of all. */
static const char *const last_stages[] = {
    [READOUT_PART_EXTRACT] = "text",
    [READOUT_PART_STATEMENTS] = "dates",
    [READOUT_PART_QUOTATIONS] = "quotations",
    [READOUT_PART_COPIES] = "dates",
    [READOUT_PART_DIFFERENCES] = "disagreements",
    [READOUT_PART_CLAIMS] = "claims",
    [READOUT_PART_TIMELINE] = NULL,
    [READOUT_PART_BRIEF] = NULL,
};

int pile_write_part(const options *options, readout_part part)
{
    pile pile;
    const char *until = last_stages[part];
    int result = EXIT_ERROR;
    if (options->face == READOUT_FACE_TSV && part != READOUT_PART_STATEMENTS &&
        part != READOUT_PART_QUOTATIONS) {
        message("only statements and quotations can be written as TSV");
        return EXIT_ERROR;
    }
    if ((options->face == READOUT_FACE_ICS || options->face == READOUT_FACE_CSV) &&
        part != READOUT_PART_TIMELINE) {
        message("only a timeline can be written as iCalendar or CSV");
        return EXIT_ERROR;
    }
    if (options->face == READOUT_FACE_HTML && part != READOUT_PART_BRIEF) {
        message("only the brief can be written as HTML");
        return EXIT_ERROR;
    }
    if (pile_open(&pile, options, until, options->operands, options->operand_count) &&
        (readout_report_count(pile.engine) > 0 || !pile.missing))
        result = read_and_write(&pile, options, part);
    if (pile.missing)
        result = EXIT_ERROR;
    pile_close(&pile);
    return result;
}
