/* pile.h - what the tests of compare/ share: a few texts read as a pile. */
#ifndef TESTS_COMPARE_PILE_H
#define TESTS_COMPARE_PILE_H

#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct pile {
    readout_model *model;
    readout *engine;
    readout_record *record;
} pile;

static inline pile read_pile_by(const char *const *texts, size_t count, unsigned jobs)
{
    pile pile = {0};
    readout_error error;
    const readout_options options = {.jobs = jobs};
    assert_int_equal(readout_model_load(NULL, &pile.model, &error), READOUT_OK);
    assert_int_equal(readout_open(pile.model, &options, &pile.engine, &error), READOUT_OK);
    for (size_t i = 0; i < count; i++) {
        readout_input input = {.content = {texts[i], strlen(texts[i])}};
        assert_int_equal(readout_add(pile.engine, &input, &error), READOUT_OK);
    }
    assert_int_equal(readout_read(pile.engine, &pile.record, &error), READOUT_OK);
    return pile;
}

static inline pile read_pile(const char *const *texts, size_t count)
{
    return read_pile_by(texts, count, 1);
}

static inline void free_pile(pile *pile)
{
    readout_record_free(pile->record);
    readout_close(pile->engine);
    readout_model_free(pile->model);
}

#endif
