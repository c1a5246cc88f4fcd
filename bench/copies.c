/* copies.c - how fast copies are found once reports are analysed: readout-copies FILE [COUNT]
 *
 * Reads the first COUNT lines of a file of JSON lines (all of them, if there is no COUNT), takes
 * them through the stages that the copies stage builds on (text, sentences, names, quotes: it needs
 * no trees), and times the copies stage alone, on one core:
 *
 *   reports  copies  seconds  reports/s  MiB that the stage kept, and worked with */
#include "compare/comparison.h"
#include "intake/intake.h"
#include "language/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct entry {
    report report;
    analysis analysis;
    facts facts;
} entry;

typedef array_of(entry) entry_array;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-copies: %s\n", what);
    exit(2);
}

static void read_line(arena *keep, const readout_model *model, str line, entry *entry)
{
    readout_input input = {0};
    str problem = {NULL, 0};
    arena scratch;
    arena_init(&scratch, keep->memory);
    if (!intake_json_line(&scratch, line, &input, &problem))
        die("a line is no JSON");
    intake_read(keep, &scratch, &input, &entry->report);
    segment_run(keep, &scratch, model, &entry->report, &entry->analysis);
    names_run(keep, &scratch, &entry->report, &entry->analysis);
    quotes_run(keep, &entry->report, &entry->analysis, &entry->facts);
    arena_finish(&scratch);
}

static void read_lines(arena *keep, const readout_model *model, const char *path, size_t count,
                       entry_array *entries)
{
    char *line = NULL;
    size_t capacity = 0;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        die("no such file");
    for (ssize_t length; count > 0 && (length = getline(&line, &capacity, file)) > 0; count--)
        read_line(keep, model, (str){line, (size_t)length}, array_push(keep, entries));
    free(line);
    fclose(file);
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    static memory memory;
    readout_model *model;
    readout_error error;
    entry_array entries = {0};
    comparison comparison = {0};
    arena corpus;
    arena keep;
    arena scratch;
    if (argc < 2)
        die("usage: readout-copies FILE [COUNT]");
    if (readout_model_load(NULL, &model, &error) != READOUT_OK)
        die(error.message);
    arena_init(&corpus, &memory);
    arena_init(&keep, &memory);
    arena_init(&scratch, &memory);
    read_lines(&corpus, model, argv[1], argc > 2 ? strtoul(argv[2], NULL, 10) : SIZE_MAX, &entries);
    reading *readings = arena_array(&corpus, reading, entries.count);
    for (uint32_t i = 0; i < entries.count; i++)
        readings[i] = (reading){&entries.items[i].report, &entries.items[i].analysis,
                                &entries.items[i].facts};
    const pile pile = {readings, entries.count};
    double start = seconds();
    copies_run(&keep, &scratch, &pile, &comparison);
    double took = seconds() - start;
    printf("%u reports  %u copies  %u shared sources  %.2f s  %.0f reports/s  %.1f MiB kept\n",
           pile.count, comparison.copies.count, comparison.shared.count, took,
           (double)pile.count / took, (double)keep.used / (1 << 20));
    arena_finish(&keep);
    arena_finish(&scratch);
    arena_finish(&corpus);
    readout_model_free(model);
    return 0;
}
