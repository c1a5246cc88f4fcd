/* facts/times: expressions and what they mean, for given dates of the report. */
#include "facts/facts.h"
#include "unit/base/fixture.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The times of one sentence in a report of that date ("" for none). */
static time_array find(arena *arena, const char *text, date anchor)
{
    static memory memory;
    struct arena scratch;
    arena_init(&scratch, &memory);
    report report = {.text = str_of(text)};
    analysis analysis = {0};
    time_array times = {0};
    *array_push(arena, &report.blocks) = (block){0, (uint32_t)report.text.len, BLOCK_PROSE};
    *array_push(arena, &analysis.sentences) =
        (sentence){.start = 0, .end = (uint32_t)report.text.len};
    times_date(arena, times_find(arena, &scratch, &report, &analysis), anchor, &times);
    arena_finish(&scratch);
    return times;
}

static date day_of(const char *iso)
{
    date date = {0, 0, 0};
    (void)date_parse_iso(str_of(iso), &date);
    return date;
}

/* ---- A table of expressions -------------------------------------------------------------------
 */

typedef struct example {
    const char *report; /* its date */
    const char *text;
    const char *words; /* NULL: nothing is found */
    const char *type;
    const char *value;
    const char *mod;
    const char *earliest;
    const char *latest;
} example;

