/* command_search.c - readout search: finds reports, or their stories, in a store. */
#include "archive.h"
#include "message.h"
#include "output.h"
#include "terminal.h"

#include <stdlib.h>
#include <string.h>

/* The operands behind the store's name with a space between them, for the caller to free. */
static char *join_words(const options *options)
{
    size_t length = 1;
    for (size_t i = 1; i < options->operand_count; i++)
        length += strlen(options->operands[i]) + 1;
    char *words = calloc(1, length);
    if (words == NULL)
        return NULL;
    size_t at = 0;
    for (size_t i = 1; i < options->operand_count; i++) {
        const size_t size = strlen(options->operands[i]);
        if (at > 0)
            words[at++] = ' ';
        memcpy(words + at, options->operands[i], size);
        at += size;
    }
    return words;
}

static readout_str text_of(const char *text)
{
    return (readout_str){text, text != NULL ? strlen(text) : 0};
}

static int search(readout_store *store, const options *options, const char *words)
{
    output output;
    readout_error error;
    size_t found = 0;
    if (!output_open(&output, options))
        return EXIT_ERROR;
    const readout_view view = {.face = options->face,
                               .width = terminal_width(options, &output),
                               .color = terminal_color(options, &output)};
    const readout_query query = {.words = text_of(words),
                                 .name = text_of(options->name),
                                 .speaker = text_of(options->speaker),
                                 .outlet = text_of(options->outlet),
                                 .from = text_of(options->from),
                                 .to = text_of(options->to),
                                 .page = options->page,
                                 .size = options->size};
    const readout_status status =
        options->stories
            ? readout_store_stories(store, &query, &view, output_write, &output, &found, &error)
            : readout_store_search(store, &query, &view, output_write, &output, &found, &error);
    if (status != READOUT_OK && status != READOUT_ERR_IO) {
        message("%s", error.message);
        output_drop(&output);
        return EXIT_ERROR;
    }
    if (!output_close(&output))
        return EXIT_ERROR;
    return found > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int run(const options *options)
{
    archive archive;
    int result = EXIT_ERROR;
    if (options->face != READOUT_FACE_TEXT && options->face != READOUT_FACE_JSON) {
        message("what was found is written as text or JSON");
        return EXIT_ERROR;
    }
    char *words = join_words(options);
    if (words == NULL)
        message("out of memory");
    else if (archive_open(&archive, options, (readout_store_options){.must_exist = true}, false))
        result = search(archive.store, options, words);
    if (words != NULL)
        archive_close(&archive);
    free(words);
    return result;
}

const command command_search = {
    .name = "search",
    .operands = "DB [WORDS...]",
    .summary = "finds reports in a store",
    .text =
        "Prints the reports that have all the words, best first, each with the place where they "
        "stand. Words in quotation marks are a phrase, -word must not be there (behind --), "
        "word* is how words begin, OR stands between words of which one will do. Without "
        "words, everything that the filters let through, latest first.",
    .examples =
        {"readout search news.readout embassy --speaker sullivan",
         "readout search news.readout --stories --from 2022-03 '\"air strike\" OR missile*'"},
    .scope = SCOPE_SEARCH | SCOPE_FACE | SCOPE_WRITE,
    .operands_min = 1,
    .takes_operands = true,
    .run = run,
};
