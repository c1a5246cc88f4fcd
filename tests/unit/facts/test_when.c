/* statement.when: which time expression tells when something was said. The trees are those of the
 * model that is built in; the report has no date, so that values keep their X. */
#include "said.h"

typedef struct example {
    const char *text;
    const char *cue;
    const char *time; /* NULL: none */
} example;

static const example examples[] = {
    /* The cue's own. */
    {"Tom Reeve said on Monday that the gate was locked.\n", "said", "Monday"},
    {"On Monday, Tom Reeve said the gate was locked.\n", "said", "Monday"},
    {"A senior harbour official told Reuters Sunday that the gate was locked.\n", "told", "Sunday"},
    {"Harbour spokesman Tom Reeve on Monday denied that the gate was locked.\n", "denied",
     "Monday"},
    {"“The gate was locked all night,” Tom Reeve said Monday.\n", "said", "Monday"},
    {"Tom Reeve told Ann Lee on the programme on Sunday that the gate was locked.\n", "told",
     "Sunday"},
    {"Tom Reeve declined on Friday to say whether the gate was locked.\n", "declined", "Friday"},
    {"Officials have warned in recent weeks that the gate may break.\n", "warned", "recent weeks"},
    /* By way of a document, or of a clause that says how somebody spoke. */
    {"Tom Reeve said in a statement released on Tuesday that the gate was locked.\n", "said",
     "Tuesday"},
    {"“The gate was locked,” Tom Reeve said in a statement on Sunday.\n", "said", "Sunday"},
    {"Speaking on Thursday, Tom Reeve said the gate was locked.\n", "said", "Thursday"},
    {"The committee sent a letter to the mayor on Friday arguing that the gate must stay.\n",
     "arguing", "Friday"},
    {"Ferry traffic grew by a tenth, according to figures released on Tuesday.\n", "according to",
     "Tuesday"},
    /* The content's: not the saying's. */
    {"Tom Reeve said that the gate was locked on Friday.\n", "said", NULL},
    {"“The gate was locked on Friday,” Tom Reeve said.\n", "said", NULL},
    {"Tom Reeve said nobody had seen the raid on Friday.\n", "said", NULL},
    {"Since May, Tom Reeve has said that the gate is safe.\n", "said", NULL},
};

static void the_time_of_the_cue_and_no_other(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        said said = said_in(examples[i].text);
        size_t count;
        const readout_time *times = readout_record_times(said.record, &count);
        const readout_statement *it = said_with(&said, examples[i].cue);
        if (examples[i].time == NULL && it->when != READOUT_NONE)
            fail_msg("a time in \"%s\"", examples[i].text);
        if (examples[i].time != NULL && it->when >= count)
            fail_msg("no time in \"%s\"", examples[i].text);
        if (examples[i].time != NULL)
            assert_text(readout_record_text(said.record, times[it->when].span), examples[i].time);
        said_end(&said);
    }
}

static void speech_that_goes_on_has_the_day_that_it_began(void **state)
{
    (void)state;
    said said = said_in("Tom Reeve told reporters on Monday that the gate had been locked.\n\n"
                        "“Nobody had the key,” Reeve added.\n\n"
                        "Ann Lee said the key was lost.\n");
    const readout_statement *first = said_with(&said, "told");
    assert_int_not_equal(first->when, READOUT_NONE);
    assert_int_equal(said_with(&said, "added")->when, first->when);
    assert_int_equal(said_with(&said, "said")->when, READOUT_NONE);
    said_end(&said);
}

static void what_somebody_says_now_is_not_of_the_day_he_spoke(void **state)
{
    (void)state;
    said said = said_in("Tom Reeve said on Monday that the gate had been locked. "
                        "Reeve says he was asleep.\n");
    assert_int_not_equal(said_with(&said, "said")->when, READOUT_NONE);
    assert_int_equal(said_with(&said, "says")->when, READOUT_NONE);
    said_end(&said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_time_of_the_cue_and_no_other),
        cmocka_unit_test(speech_that_goes_on_has_the_day_that_it_began),
        cmocka_unit_test(what_somebody_says_now_is_not_of_the_day_he_spoke),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
