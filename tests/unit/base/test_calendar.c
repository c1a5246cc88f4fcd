/* calendar.h: dates against a calendar that is counted day by day. */
#include "base/calendar.h"
#include "unit/base/fixture.h"

static date on(int year, int month, int day)
{
    return (date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

/* Goes from 1900-01-01, a Monday, through every day to the end of 2100. */
static void every_day_of_two_centuries(void **state)
{
    (void)state;
    int32_t days = -25567;
    int weekday = 0;
    for (int year = 1900; year <= 2100; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= date_month_length(year, month); day++) {
                const date date = on(year, month, day);
                assert_true(date_valid(date));
                assert_int_equal(date_to_days(date), days);
                assert_int_equal(date_compare(date_from_days(days), date), 0);
                assert_int_equal(date_weekday(date), weekday);
                days++;
                weekday = (weekday + 1) % 7;
            }
}

static void the_whole_range_goes_there_and_back(void **state)
{
    (void)state;
    const int32_t first = date_to_days(on(1, 1, 1));
    const int32_t last = date_to_days(on(9999, 12, 31));
    assert_int_equal(last - first + 1, 3652059);
    for (int32_t days = first; days <= last; days++) {
        const date date = date_from_days(days);
        if (!date_valid(date) || date_to_days(date) != days)
            fail_msg("day number %d", days);
    }
    assert_int_equal(date_from_days(first - 1).year, 0);
    assert_int_equal(date_from_days(last + 1).year, 0);
    assert_int_equal(date_from_days(INT32_MIN).year, 0);
    assert_int_equal(date_from_days(INT32_MAX).year, 0);
}

static void weekdays_of_known_days(void **state)
{
    (void)state;
    assert_int_equal(date_weekday(on(1970, 1, 1)), 3);
    assert_int_equal(date_weekday(on(2022, 3, 14)), 0);
    assert_int_equal(date_weekday(on(2000, 2, 29)), 1);
    assert_int_equal(date_weekday(on(1, 1, 1)), 0);
    assert_int_equal(date_weekday(on(9999, 12, 31)), 4);
}

static void leap_years(void **state)
{
    (void)state;
    assert_int_equal(date_month_length(2024, 2), 29);
    assert_int_equal(date_month_length(2023, 2), 28);
    assert_int_equal(date_month_length(1900, 2), 28);
    assert_int_equal(date_month_length(2000, 2), 29);
    assert_int_equal(date_month_length(2024, 0), 0);
    assert_int_equal(date_month_length(2024, 13), 0);
}

static void only_dates_that_exist_are_valid(void **state)
{
    (void)state;
    assert_true(date_valid(on(2022, 3, 0)));
    assert_true(date_valid(on(2022, 0, 0)));
    assert_true(date_valid(on(2024, 2, 29)));
    assert_false(date_valid(on(2023, 2, 29)));
    assert_false(date_valid(on(2022, 4, 31)));
    assert_false(date_valid(on(2022, 13, 1)));
    assert_false(date_valid(on(2022, 0, 5)));
    assert_false(date_valid(on(0, 0, 0)));
    assert_false(date_valid(on(-1, 1, 1)));
    assert_false(date_valid(on(10000, 1, 1)));
}

static void missing_parts_count_as_one_and_sort_first(void **state)
{
    (void)state;
    assert_int_equal(date_to_days(on(2022, 3, 0)), date_to_days(on(2022, 3, 1)));
    assert_int_equal(date_to_days(on(2022, 0, 0)), date_to_days(on(2022, 1, 1)));
    assert_true(date_compare(on(2022, 3, 0), on(2022, 3, 1)) < 0);
    assert_true(date_compare(on(2022, 0, 0), on(2022, 1, 0)) < 0);
    assert_true(date_compare(on(2023, 0, 0), on(2022, 12, 31)) > 0);
    assert_true(date_compare(on(2022, 2, 1), on(2022, 1, 31)) > 0);
    assert_int_equal(date_compare(on(2022, 3, 14), on(2022, 3, 14)), 0);
}

static void dates_are_written_as_long_as_they_are_known(void **state)
{
    arena *arena = arena_of(state);
    assert_text(date_format(arena, on(2022, 3, 14)), "2022-03-14");
    assert_text(date_format(arena, on(2022, 3, 0)), "2022-03");
    assert_text(date_format(arena, on(2022, 0, 0)), "2022");
    assert_text(date_format(arena, on(0, 0, 0)), "");
    assert_text(date_format(arena, on(79, 8, 24)), "0079-08-24");
    assert_int_equal(date_precision(on(2022, 3, 14)), READOUT_PRECISION_DAY);
    assert_int_equal(date_precision(on(0, 0, 0)), READOUT_PRECISION_NONE);
}

static void iso_dates_are_read_at_the_start_of_the_text(void **state)
{
    arena *arena = arena_of(state);
    static const char *const READ[][2] = {
        {"2022-03-14", "2022-03-14"},
        {"20220314", "2022-03-14"},
        {"2022-03", "2022-03"},
        {"2022", "2022"},
        {"2022-03-14T10:00:00Z", "2022-03-14"},
        {"2022-03-14t23:59:59.5-05:00", "2022-03-14"},
        {"20220314T100000Z", "2022-03-14"},
        {"2022-03-14 10:00", "2022-03-14"},
        {"2022-03-14Z", "2022-03-14"},
        {"2022-03-14+01:00", "2022-03-14"},
        {" 2022-03-14\n", "2022-03-14"},
        {"2024-02-29, in the evening", "2024-02-29"},
    };
    for (size_t i = 0; i < sizeof READ / sizeof *READ; i++) {
        date date;
        assert_true(date_parse_iso(str_of(READ[i][0]), &date));
        assert_text(date_format(arena, date), READ[i][1]);
    }
}

static void what_is_no_iso_date_is_refused(void **state)
{
    (void)state;
    static const char *const REFUSED[] = {
        "",           "2",           "202",        "20223",      "202203",       "2022031",
        "202203145",  "2022-",       "2022-3-14",  "2022-03-",   "2022-03-1",    "2022-03-145",
        "2022-13",    "2022-00",     "2022-03-00", "2022-02-29", "2022-02-30T1", "0000-01-01",
        "2022-W11-1", "2022-073",    "14-03-2022", "2022 years", "2022-03 x",    "-2022-03-14",
        "2022-0314",  "2022-03-14x", "March 2022", "2022/03/14", "20\0",         "99999-01-01",
    };
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        date date = on(1, 2, 3);
        if (date_parse_iso(str_of(REFUSED[i]), &date))
            fail_msg("\"%s\" was read", REFUSED[i]);
        assert_int_equal(date_compare(date, on(1, 2, 3)), 0);
    }
}

static void every_day_is_read_as_it_is_written(void **state)
{
    arena *arena = arena_of(state);
    for (int32_t days = -25567; days < 47847; days += 3) {
        const arena_mark mark = arena_save(arena);
        const date date = date_from_days(days);
        struct date read;
        assert_true(date_parse_iso(date_format(arena, date), &read));
        assert_int_equal(date_compare(date, read), 0);
        arena_restore(arena, mark);
    }
}

static void month_names(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    for (int i = 0; i < 12; i++) {
        assert_int_equal(date_month_of(str_of(NAMES[i])), i + 1);
        assert_int_equal(date_month_of(str_slice(str_of(NAMES[i]), 0, 3)), i + 1);
    }
    assert_int_equal(date_month_of(STR("mar.")), 3);
    assert_int_equal(date_month_of(STR("Sept.")), 9);
    assert_int_equal(date_month_of(STR("MARCH")), 3);
    static const char *const OTHERS[] = {"", ".", "Ma", "Marc", "Marches", "M\xc3\xa4rz", "Monday"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        assert_int_equal(date_month_of(str_of(OTHERS[i])), 0);
}

static void weekday_names(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    for (int i = 0; i < 7; i++) {
        assert_int_equal(date_weekday_of(str_of(NAMES[i])), i);
        assert_int_equal(date_weekday_of(str_slice(str_of(NAMES[i]), 0, 3)), i);
    }
    assert_int_equal(date_weekday_of(STR("Tues.")), 1);
    assert_int_equal(date_weekday_of(STR("thurs")), 3);
    assert_int_equal(date_weekday_of(STR("Thur.")), 3);
    static const char *const OTHERS[] = {"", ".", "day", "Mondays", "Tu", "March"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        assert_int_equal(date_weekday_of(str_of(OTHERS[i])), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(every_day_of_two_centuries),
        specification(the_whole_range_goes_there_and_back),
        specification(weekdays_of_known_days),
        specification(leap_years),
        specification(only_dates_that_exist_are_valid),
        specification(missing_parts_count_as_one_and_sort_first),
        specification(dates_are_written_as_long_as_they_are_known),
        specification(iso_dates_are_read_at_the_start_of_the_text),
        specification(what_is_no_iso_date_is_refused),
        specification(every_day_is_read_as_it_is_written),
        specification(month_names),
        specification(weekday_names),
    };
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
