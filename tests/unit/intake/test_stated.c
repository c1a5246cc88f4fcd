/* stated.c: dates in words, in addresses, and what a line says about them. */
#include "intake/stated.h"
#include "unit/base/fixture.h"

#define assert_date(line, expected)                                                                \
    do {                                                                                           \
        date date = {0};                                                                           \
        bool found = stated_date(STR(line), &date);                                                \
        assert_text(date_format(arena_of(state), found ? date : (struct date){0}), expected);      \
    } while (0)

#define assert_url(url, expected)                                                                  \
    do {                                                                                           \
        date date = {0};                                                                           \
        bool found = stated_in_url(STR(url), &date);                                               \
        assert_text(date_format(arena_of(state), found ? date : (struct date){0}), expected);      \
    } while (0)

#define assert_line(line, kind)                                                                    \
    do {                                                                                           \
        date date;                                                                                 \
        assert_int_equal(stated_line(STR(line), &date), (kind));                                   \
    } while (0)

static void full_dates_are_read_in_many_forms(void **state)
{
    assert_date("Published: March 14, 2022", "2022-03-14");
    assert_date("Updated 14 Mar 2022 10:00", "2022-03-14");
    assert_date("Mon 14th March 2022", "2022-03-14");
    assert_date("2022-03-14T10:00:00Z", "2022-03-14");
    assert_date("14.03.2022, 9:15", "2022-03-14");
    assert_date("03/14/2022", "2022-03-14");
    assert_date("14/03/2022", "2022-03-14");
}

static void ambiguous_and_impossible_dates_are_none(void **state)
{
    assert_date("03/04/2022", "");
    assert_date("March 14", "");
    assert_date("31.02.2022", "");
    assert_date("", "");
}

static void addresses_carry_dates(void **state)
{
    assert_url("https://example.org/2022/03/14/ferries", "2022-03-14");
    assert_url("https://example.org/news/2022-03-14-ferries", "2022-03-14");
    assert_url("https://example.org/2022/mar/14/ferries", "2022-03-14");
    assert_url("https://example.org/news/20220314/ferries", "2022-03-14");
    assert_url("https://example.org/2019/0802/ferries", "2019-08-02");
    assert_url("https://example.org/article/123456789012", "");
    assert_url("https://example.org/2022/ferries", "");
}

static void lines_about_dates_are_told_apart(void **state)
{
    (void)state;
    assert_line("Published: March 14, 2022", STATED_PUBLISHED);
    assert_line("Published 3 hours ago", STATED_PUBLISHED);
    assert_line("Last updated 14 March 2022 10:00 GMT", STATED_MODIFIED);
    assert_line("Monday, 14 March 2022, 10:00 am", STATED_DATE);
    assert_line("Marstad, 14 March", STATED_DATELINE);
    assert_line("Ferries collide in the fog", STATED_NONE);
    assert_line("The harbour was closed on March 14, 2022, the mayor said.", STATED_NONE);
}

static void the_dateline_before_a_sentence_is_found(void **state)
{
    (void)state;
    assert_text(stated_dateline(STR("MARSTAD, March 14 (Wire) - Two ferries collided.")),
                "MARSTAD, March 14 (Wire)");
    assert_text(stated_dateline(STR("Two ferries collided - on March 14.")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(full_dates_are_read_in_many_forms),
        specification(ambiguous_and_impossible_dates_are_none),
        specification(addresses_carry_dates),
        cmocka_unit_test(lines_about_dates_are_told_apart),
        cmocka_unit_test(the_dateline_before_a_sentence_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
