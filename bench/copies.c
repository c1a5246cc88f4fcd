/* copies.c - how fast copies are found once reports are analysed: readout-copies FILE [COUNT]
 *
 * Reads the first COUNT lines of a file of JSON lines (all of them, if there is no COUNT), takes
 * them through the stages that the copies stage builds on (text, sentences, quotes: it needs no
 * trees), and times the copies stage alone, on one core:
 *
 *   reports  copies  seconds  reports/s  MiB that the stage kept, and worked with */
#include "engine/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-copies: %s\n", what);
    exit(2);
}

static void add_lines(readout *engine, const char *path, size_t count)
{
    readout_error error;
    char *line = NULL;
    size_t capacity = 0;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        die("no such file");
    for (ssize_t length; count > 0 && (length = getline(&line, &capacity, file)) > 0; count--) {
        readout_input input = {.content = {line, (size_t)length}, .format = READOUT_FORMAT_JSONL};
        if (readout_add(engine, &input, &error) != READOUT_OK)
            die(error.message);
    }
    free(line);
    fclose(file);
}

static bool is_needed(const stage *stage)
{
    static const char *const names[] = {"text", "sentences", "quotes"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(stage->about.name, names[i]) == 0)
            return true;
    return false;
}

static void analyse(readout *engine, reading *readings)
{
    for (uint32_t i = 0; i < engine->count; i++) {
        entry *entry = engine->entries[i];
        arena scratch;
        arena_init(&scratch, &engine->memory);
        stage_report work = {engine->model, entry, &scratch, engine->end};
        for (const stage *stage = stages; stage->about.name != NULL; stage++)
            if (stage->one != NULL && is_needed(stage))
                stage->one(&work);
        arena_finish(&scratch);
        arena_finish(&entry->source);
        readings[i] = (reading){&entry->report, &entry->analysis, &entry->facts};
    }
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    readout_model *model;
    readout *engine;
    readout_error error;
    if (argc < 2)
        die("usage: readout-copies FILE [COUNT]");
    if (readout_model_load(NULL, &model, &error) != READOUT_OK ||
        readout_open(model, NULL, &engine, &error) != READOUT_OK)
        die(error.message);
    add_lines(engine, argv[1], argc > 2 ? strtoul(argv[2], NULL, 10) : SIZE_MAX);
    reading *readings = calloc(engine->count + 1, sizeof *readings);
    if (readings == NULL)
        die("out of memory");
    analyse(engine, readings);
    arena keep;
    arena scratch;
    arena_init(&keep, &engine->memory);
    arena_init(&scratch, &engine->memory);
    const pile pile = {readings, engine->count};
    comparison comparison = {0};
    double start = seconds();
    copies_run(&keep, &scratch, &pile, &comparison);
    double took = seconds() - start;
    printf("%u reports  %u copies  %u shared sources  %.2f s  %.0f reports/s  %.1f MiB kept\n",
           pile.count, comparison.copies.count, comparison.shared.count, took,
           (double)pile.count / took, (double)keep.used / (1 << 20));
    arena_finish(&keep);
    arena_finish(&scratch);
    free(readings);
    readout_close(engine);
    readout_model_free(model);
    return 0;
}