/* 2022-03-16 is a Wednesday. */
static const example examples[] = {
    /* Dates that say everything. */
    {"", "It met on March 14, 2022, in Rome.", "March 14, 2022", "DATE", "2022-03-14", "",
     "2022-03-14", "2022-03-14"},
    {"", "It met on 14 March 2022.", "14 March 2022", "DATE", "2022-03-14", "", "2022-03-14",
     "2022-03-14"},
    {"", "It met on the 14th of March, 2022.", "the 14th of March, 2022", "DATE", "2022-03-14", "",
     "2022-03-14", "2022-03-14"},
    {"", "It met on Mon., Sept. 26, 1988.", "Mon., Sept. 26, 1988", "DATE", "1988-09-26", "",
     "1988-09-26", "1988-09-26"},
    {"", "Dated 2022-03-14 here.", "2022-03-14", "DATE", "2022-03-14", "", "2022-03-14",
     "2022-03-14"},
    {"", "Dated 3/14/2022 here.", "3/14/2022", "DATE", "2022-03-14", "", "2022-03-14",
     "2022-03-14"},
    {"", "Dated 31/12/2021 here.", "31/12/2021", "DATE", "2021-12-31", "", "2021-12-31",
     "2021-12-31"},
    {"", "It was in November 2021.", "November 2021", "DATE", "2021-11", "", "2021-11-01",
     "2021-11-30"},
    {"", "It was in February 2020.", "February 2020", "DATE", "2020-02", "", "2020-02-01",
     "2020-02-29"},
    {"", "It was built in 1911.", "1911", "DATE", "1911", "", "1911-01-01", "1911-12-31"},
    {"", "In the 1990s it grew.", "the 1990s", "DATE", "199", "", "1990-01-01", "1999-12-31"},
    {"", "In the late '90s it grew.", "the late '90s", "DATE", "199", "END", NULL, "1999-12-31"},
    {"", "A leader of the 20th century.", "the 20th century", "DATE", "19", "", "1900-01-01",
     "1999-12-31"},
    {"", "It fell from March 14 to 16, 2022.", "March 14 to 16, 2022", "DATE",
     "2022-03-14/2022-03-16", "", "2022-03-14", "2022-03-16"},
    {"", "It fell in the winter of nineteen ninety-four.", "the winter of nineteen ninety-four",
     "DATE", "1994-WI", "", NULL, NULL},
    /* Dates that need the report's. */
    {"2022-03-16", "It met on March 14.", "March 14", "DATE", "2022-03-14", "", "2022-03-14",
     "2022-03-14"},
    {"2022-01-05", "It met on Dec. 30.", "Dec. 30", "DATE", "2021-12-30", "", "2021-12-30",
     "2021-12-30"},
    {"2022-12-20", "It will meet on Jan. 4.", "Jan. 4", "DATE", "2023-01-04", "", "2023-01-04",
     "2023-01-04"},
    {"2022-03-16", "They last met in Zurich in October.", "October", "DATE", "2021-10", "",
     "2021-10-01", "2021-10-31"},
    {"2022-03-16", "They will meet again in October.", "October", "DATE", "2022-10", "",
     "2022-10-01", "2022-10-31"},
    {"2022-03-16", "They met last May.", "last May", "DATE", "2021-05", "", "2021-05-01",
     "2021-05-31"},
    {"2022-03-16", "They met in June last year.", "June last year", "DATE", "2021-06", "",
     "2021-06-01", "2021-06-30"},
    {"", "They met on March 14.", "March 14", "DATE", "XXXX-03-14", "", "", ""},
    {"", "They met in October.", "October", "DATE", "XXXX-10", "", "", ""},
    /* Weekdays. */
    {"2022-03-16", "They met on Monday.", "Monday", "DATE", "2022-03-14", "", "2022-03-14",
     "2022-03-14"},
    {"2022-03-16", "They met on Wednesday.", "Wednesday", "DATE", "2022-03-16", "", "2022-03-16",
     "2022-03-16"},
    {"2022-03-16", "They met on Thursday.", "Thursday", "DATE", "2022-03-10", "", "2022-03-10",
     "2022-03-10"},
    {"2022-03-16", "They will meet on Friday.", "Friday", "DATE", "2022-03-18", "", "2022-03-18",
     "2022-03-18"},
    {"2022-03-16", "They met last Wednesday.", "last Wednesday", "DATE", "2022-03-09", "",
     "2022-03-09", "2022-03-09"},
    {"2022-03-16", "They met on Monday of last week.", "Monday of last week", "DATE", "2022-03-07",
     "", "2022-03-07", "2022-03-07"},
    {"2022-03-16", "They met on Monday (14th) in Rome.", "Monday (14th)", "DATE", "2022-03-14", "",
     "2022-03-14", "2022-03-14"},
    {"", "They met on Monday.", "Monday", "DATE", "XXXX-WXX-1", "", "", ""},
    {"2022-03-16", "They met on Sunday night.", "Sunday night", "TIME", "2022-03-13TNI", "",
     "2022-03-13", "2022-03-13"},
    {"2022-03-16", "They left the day before yesterday.", "the day before yesterday", "DATE",
     "2022-03-14", "", "2022-03-14", "2022-03-14"},
    /* Today and periods around it. */
    {"2022-03-16", "It opened yesterday.", "yesterday", "DATE", "2022-03-15", "", "2022-03-15",
     "2022-03-15"},
    {"2022-03-16", "It opened last night.", "last night", "TIME", "2022-03-15TNI", "", "2022-03-15",
     "2022-03-15"},
    {"2022-03-16", "She warned last week.", "last week", "DATE", "2022-W10", "", "2022-03-07",
     "2022-03-13"},
    {"2022-03-16", "It grew last month.", "last month", "DATE", "2022-02", "", "2022-02-01",
     "2022-02-28"},
    {"2022-03-16", "It ended late last year.", "late last year", "DATE", "2021", "END",
     "2021-09-01", "2021-12-31"},
    {"2022-03-16", "It ended earlier this month.", "earlier this month", "DATE", "2022-03", "START",
     "2022-03-01", "2022-03-16"},
    {"2022-03-16", "Its congress is this fall.", "this fall", "DATE", "2022-FA", "", "2022-09-01",
     "2022-11-30"},
    {"2022-03-16", "Net rose in the fourth quarter.", "the fourth quarter", "DATE", "2021-Q4", "",
     "2021-10-01", "2021-12-31"},
    {"2022-03-16", "Net rose in Q3 2010.", "Q3 2010", "DATE", "2010-Q3", "", "2010-07-01",
     "2010-09-30"},
    {"2022-03-16", "It began two weeks ago.", "two weeks ago", "DATE", "2022-W09", "", "2022-02-28",
     "2022-03-06"},
    {"2022-03-16", "It began 11 days ago.", "11 days ago", "DATE", "2022-03-05", "", "2022-03-05",
     "2022-03-05"},
    {"2022-03-16", "It began a decade ago.", "a decade ago", "DATE", "2012", "", "2012-01-01",
     "2012-12-31"},
    {"2022-03-16", "Officials in recent weeks warned.", "recent weeks", "DURATION", "PXW", "",
     "2022-01-19", "2022-03-16"},
    {"2022-03-16", "Over the past three months it fell.", "the past three months", "DURATION",
     "P3M", "", "2021-12-01", "2022-03-16"},
    {"2022-03-16", "It was found on Thanksgiving Day.", "Thanksgiving Day", "DATE", "2021-11-25",
     "", "2021-11-25", "2021-11-25"},
    {"2022-05-16", "They met on Easter Sunday.", "Easter Sunday", "DATE", "2022-04-17", "",
     "2022-04-17", "2022-04-17"},
    {"", "They met on Monday, on Christmas Eve 2018.", "Christmas Eve 2018", "DATE", "2018-12-24",
     "", "2018-12-24", "2018-12-24"},
    /* Times of day. */
    {"2022-03-16", "It fell at 10:35 a.m. on Monday.", "10:35 a.m. on Monday", "TIME",
     "2022-03-14T10:35", "", "2022-03-14", "2022-03-14"},
    {"2022-03-16", "It fell at noon Monday.", "noon Monday", "TIME", "2022-03-14T12:00", "",
     "2022-03-14", "2022-03-14"},
    {"2022-03-16", "They end today at 5 p.m. EST.", "today at 5 p.m. EST", "TIME",
     "2022-03-16T17:00", "", "2022-03-16", "2022-03-16"},
    /* Lengths and frequencies. */
    {"", "It took two years.", "two years", "DURATION", "P2Y", "", "", ""},
    {"", "A ten-hour flight.", "ten-hour", "DURATION", "PT10H", "", "", ""},
    {"", "It took more than twenty-four hours.", "more than twenty-four hours", "DURATION", "PT24H",
     "MORE_THAN", "", ""},
    {"", "It took a year and a half.", "a year and a half", "DURATION", "P1.5Y", "", "", ""},
    {"", "It took half an hour.", "half an hour", "DURATION", "PT30M", "", "", ""},
    {"", "It took several months.", "several months", "DURATION", "PXM", "", "", ""},
    {"", "It took 2.5 years.", "2.5 years", "DURATION", "P2.5Y", "", "", ""},
    {"", "They meet every Thursday.", "every Thursday", "SET", "XXXX-WXX-4", "", "", ""},
    {"", "They meet twice a week.", "twice a week", "SET", "P1W", "", "", ""},
    {"", "They meet daily.", "daily", "SET", "P1D", "", "", ""},
    {"", "They are now at war.", "now", "DATE", "PRESENT_REF", "", "", ""},
    {"", "A yearlong fight ended.", "A yearlong", "DURATION", "P1Y", "", "", ""},
    /* Parts of months and years; the day spoken of. 31 March 2009 is a Tuesday. */
    {"2009-04-20", "Sales rose in the last week of March.", "the last week of March", "DATE",
     "2009-W13", "", "2009-03-23", "2009-03-29"},
    {"2022-06-16", "They met in the first week of May.", "the first week of May", "DATE",
     "2022-W18", "", "2022-05-02", "2022-05-08"},
    {"2010-03-16", "Sales rose in the final quarter of 2009.", "the final quarter of 2009", "DATE",
     "2009-Q4", "", "2009-10-01", "2009-12-31"},
    {"2022-03-16", "They met on the last day of last month.", "the last day of last month", "DATE",
     "2022-02-28", "", "2022-02-28", "2022-02-28"},
    {"2022-03-16", "They met on the first day of this year.", "the first day of this year", "DATE",
     "2022-01-01", "", "2022-01-01", "2022-01-01"},
    {"1991-03-16", "Net fell in fiscal 1990's third quarter.", "fiscal 1990's third quarter",
     "DATE", "1990-Q3", "", "1990-07-01", "1990-09-30"},
    {"2022-03-16", "It was shot on the night of March 3.", "the night of March 3", "TIME",
     "2022-03-03TNI", "", "2022-03-03", "2022-03-03"},
    {"2022-03-16", "The index ended the day lower.", "the day", "DATE", "2022-03-16", "",
     "2022-03-16", "2022-03-16"},
    {"2022-03-16", "It rained this past weekend.", "this past weekend", "DATE", "2022-W10-WE", "",
     "2022-03-12", "2022-03-13"},
    {"2022-03-16", "The 1990's were good.", "The 1990's", "DATE", "199", "", "1990-01-01",
     "1999-12-31"},
    {"2022-03-16", "The year's end is near.", "The year's end", "DATE", "2022", "END", NULL, NULL},
    {"2022-03-16", "It fell at 10:35 a.m. (0735 GMT) Friday.", "10:35 a.m.", "TIME",
     "2022-03-11T10:35", "", "2022-03-11", "2022-03-11"},
    {"2022-03-16", "It fell at 10:35 a.m. (0735 GMT) Friday.", "0735 GMT", "TIME",
     "2022-03-11T07:35Z", "", "2022-03-11", "2022-03-11"},
    {"", "It fell for eight trading days.", "eight trading days", "DURATION", "P8D", "", "", ""},
    {"2022-07-10", "Schools open in the fall.", "the fall", "DATE", "2022-FA", "", "2022-09-01",
     "2022-11-30"},
    /* Now, then, soon. */
    {"", "It will open in the near future.", "the near future", "DATE", "FUTURE_REF", "", "", ""},
    {"", "He will one day be king.", "one day", "DATE", "FUTURE_REF", "", "", ""},
    {"", "In those days it was open.", "those days", "DATE", "PAST_REF", "", "", ""},
    {"", "It opened years ago.", "years ago", "DATE", "PAST_REF", "", "", ""},
    /* No time at all. */
    {"2022-03-16", "Shares fell on Black Monday, the Sunday Times said.", NULL, NULL, NULL, NULL,
     NULL, NULL},
    {"2022-03-16", "It may march on.", NULL, NULL, NULL, NULL, NULL, NULL},
    {"2022-03-16", "The 44-year-old man has 2,022 sheep.", NULL, NULL, NULL, NULL, NULL, NULL},
    {"2022-03-16", "Dated 31/31/2021 or the 30/30 of February 30.", NULL, NULL, NULL, NULL, NULL,
     NULL},
    {"2022-03-16", "A second attempt cost $2000.", NULL, NULL, NULL, NULL, NULL, NULL},
};

