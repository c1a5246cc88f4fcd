/* Analysed reports as bytes: they come back as they were, and bytes that were changed are refused
 * or give a report that the rest of the corridor can work with. */
#include "engine/engine.h"
#include "facts/kept.h"
#include "language/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const reports[] = {
    "Ferry aground off Kelmouth\n\nBy Ines Calloway\n\nKELMOUTH, 6 May 2024 - The ferry of "
    "Norhaven "
    "Lines ran aground on Monday. \"Nobody was hurt,\" Captain Ines Dahl told the Kelmouth Echo. "
    "She said that two tugs were on their way.\n\nMayor Ruth Vance denied that the beacon was "
    "dark. A senior official said last week that it was weak.\n",
    "The ferry of Norhaven Lines ran aground off Kelmouth. \"Nobody was hurt,\" Captain Ines Dahl "
    "told the Echo on Monday, according to a spokesman.\n\nThree tugs came, Mayor Vance said; she "
    "denied that the beacon had been dark.\n",
};

static readout_model *language_model;
static readout *engine;
static arena keep;
static arena scratch;
static memory memory_of_test;

static int load(void **state)
{
    static const readout_options options = {.jobs = 1};
    (void)state;
    if (readout_model_load(NULL, &language_model, NULL) != READOUT_OK ||
        readout_open(language_model, &options, &engine, NULL) != READOUT_OK)
        return -1;
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++) {
        const readout_input input = {.content = str_of(reports[i]), .path = STR("given")};
        if (readout_add(engine, &input, NULL) != READOUT_OK)
            return -1;
    }
    arena_init(&keep, &memory_of_test);
    arena_init(&scratch, &memory_of_test);
    return corridor_read(engine, NULL) == READOUT_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    arena_finish(&keep);
    arena_finish(&scratch);
    readout_close(engine);
    readout_model_free(language_model);
    return 0;
}

/* What a body gives back to its test. */
static struct {
    str bytes;
    kept kept;
    const labels *labels;
    bool whole;
} work;

static void write_body(void *context)
{
    const entry *entry = context;
    const kept kept = {entry->report, entry->analysis, entry->facts};
    buffer out = {.arena = &keep};
    kept_write(&kept, &scratch, &out);
    work.bytes = buffer_str(&out);
    work.labels = parse_labels(&scratch, language_model);
}

static void write_entry(const entry *entry)
{
    struct entry copy = *entry;
    assert_true(memory_try(&memory_of_test, write_body, &copy));
}

static void read_body(void *context)
{
    (void)context;
    work.kept = (kept){0};
    work.whole = kept_read(&keep, &scratch, work.bytes, work.labels, &work.kept);
}

static bool read_back(void)
{
    assert_true(memory_try(&memory_of_test, read_body, NULL));
    return work.whole;
}

/* The record of the pile with the first report as it came back. */
static void record_with(const kept *kept)
{
    entry *first = engine->entries[0];
    const entry before = *first;
    readout_record *record = NULL;
    first->report = kept->report;
    first->analysis = kept->analysis;
    first->facts = kept->facts;
    assert_int_equal(readout_read(engine, &record, NULL), READOUT_OK);
    readout_record_free(record);
    first->report = before.report;
    first->analysis = before.analysis;
    first->facts = before.facts;
}

static void a_report_comes_back_as_it_was(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < engine->count; i++) {
        write_entry(engine->entries[i]);
        const str first = work.bytes;
        assert_true(read_back());
        assert_true(work.kept.analysis.has_trees);
        assert_ptr_equal(work.kept.analysis.labels, engine->entries[i]->analysis.labels);
        struct entry again = {
            .report = work.kept.report, .analysis = work.kept.analysis, .facts = work.kept.facts};
        write_entry(&again);
        assert_true(str_equal(first, work.bytes));
    }
}

/* Each byte with another value: what is taken can be compared. */
static void bytes_that_were_changed(void **state)
{
    static const unsigned char changes[] = {0x01, 0x7f, 0x80, 0x10};
    size_t taken = 0;
    (void)state;
    write_entry(engine->entries[0]);
    char *bytes = malloc(work.bytes.len);
    assert_non_null(bytes);
    memcpy(bytes, work.bytes.data, work.bytes.len);
    work.bytes.data = bytes;
    for (size_t at = 0; at < work.bytes.len; at++) {
        const unsigned char change = changes[at % sizeof changes];
        bytes[at] = (char)(bytes[at] ^ change);
        if (read_back()) {
            taken++;
            record_with(&work.kept);
        }
        bytes[at] = (char)(bytes[at] ^ change);
        arena_finish(&keep);
        arena_finish(&scratch);
    }
    assert_true(taken > 0 && taken < work.bytes.len);
    free(bytes);
}

static void trees_that_are_none(void **state)
{
    (void)state;
    write_entry(engine->entries[0]);
    assert_true(read_back());
    token_array *tokens = &work.kept.analysis.tokens;
    const token before = tokens->items[3];
    const struct {
        uint32_t head;
        uint32_t end;
        uint32_t relation;
    } wrong[] = {{3, before.end, before.relation}, /* its own head */
                 {tokens->count - 1, before.end, before.relation},
                 {tokens->count, before.end, before.relation},
                 {before.head, before.start - 1, before.relation},
                 {before.head, before.end + 100, before.relation},
                 {before.head, before.end, UINT16_MAX}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        write_entry(engine->entries[0]);
        assert_true(read_back());
        token *token = &work.kept.analysis.tokens.items[3];
        token->head = wrong[i].head;
        token->end = wrong[i].end;
        token->relation = (uint16_t)wrong[i].relation;
        struct entry changed = {
            .report = work.kept.report, .analysis = work.kept.analysis, .facts = work.kept.facts};
        write_entry(&changed);
        assert_false(read_back());
    }
    write_entry(engine->entries[0]);
    work.labels = NULL; /* a model that makes no trees */
    assert_false(read_back());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_comes_back_as_it_was),
        cmocka_unit_test(bytes_that_were_changed),
        cmocka_unit_test(trees_that_are_none),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
