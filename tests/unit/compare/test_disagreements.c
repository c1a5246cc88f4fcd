/* Where independent reports differ in what they count, whom they name and how. Two reports of one
 * event go through the whole corridor; what comes out is "kind | text | verdict". */
#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static readout_model *model;

/* The same event, told by two who did not read each other. */
static const char *const told[] = {
    "Smoke hung over the quays for hours.\n\nThe warehouse of Norvend Cold Storage in Port Calder "
    "burned on Monday night, fire chief Maren Oduya said. Mayor Tomas Ekhart thanked the crews, "
    "who "
    "had come from three towns.\n\n",
    "Trawlers were turned away all morning.\n\nPort Calder woke to ruins. Maren Oduya, who leads "
    "the "
    "brigade, walked through what is left of Norvend Cold Storage with Tomas Ekhart. \"It is hard "
    "to "
    "look at,\" the mayor told the Chronicle.\n\n",
};

static void add(readout *engine, int which, const char *day, const char *story)
{
    char text[2000];
    const int length =
        snprintf(text, sizeof text, "Fire in the harbour\n\n%s%s", told[which], story);
    const readout_input input = {.content = {text, (size_t)length},
                                 .published = {day, strlen(day)},
                                 .format = READOUT_FORMAT_TEXT};
    assert_int_equal(readout_add(engine, &input, NULL), READOUT_OK);
}

/* All differences between the two, each with " ; " behind it. */
static void differ(const char *a, const char *b, const char *expected)
{
    const readout_options options = {.jobs = 1};
    readout *engine = NULL;
    readout_record *record = NULL;
    char found[1000] = "";
    size_t count;
    assert_int_equal(readout_open(model, &options, &engine, NULL), READOUT_OK);
    add(engine, 0, "2023-09-12", a);
    add(engine, 1, "2023-09-13", b);
    assert_int_equal(readout_read(engine, &record, NULL), READOUT_OK);
    const readout_difference *differences = readout_record_differences(record, &count);
    for (size_t i = 0; i < count; i++) {
        const size_t used = strlen(found);
        (void)snprintf(found + used, sizeof found - used, "%d | %.*s | %.*s ; ",
                       (int)differences[i].kind, (int)differences[i].text.len,
                       differences[i].text.data, (int)differences[i].verdict.len,
                       differences[i].verdict.data);
    }
    assert_string_equal(found, expected);
    readout_record_free(record);
    readout_close(engine);
}

static void test_counts(void **state)
{
    (void)state;
    differ("Two workers were killed, police said.", "Three people died in the blaze.",
           "2 | dead: Two, or Three | the later report has a newer count: no conflict ; ");
    differ("Two workers were killed, police said.", "The death toll has risen to three.",
           "2 | dead: Two, or three | the later report has a newer count: no conflict ; ");
    differ("Fourteen people were injured.", "At least 17 people were hurt.",
           "2 | injured: Fourteen, or At least 17 | the later report has a newer count: no "
           "conflict ; ");
}

static void test_counts_that_agree(void **state)
{
    (void)state;
    differ("Two workers were killed, police said.", "Two people died in the blaze.", "");
    differ("Seventeen people were hurt.", "At least fifteen people were hurt.", "");
    differ("Eighty-five firefighters fought the blaze.", "About 90 firefighters fought the blaze.",
           "");
}

static void test_what_is_no_count_of_all(void **state)
{
    (void)state;
    differ("Two workers were killed, police said.", "Three of the dead were killed by smoke.", "");
    differ("Two workers were killed, police said.", "In June 2009 a fire killed one person.", "");
    differ("Two workers were killed, police said.", "A 26-year-old packer died on Tuesday.", "");
}

static void test_names(void **state)
{
    (void)state;
    differ(
        "Emilia Thorne, president of the Dockers Union, spoke of letters.",
        "Emilia Thorn, president of the Dockers Union, spoke of letters.",
        "4 | Emilia Thorne, or Emilia Thorn | independent reports spell the name differently ; ");
    differ("Emilia Thorne, president of the Dockers Union, spoke of letters.",
           "Emilia Thorne, chairman of the Dockers Union, wrote to the mayor.",
           "3 | Emilia Thorne: president of the Dockers Union, or chairman of the Dockers Union | "
           "independent reports differ ; ");
}

int main(void)
{
    if (readout_model_load(NULL, &model, NULL) != READOUT_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_counts_that_agree),
        cmocka_unit_test(test_what_is_no_count_of_all),
        cmocka_unit_test(test_names),
    };
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    readout_model_free(model);
    return failed;
}