static void check(arena *arena, const example *example)
{
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    const time_array times = find(arena, example->text, day_of(example->report));
    if (example->words == NULL) {
        if (times.count > 0)
            fail_msg("\"%s\" has no time", example->text);
        return;
    }
    for (uint32_t i = 0; i < times.count; i++) {
        const time_mention *time = &times.items[i];
        const str words = str_slice(str_of(example->text), time->span.start, time->span.end);
        if (!str_equal(words, str_of(example->words)))
            continue;
        assert_string_equal(types[time->type], example->type);
        assert_text(time->value, example->value);
        assert_text(time->mod, example->mod);
        if (example->earliest != NULL)
            assert_text(date_format(arena, time->earliest), example->earliest);
        if (example->latest != NULL)
            assert_text(date_format(arena, time->latest), example->latest);
        assert_non_null(time->rule);
        return;
    }
    fail_msg("\"%s\" is not found in \"%s\"", example->words, example->text);
}

static void expressions_mean_what_the_table_says(void **state)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
        check(arena_of(state), &examples[i]);
}

/* ---- Every day of two centuries
 * ------------------------------------------------------------------ */

static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

static time_mention only(arena *arena, const char *text, date anchor)
{
    const time_array times = find(arena, text, anchor);
    if (times.count != 1)
        fail_msg("\"%s\" has %u times", text, times.count);
    return times.items[0];
}

