/* model.c - what the built-in model costs: readout-model RUNS.
 *
 * Prints how long it takes to load, and to make the parser of it that all reports share; then by
 * how much the process grows for each word of the longest stretch that goes through at once. */
#include "language/parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { RUNS_MAX = 1000, WORDS = 16384, SENTENCE = 25, PAGE = 4096 };

typedef struct job {
    memory memory;
    arena arena;
    model *model;
    parser parser;
    bool usable;
} job;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void make(void *context)
{
    job *job = context;
    job->usable = parser_of(&job->arena, job->model, &job->parser);
}

static void analyse(void *context)
{
    static const str FORMS[] = {STR_INIT("Ships"), STR_INIT("left"),   STR_INIT("Oslo"),
                                STR_INIT("on"),    STR_INIT("Monday"), STR_INIT(".")};
    job *job = context;
    str *forms = arena_array(&job->arena, str, WORDS);
    parsed_word *words = arena_array(&job->arena, parsed_word, WORDS);
    uint32_t *ends = arena_array(&job->arena, uint32_t, WORDS / SENTENCE + 1);
    uint32_t sentences = 0;
    for (uint32_t i = 0; i < WORDS; i++)
        forms[i] = FORMS[i % (sizeof FORMS / sizeof *FORMS)];
    for (uint32_t end = 0; end < WORDS; sentences++) {
        end = end + SENTENCE < WORDS ? end + SENTENCE : WORDS;
        ends[sentences] = end;
    }
    parser_run(&job->parser, &job->arena, forms, ends, sentences, words);
}

static double resident(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss * 1024;
}

/* The model's own bytes are no words in flight: they are there once. Gives their sum. */
static uint64_t read_all(const model *model)
{
    size_t count;
    uint64_t sum = 0;
    const model_section *sections = model_sections(model, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sections[i].count; k += PAGE)
            sum += ((const unsigned char *)sections[i].data)[k];
    return sum;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static void print(const char *what, double *times, int runs)
{
    qsort(times, (size_t)runs, sizeof *times, compare);
    printf("%s %.2f ms median of %d (%.2f to %.2f); ", what, times[runs / 2], runs, times[0],
           times[runs - 1]);
}

int main(int argc, char **argv)
{
    static double loads[RUNS_MAX], parsers[RUNS_MAX];
    static job job;
    readout_error error;
    const int runs = argc == 2 ? (int)strtol(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > RUNS_MAX) {
        fprintf(stderr, "usage: readout-model RUNS\n");
        return 2;
    }
    arena_init(&job.arena, &job.memory);
    for (int i = 0; i < runs; i++) {
        model_free(job.model);
        arena_finish(&job.arena);
        double start = now();
        if (model_built_in(&job.model, &error) != READOUT_OK) {
            fprintf(stderr, "readout-model: %s\n", error.message);
            return 1;
        }
        loads[i] = now() - start;
        start = now();
        if (!memory_try(&job.memory, make, &job) || !job.usable)
            return 1;
        parsers[i] = now() - start;
    }
    print("load", loads, runs);
    print("parser", parsers, runs);
    volatile uint64_t sum = read_all(job.model);
    (void)sum;
    const double before = resident();
    if (!memory_try(&job.memory, analyse, &job))
        return 1;
    printf("%.0f bytes a word in flight\n", (resident() - before) / WORDS);
    arena_finish(&job.arena);
    model_free(job.model);
    return 0;
}
