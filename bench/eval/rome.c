/* rome.c - does the clean text keep the story? readout-eval-rome SPANS REPORT...
 *
 * SPANS is a table (tab-separated, with a header line: doc, line_from, line_to, byte_start,
 * byte_end, span) of the places in the reports that a careful analyst's record points at; doc
 * dN is the Nth REPORT, from d0. Every byte of such a place must be in the report's clean
 * text. Prints what is missing, what was left out of each report, and the copies. */
#include "base/file.h"

#include <readout.h>
#include <stdio.h>
#include <stdlib.h>

enum { TABLE_MAX = 1 << 20 };

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-eval-rome: %s\n", what);
    exit(2);
}

static uint32_t number(str text)
{
    uint32_t value;
    if (!str_number(text, &value))
        die("a field of the table is no number");
    return value;
}

/* Left out, if any byte but white space of the place is in an excluded part. */
static bool is_left_out(const readout_record *record, uint32_t report, uint32_t start, uint32_t end)
{
    size_t count;
    const readout_excluded *excluded = readout_record_excluded(record, &count);
    for (size_t i = 0; i < count; i++)
        if (excluded[i].report == report && excluded[i].has_source &&
            excluded[i].source_start < end && start < excluded[i].source_end)
            return true;
    return false;
}

static void check_spans(const readout_record *record, str table)
{
    str line;
    unsigned kept = 0;
    unsigned lost = 0;
    str_line(&table, &line); /* the header */
    while (str_line(&table, &line)) {
        str fields[6];
        str rest = line;
        for (int i = 0; i < 6; i++)
            if (!str_field(&rest, '\t', &fields[i]))
                die("a line of the table has too few fields");
        uint32_t report = number(str_slice(fields[0], 1, fields[0].len));
        if (is_left_out(record, report, number(fields[3]), number(fields[4]))) {
            lost++;
            printf("lost      %.*s:%.*s %.*s\n", STR_ARG(fields[0]), STR_ARG(fields[1]),
                   STR_ARG(fields[5]));
        } else {
            kept++;
        }
    }
    printf("%u places of the record kept, %u lost\n", kept, lost);
}

static void print_excluded(const readout_record *record)
{
    static const char *const kinds[] = {"nav",     "promo",   "legal", "byline",
                                        "comment", "caption", "repeat"};
    size_t count;
    const readout_excluded *excluded = readout_record_excluded(record, &count);
    for (size_t i = 0; i < count; i++)
        printf("left out  d%u %-8s bytes %u-%u %.*s\n", excluded[i].report, kinds[excluded[i].kind],
               excluded[i].source_start, excluded[i].source_end,
               (int)(excluded[i].text.len < 60 ? excluded[i].text.len : 60), excluded[i].text.data);
}

static void print_copies(const readout_record *record)
{
    size_t count;
    const readout_copy *copies = readout_record_copies(record, &count);
    for (size_t i = 0; i < count; i++)
        printf("copy      d%u of d%u, score %.2f%s\n", copies[i].copy, copies[i].of,
               copies[i].score, copies[i].missing_ancestor ? ", missing ancestor" : "");
}

int main(int argc, char **argv)
{
    static memory memory;
    arena arena;
    readout_model *model;
    readout *engine;
    readout_record *record;
    readout_error error;
    str table;
    arena_init(&arena, &memory);
    if (argc < 3)
        die("usage: readout-eval-rome SPANS REPORT...");
    if (file_read(&arena, argv[1], TABLE_MAX, &table, &error) != READOUT_OK ||
        readout_model_load(NULL, &model, &error) != READOUT_OK ||
        readout_open(model, NULL, &engine, &error) != READOUT_OK)
        die(error.message);
    for (int i = 2; i < argc; i++)
        if (readout_add_path(engine, argv[i], &error) != READOUT_OK)
            die(error.message);
    if (readout_read(engine, &record, &error) != READOUT_OK)
        die(error.message);
    print_excluded(record);
    check_spans(record, table);
    print_copies(record);
    readout_record_free(record);
    readout_close(engine);
    readout_model_free(model);
    arena_finish(&arena);
    return 0;
}
