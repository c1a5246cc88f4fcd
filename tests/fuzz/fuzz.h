/* fuzz.h - what the fuzz targets of intake share: arenas to work in, and a way to say what must
 * hold whatever the bytes are. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/utf8.h"
#include "intake/intake.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* The fuzzer keeps an input for which this does not hold. */
#define must(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

typedef struct fuzz_work {
    str input;
    memory memory;
    arena keep;
    arena scratch;
} fuzz_work;

/* Runs body(work) on the bytes. An allocation that fails ends it quietly. */
static inline int fuzz_run(void (*body)(void *work), const uint8_t *data, size_t size)
{
    fuzz_work work = {.input = {(const char *)data, size}};
    arena_init(&work.keep, &work.memory);
    arena_init(&work.scratch, &work.memory);
    (void)memory_try(&work.memory, body, &work);
    arena_finish(&work.scratch);
    arena_finish(&work.keep);
    return 0;
}

/* Takes the first byte off the input: targets choose between ways to read with it. */
static inline uint8_t fuzz_choice(str *input)
{
    if (input->len == 0)
        return 0;
    const uint8_t choice = (uint8_t)input->data[0];
    *input = str_slice(*input, 1, input->len);
    return choice;
}

static inline bool fuzz_cuts_no_character(str text, size_t at)
{
    return at <= text.len && utf8_floor(text, at) == at;
}

/* Blocks lie in the text, in order, without line breaks, and cut no character. */
static inline void fuzz_check_blocks(const report *report)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < report->blocks.count; i++) {
        const block *block = &report->blocks.items[i];
        must(block->start >= end);
        must(block->end >= block->start);
        must(fuzz_cuts_no_character(report->text, block->start));
        must(fuzz_cuts_no_character(report->text, block->end));
        must(block_kind_kept(block->kind));
        must(str_find_byte(str_slice(report->text, block->start, block->end), '\n', 0) == SIZE_MAX);
        end = block->end;
    }
}

/* The same bytes; but a space may stand for a control character. */
static inline bool fuzz_same_bytes(str text, str source)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] != source.data[i] &&
            (text.data[i] != ' ' || (unsigned char)source.data[i] > 0x7f ||
             ((unsigned char)source.data[i] > 0x20 && source.data[i] != 0x7f)))
            return false;
    return true;
}

/* Runs are in order, inside both texts, and both have the same bytes there. */
static inline void fuzz_check_runs(const source_run_array *runs, str text, str source)
{
    size_t text_end = 0;
    size_t source_end = 0;
    for (uint32_t i = 0; i < runs->count; i++) {
        const source_run *run = &runs->items[i];
        must(run->text >= text_end);
        must(run->source >= source_end);
        text_end = (size_t)run->text + run->length;
        source_end = (size_t)run->source + run->length;
        must(text_end <= text.len);
        must(source_end <= source.len);
        must(fuzz_same_bytes(str_slice(text, run->text, text_end),
                             str_slice(source, run->source, source_end)));
    }
}

static inline void fuzz_check_left_out(const report *report, str source)
{
    for (uint32_t i = 0; i < report->excluded.count; i++) {
        const exclusion *left = &report->excluded.items[i];
        must(utf8_valid(left->text, NULL));
        must(!block_kind_kept(left->kind));
        must(!left->has_source || left->source_start <= left->source_end);
        must(!left->has_source || left->source_end <= source.len);
    }
}

/* A report as every later stage expects it, read from `source`. */
static inline void fuzz_check_report(const report *report, str source)
{
    must(utf8_valid(report->text, NULL));
    must(utf8_valid(report->title, NULL));
    must(utf8_valid(report->outlet, NULL));
    must(utf8_valid(report->url, NULL));
    must(utf8_valid(report->language, NULL));
    must(utf8_valid(report->problem, NULL));
    for (uint32_t i = 0; i < report->authors.count; i++)
        must(utf8_valid(report->authors.items[i], NULL));
    fuzz_check_blocks(report);
    fuzz_check_left_out(report, source);
    if (report->has_source)
        fuzz_check_runs(&report->runs, report->text, source);
    for (uint32_t i = 0; i < report->blocks.count; i++) {
        const block *block = &report->blocks.items[i];
        uint32_t start = 0;
        uint32_t end = 0;
        if (report_source(report, block->start, block->end, &start, &end))
            must(start <= end && end <= source.len);
        must(report_line(report, block->start) <= report->line_count);
    }
}

#endif
