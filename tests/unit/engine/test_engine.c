/* An engine that stops early: what the stages up to one make, and nothing else. */
#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static readout_model *model;

static readout_str text_of(const char *text)
{
    return (readout_str){text, strlen(text)};
}

static readout *open_until(const char *until)
{
    const readout_options options = {.jobs = 1, .until = until};
    const readout_input input = {
        .content =
            text_of("Harbour closed\n\nThe harbour is closed, Marta Oyelaran said on Monday.")};
    readout *engine = NULL;
    assert_int_equal(readout_open(model, &options, &engine, NULL), READOUT_OK);
    assert_int_equal(readout_add(engine, &input, NULL), READOUT_OK);
    return engine;
}

static void count(const char *until, size_t *sentences, size_t *statements)
{
    readout_record *record = NULL;
    readout *engine = open_until(until);
    assert_int_equal(readout_read(engine, &record, NULL), READOUT_OK);
    readout_record_sentences(record, sentences);
    readout_record_statements(record, statements);
    size_t reports;
    assert_true(readout_record_reports(record, &reports)[0].text.len > 0);
    readout_record_free(record);
    readout_close(engine);
}

static void test_until(void **state)
{
    (void)state;
    size_t sentences;
    size_t statements;
    count("text", &sentences, &statements);
    assert_int_equal(sentences, 0);
    count("names", &sentences, &statements);
    assert_int_equal(sentences, 2);
    assert_int_equal(statements, 0);
    count(NULL, &sentences, &statements);
    assert_int_equal(statements, 1);
}

static void test_unknown_stage(void **state)
{
    (void)state;
    readout_error error;
    readout *engine = NULL;
    const readout_options options = {.until = "supper"};
    assert_int_equal(readout_open(model, &options, &engine, &error), READOUT_ERR_ARGUMENT);
    assert_string_equal(error.message, "there is no stage 'supper'");
    assert_null(engine);
}

static bool ignore(void *payload, const char *bytes, size_t count)
{
    (void)payload;
    (void)bytes;
    (void)count;
    return true;
}

static void test_layers_behind_the_end(void **state)
{
    (void)state;
    readout *engine = open_until("sentences");
    assert_int_equal(readout_show(engine, "sentences", ignore, NULL, NULL), READOUT_OK);
    assert_int_equal(readout_show(engine, "times", ignore, NULL, NULL), READOUT_ERR_ARGUMENT);
    assert_int_equal(readout_annotate(engine, ignore, NULL, NULL), READOUT_ERR_ARGUMENT);
    readout_close(engine);
}

int main(void)
{
    if (readout_model_load(NULL, &model, NULL) != READOUT_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_until),
        cmocka_unit_test(test_unknown_stage),
        cmocka_unit_test(test_layers_behind_the_end),
    };
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    readout_model_free(model);
    return failed;
}
