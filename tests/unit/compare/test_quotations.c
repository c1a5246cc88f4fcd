/* Versions of quotations: what a copy made of them, and what independent reports share. */
#include "compare/versions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static memory test_memory;

typedef struct fixture {
    arena keep;
    arena scratch;
    report a;
    report b;
    change_array changes;
} fixture;

static fixture compare(const char *a, const char *b)
{
    fixture fixture = {0};
    arena_init(&fixture.keep, &test_memory);
    arena_init(&fixture.scratch, &test_memory);
    fixture.a.text = str_of(a);
    fixture.b.text = str_of(b);
    const version_text x =
        version_of(&fixture.keep, &fixture.a, (text_span){0, (uint32_t)strlen(a)});
    const version_text y =
        version_of(&fixture.keep, &fixture.b, (text_span){0, (uint32_t)strlen(b)});
    version_changes(&fixture.keep, &fixture.scratch, &x, &y, &fixture.changes);
    return fixture;
}

static void finish(fixture *fixture)
{
    arena_finish(&fixture->keep);
    arena_finish(&fixture->scratch);
}

static void assert_change(const char *a, const char *b, readout_change_kind kind, const char *from,
                          const char *to)
{
    fixture fixture = compare(a, b);
    assert_int_equal(fixture.changes.count, 1);
    const readout_change *change = &fixture.changes.items[0];
    assert_int_equal(change->kind, kind);
    assert_true(str_equal(change->a, str_of(from)));
    assert_true(str_equal(change->b, str_of(to)));
    finish(&fixture);
}

static void test_classes(void **state)
{
    (void)state;
    assert_change("the gate was locked all night", "the gate was closed all night",
                  READOUT_CHANGE_SUBSTITUTION, "locked", "closed");
    assert_change("the gate was not locked all night", "the gate was locked all night",
                  READOUT_CHANGE_NEGATION, "not", "");
    assert_change("we asked three times for the key", "we asked four times for the key",
                  READOUT_CHANGE_NUMBER, "three", "four");
    assert_change("we will repair the wall", "we could repair the wall", READOUT_CHANGE_MODALITY,
                  "will", "could");
    assert_change("the position is consistent and clear", "the position is consistent",
                  READOUT_CHANGE_TRUNCATION, "and clear", "");
    assert_change("the gate was locked", "the gate was locked by the guard",
                  READOUT_CHANGE_ADDITION, "", "by the guard");
}

static void test_marks_and_case_are_no_change(void **state)
{
    (void)state;
    fixture fixture = compare("The gate wasn't locked.", "the gate wasn’t locked,");
    assert_int_equal(fixture.changes.count, 0);
    finish(&fixture);
}

static void test_similarity(void **state)
{
    (void)state;
    fixture fixture = compare("a defining moment", "a decisive moment");
    const version_text x = version_of(&fixture.keep, &fixture.a, (text_span){0, 17});
    const version_text y = version_of(&fixture.keep, &fixture.b, (text_span){0, 17});
    const double similarity = version_similarity(&fixture.scratch, &x, &y);
    assert_true(similarity > 0.4 && similarity < 0.7);
    assert_false(version_contains(&x, &y));
    assert_true(version_contains(&x, &x));
    finish(&fixture);
}

/* ---- Through the public interface ------------------------------------------------------------ */

static const char ONE[] =
    "The minister spoke in Kelmouth on Tuesday about the ferry and the harbour.\n\n"
    "“We will not stand by and allow any company to close this harbour,” minister Ilona "
    "Petersen said on Tuesday in Kelmouth.\n";
static const char EXTRACT[] =
    "In a short speech, a member of the government took the side of the dockers.\n\n"
    "Ilona Petersen said that the government would not “stand by and allow any company to "
    "close this harbour”.\n";
static const char STANCE[] =
    "A radio station asked the minister about the dockers and what she would do.\n\n"
    "“No company is going to be allowed to shut the port of Kelmouth while I am in office,” "
    "Ilona Petersen said.\n";

static readout_record *read_pile(const char *a, const char *b, readout_model **model,
                                 readout **engine)
{
    readout_error error;
    readout_record *record;
    const readout_options options = {.jobs = 1};
    const readout_input inputs[] = {{.content = {a, strlen(a)}, .format = READOUT_FORMAT_TEXT},
                                    {.content = {b, strlen(b)}, .format = READOUT_FORMAT_TEXT}};
    assert_int_equal(readout_model_load(NULL, model, &error), READOUT_OK);
    assert_int_equal(readout_open(*model, &options, engine, &error), READOUT_OK);
    assert_int_equal(readout_add(*engine, &inputs[0], &error), READOUT_OK);
    assert_int_equal(readout_add(*engine, &inputs[1], &error), READOUT_OK);
    assert_int_equal(readout_read(*engine, &record, &error), READOUT_OK);
    return record;
}

static void assert_verdicts(const char *a, const char *b, size_t entries, readout_verdict verdict)
{
    readout_model *model;
    readout *engine;
    size_t count;
    readout_record *record = read_pile(a, b, &model, &engine);
    const readout_quotation *quotations = readout_record_quotations(record, &count);
    assert_int_equal(count, entries);
    assert_int_equal(quotations[0].verdict, verdict);
    readout_record_free(record);
    readout_close(engine);
    readout_model_free(model);
}

static void test_extract(void **state)
{
    (void)state;
    assert_verdicts(ONE, EXTRACT, 1, READOUT_EXTRACT);
}

static void test_same_stance_is_no_version(void **state)
{
    (void)state;
    assert_verdicts(ONE, STANCE, 2, READOUT_SAME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_marks_and_case_are_no_change),
        cmocka_unit_test(test_similarity),
        cmocka_unit_test(test_extract),
        cmocka_unit_test(test_same_stance_is_no_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
