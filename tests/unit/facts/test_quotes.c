/* Words inside quotation marks: which are speech, and which only names. */
#include "engine/engine.h"
#include "said.h"

static const quote_array *quotes_of(const said *said)
{
    return &said->engine->entries[0]->facts.quotes;
}

static void test_names_are_no_speech(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "The so-called “harbour of peace” was closed on Monday.\n",
        "Earl “Butch” Reeve opened the gate.\n",
        "She read the novel “The Locked Gate” in one night.\n",
        "The man known as “the key” was seen at the gate.\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        said said = said_in(texts[i]);
        const quote_array *quotes = quotes_of(&said);
        if (quotes->count != 1 || quotes->items[0].speech)
            fail_msg("%s", texts[i]);
        said_end(&said);
    }
}

static void test_short_speech_is_speech(void **state)
{
    (void)state;
    said said = said_in("Tom Reeve called the report “a bad joke” on Monday.\n");
    assert_int_equal(quotes_of(&said)->count, 1);
    assert_true(quotes_of(&said)->items[0].speech);
    assert_int_not_equal(quotes_of(&said)->items[0].statement, UINT32_MAX);
    said_end(&said);
}

static void test_doubled_apostrophes(void **state)
{
    (void)state;
    said said = said_in("''The gate wasn't locked,'' said Tom Reeve.\n");
    assert_int_equal(quotes_of(&said)->count, 1);
    assert_int_equal(quotes_of(&said)->items[0].words, 4);
    said_end(&said);
}

static void test_nested_low_marks(void **state)
{
    (void)state;
    said said = said_in("She said only: „The word ‚locked‘ does not come from us.“\n");
    assert_int_equal(quotes_of(&said)->count, 1);
    assert_int_equal(quotes_of(&said)->items[0].words, 8);
    said_end(&said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_no_speech),
        cmocka_unit_test(test_short_speech_is_speech),
        cmocka_unit_test(test_doubled_apostrophes),
        cmocka_unit_test(test_nested_low_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
