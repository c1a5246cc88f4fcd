/* said.h - one report read through the public interface, for tests of what was said in it. */
#ifndef TESTS_FACTS_SAID_H
#define TESTS_FACTS_SAID_H

#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct said {
    readout_model *model;
    readout *engine;
    readout_record *record;
    const readout_statement *statements;
    size_t count;
} said;

static inline said said_in(const char *text)
{
    said said = {0};
    readout_error error;
    const readout_options options = {.jobs = 1};
    const readout_input input = {.content = {text, strlen(text)}, .format = READOUT_FORMAT_TEXT};
    assert_int_equal(readout_model_load(NULL, &said.model, &error), READOUT_OK);
    assert_int_equal(readout_open(said.model, &options, &said.engine, &error), READOUT_OK);
    assert_int_equal(readout_add(said.engine, &input, &error), READOUT_OK);
    assert_int_equal(readout_read(said.engine, &said.record, &error), READOUT_OK);
    said.statements = readout_record_statements(said.record, &said.count);
    return said;
}

static inline void said_end(said *said)
{
    readout_record_free(said->record);
    readout_close(said->engine);
    readout_model_free(said->model);
}

static inline void assert_text(readout_str text, const char *expected)
{
    if (text.len != strlen(expected) || memcmp(text.data, expected, text.len) != 0)
        fail_msg("'%.*s' is not '%s'", (int)text.len, text.data, expected);
}

/* The statement with this cue, as written. */
static inline const readout_statement *said_with(const said *said, const char *cue)
{
    for (size_t i = 0; i < said->count; i++) {
        const readout_str text = readout_record_text(said->record, said->statements[i].cue.span);
        if (text.len == strlen(cue) && memcmp(text.data, cue, text.len) == 0)
            return &said->statements[i];
    }
    fail_msg("no statement with '%s'", cue);
    return NULL;
}

#endif