/* The last such day, the report's own included; the next one when the clause is of the future. */
static void every_weekday_is_the_nearest_on_its_side(void **state)
{
    const int32_t first = date_to_days((date){1900, 1, 1}),
                  last = date_to_days((date){2100, 12, 31});
    char text[64];
    for (int32_t day = first; day <= last; day += 5) {
        const arena_mark mark = arena_save(arena_of(state));
        const date anchor = date_from_days(day);
        const int weekday = (int)(day - first) % 7;
        snprintf(text, sizeof text, "They met on %s.", weekdays[weekday]);
        const int32_t past = date_to_days(only(arena_of(state), text, anchor).earliest);
        assert_in_range(day - past, 0, 6);
        assert_int_equal(date_weekday(date_from_days(past)), weekday);
        snprintf(text, sizeof text, "They will meet on %s.", weekdays[weekday]);
        const int32_t future = date_to_days(only(arena_of(state), text, anchor).earliest);
        assert_in_range(future - day, 0, 6);
        assert_int_equal(date_weekday(date_from_days(future)), weekday);
        arena_restore(arena_of(state), mark);
    }
}

static void every_day_is_found_by_its_month_and_number(void **state)
{
    const int32_t first = date_to_days((date){1900, 1, 1}),
                  last = date_to_days((date){2100, 12, 31});
    char text[64];
    for (int32_t day = first; day <= last; day += 3) {
        const arena_mark mark = arena_save(arena_of(state));
        const date date = date_from_days(day);
        snprintf(text, sizeof text, "They met on %s %d.", months[date.month - 1], date.day);
        assert_int_equal(date_to_days(only(arena_of(state), text, date).earliest), day);
        const struct date later = date_from_days(day + 20);
        assert_int_equal(date_to_days(only(arena_of(state), text, later).earliest), day);
        assert_int_equal(date_to_days(only(arena_of(state), "They met yesterday.", date).earliest),
                         day - 1);
        arena_restore(arena_of(state), mark);
    }
}

