/* scale.h - what the tests of scale share: makes an input of size n and of size 4n, does the whole
 * job on both, and compares the processor time.
 *
 *     linear      4 times the time
 *     n log n     about 4.5
 *     quadratic  16
 *
 * No bound on seconds stands here: only how time grows. The limit lies between the two, and
 * the shortest of several runs counts, so that a busy machine does not decide. */
#ifndef TESTS_SCALE_SCALE_H
#define TESTS_SCALE_SCALE_H

#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { SCALE_RUNS = 2, SCALE_STEP = 4, SCALE_LIMIT = 8 };

/* Text that grows. Memory is not expected to run out here. */
typedef struct scale_text {
    char *data;
    size_t length;
    size_t capacity;
} scale_text;

static inline void scale_add(scale_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static inline void scale_add(scale_text *text, const char *format, ...)
{
    char piece[1024];
    va_list arguments;
    va_start(arguments, format);
    const int written = vsnprintf(piece, sizeof piece, format, arguments);
    va_end(arguments);
    assert_true(written >= 0 && (size_t)written < sizeof piece);
    const size_t length = (size_t)written;
    if (text->capacity - text->length < length) {
        text->capacity = 2 * text->capacity + length + 4096;
        text->data = realloc(text->data, text->capacity);
        assert_non_null(text->data);
    }
    memcpy(text->data + text->length, piece, length);
    text->length += length;
}

/* One kind of input: what make(text, n) writes is linear in n. */
typedef struct scale_case {
    const char *name;
    void (*make)(scale_text *text, size_t size);
    size_t size; /* the smaller of the two */
    readout_format format;
} scale_case;

static inline bool scale_forget(void *payload, const char *data, size_t length)
{
    size_t *written = payload;
    (void)data;
    *written += length;
    return true;
}

/* Reads the text and writes its record as JSON. */
static inline void scale_job(const readout_model *model, const scale_text *text,
                             readout_format format)
{
    const readout_options options = {.jobs = 1, .max_report_bytes = 64 << 20};
    const readout_input input = {.content = {text->data, text->length}, .format = format};
    const readout_view view = {.face = READOUT_FACE_JSON};
    readout *engine = NULL;
    readout_record *record = NULL;
    size_t written = 0;
    assert_int_equal(readout_open(model, &options, &engine, NULL), READOUT_OK);
    assert_int_equal(readout_add(engine, &input, NULL), READOUT_OK);
    assert_int_equal(readout_read(engine, &record, NULL), READOUT_OK);
    assert_int_equal(readout_record_write(record, &view, scale_forget, &written, NULL), READOUT_OK);
    readout_record_free(record);
    readout_close(engine);
}

static inline double scale_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The shortest of several runs. */
static inline double scale_measure(const readout_model *model, const scale_case *kind, size_t size)
{
    scale_text text = {0};
    double shortest = 0;
    kind->make(&text, size);
    for (int run = 0; run < SCALE_RUNS; run++) {
        const double start = scale_seconds();
        scale_job(model, &text, kind->format);
        const double took = scale_seconds() - start;
        shortest = run == 0 || took < shortest ? took : shortest;
    }
    free(text.data);
    return shortest;
}

static inline void scale_check(void **state)
{
    const scale_case *kind = *state;
    readout_model *model = NULL;
    assert_int_equal(readout_model_load(NULL, &model, NULL), READOUT_OK);
    const double one = scale_measure(model, kind, kind->size);
    const double four = scale_measure(model, kind, SCALE_STEP * kind->size);
    readout_model_free(model);
    print_message("%s: %.0f ms, %d times as much: %.0f ms, %.1f times the time\n", kind->name,
                  one * 1e3, SCALE_STEP, four * 1e3, four / one);
    assert_true(four < SCALE_LIMIT * one);
}

/* Checks `count` cases, each a test of its own. */
static inline int scale_run(scale_case *cases, size_t count)
{
    struct CMUnitTest tests[32];
    assert_true(count <= sizeof tests / sizeof tests[0]);
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = scale_check, .initial_state = &cases[i]};
    return _cmocka_run_group_tests("scale", tests, count, NULL, NULL);
}

#endif