static void every_month_and_year_ends_where_the_calendar_says(void **state)
{
    for (int year = 1900; year <= 2100; year++)
        for (int month = 1; month <= 12; month++) {
            const arena_mark mark = arena_save(arena_of(state));
            const date anchor = {(int16_t)year, (uint8_t)month,
                                 (uint8_t)date_month_length(year, month)};
            const int before = month == 1 ? year - 1 : year, number = month == 1 ? 12 : month - 1;
            const time_mention last = only(arena_of(state), "It grew last month.", anchor);
            assert_int_equal(
                date_compare(last.earliest, (date){(int16_t)before, (uint8_t)number, 1}), 0);
            assert_int_equal(
                date_compare(last.latest, (date){(int16_t)before, (uint8_t)number,
                                                 (uint8_t)date_month_length(before, number)}),
                0);
            const time_mention next = only(arena_of(state), "It will grow next year.", anchor);
            assert_int_equal(date_compare(next.earliest, (date){(int16_t)(year + 1), 1, 1}), 0);
            assert_int_equal(date_compare(next.latest, (date){(int16_t)(year + 1), 12, 31}), 0);
            char text[64];
            snprintf(text, sizeof text, "They met on the last day of %s %d.", months[month - 1],
                     year);
            const time_mention end = only(arena_of(state), text, anchor);
            assert_int_equal(date_compare(end.earliest, anchor), 0);
            const time_mention week = only(arena_of(state), "It grew last week.", anchor);
            assert_int_equal(date_weekday(week.earliest), 0);
            assert_in_range(date_to_days(anchor) - date_to_days(week.latest), 1, 7);
            arena_restore(arena_of(state), mark);
        }
}

/* 29 February is placed in a leap year or not at all. */
static void leap_days_exist(void **state)
{
    for (int year = 1900; year <= 2100; year++) {
        const time_array times =
            find(arena_of(state), "They met on February 29.", (date){(int16_t)year, 6, 1});
        for (uint32_t i = 0; i < times.count; i++)
            if (times.items[i].earliest.year != 0)
                assert_true(date_valid(times.items[i].earliest));
    }
}

/* ---- Independence
 * --------------------------------------------------------------------------------- */

static void nothing_depends_on_the_clock_or_the_locale(void **state)
{
    static const char *const zones[] = {"UTC", "Asia/Tokyo", "America/Los_Angeles",
                                        "Pacific/Kiritimati"};
    static const char text[] =
        "They met on Monday and yesterday, and will meet on Friday at 5 p.m. and in October.";
    const time_array usual = find(arena_of(state), text, (date){2022, 3, 16});
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        setenv("TZ", zones[i], 1);
        tzset();
        setlocale(LC_ALL, i % 2 == 0 ? "de_DE.UTF-8" : "C");
        const time_array here = find(arena_of(state), text, (date){2022, 3, 16});
        assert_int_equal(here.count, usual.count);
        for (uint32_t k = 0; k < here.count; k++)
            assert_true(str_equal(here.items[k].value, usual.items[k].value));
    }
    const time_array open = find(arena_of(state), text, (date){0, 0, 0});
    assert_int_equal(open.count, usual.count);
    for (uint32_t k = 0; k < open.count; k++)
        assert_int_equal(open.items[k].earliest.year, 0);
}

/* Which expressions are found, and where, does not depend on the report's date. */
static void the_same_words_are_found_for_every_date(void **state)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const time_array here = find(arena_of(state), examples[i].text, (date){1957, 10, 4});
        const time_array there = find(arena_of(state), examples[i].text, (date){0, 0, 0});
        assert_int_equal(here.count, there.count);
        for (uint32_t k = 0; k < here.count; k++) {
            assert_int_equal(here.items[k].span.start, there.items[k].span.start);
            assert_int_equal(here.items[k].span.end, there.items[k].span.end);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(expressions_mean_what_the_table_says),
        specification(every_weekday_is_the_nearest_on_its_side),
        specification(every_day_is_found_by_its_month_and_number),
        specification(every_month_and_year_ends_where_the_calendar_says),
        specification(leap_days_exist),
        specification(nothing_depends_on_the_clock_or_the_locale),
        specification(the_same_words_are_found_for_every_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
