/* compare/dates and compare/timeline: when undated reports were published, and what happened
 * when, read through the public interface. The stories are made up. */
#include "unit/base/fixture.h"

#include <readout.h>
#include <string.h>

static readout_model *model;

typedef struct text {
    const char *published; /* "" for none */
    const char *text;
} text;

static readout_record *read_texts(const text *texts, size_t count)
{
    readout *engine;
    readout_record *record;
    readout_error error;
    const readout_options options = {.jobs = 1};
    assert_int_equal(readout_open(model, &options, &engine, &error), READOUT_OK);
    for (size_t i = 0; i < count; i++) {
        const readout_input input = {.content = str_of(texts[i].text),
                                     .published = str_of(texts[i].published),
                                     .format = READOUT_FORMAT_TEXT};
        assert_int_equal(readout_add(engine, &input, &error), READOUT_OK);
    }
    assert_int_equal(readout_read(engine, &record, &error), READOUT_OK);
    readout_close(engine);
    return record;
}

static const readout_report *report_at(const readout_record *record, size_t at)
{
    size_t count;
    const readout_report *reports = readout_record_reports(record, &count);
    assert_true(at < count);
    return &reports[at];
}

#define EXPLICIT                                                                                   \
    "On June 7, 2021, the harbour minister Ada Lindqvist met the union leader Tomas Brandt in "    \
    "Norrhamn to end the strike of the crane drivers.\n"
#define WEEKDAY                                                                                    \
    "The harbour minister Ada Lindqvist met the union leader Tomas Brandt in Norrhamn on Monday, " \
    "to end the strike of the crane drivers. It began on Friday, a speaker said.\n"

/* "Monday" is the day that another report writes out. */
static void a_weekday_takes_the_date_of_the_same_event(void **state)
{
    (void)state;
    const text texts[] = {{"", EXPLICIT}, {"", WEEKDAY}};
    readout_record *record = read_texts(texts, 2);
    const readout_date date = report_at(record, 1)->published;
    assert_text(date.value, "2021-06-07");
    assert_int_equal(date.basis, READOUT_BASIS_INFERRED);
    assert_true(str_find(date.why, STR("June 7, 2021"), 0) != SIZE_MAX);
    assert_text(date.earliest, "2021-06-07");
    readout_record_free(record);
}

/* Its other times are then counted from that date. */
static void times_are_resolved_against_the_inferred_date(void **state)
{
    (void)state;
    const text texts[] = {{"", EXPLICIT}, {"", WEEKDAY}};
    readout_record *record = read_texts(texts, 2);
    size_t count;
    const readout_time *times = readout_record_times(record, &count);
    assert_int_equal(count, 3);
    assert_text(times[1].value, "2021-06-07");
    assert_text(times[2].value, "2021-06-04");
    readout_record_free(record);
}

/* A text that tells of a day as past was not published before it; no day is named. */
static void a_bound_is_an_answer(void **state)
{
    (void)state;
    const text texts[] = {{"", EXPLICIT}};
    readout_record *record = read_texts(texts, 1);
    const readout_date date = report_at(record, 0)->published;
    assert_int_equal(date.precision, READOUT_PRECISION_NONE);
    assert_text(date.value, "");
    assert_text(date.earliest, "2021-06-07");
    assert_int_equal(date.basis, READOUT_BASIS_INFERRED);
    readout_record_free(record);
}

static void nothing_is_inferred_from_nothing(void **state)
{
    (void)state;
    const text texts[] = {
        {"", WEEKDAY},
        {"2021-06-07",
         "Bakers in Sandvik sold 90 loaves more than the year before, their guild wrote.\n"}};
    readout_record *record = read_texts(texts, 2);
    const readout_date date = report_at(record, 0)->published;
    assert_int_equal(date.basis, READOUT_BASIS_NONE);
    assert_text(date.value, "");
    assert_text(date.earliest, "");
    readout_record_free(record);
}

static void a_stated_date_stays(void **state)
{
    (void)state;
    const text texts[] = {{"2021-06-09", WEEKDAY}, {"", EXPLICIT}};
    readout_record *record = read_texts(texts, 2);
    const readout_date date = report_at(record, 0)->published;
    assert_text(date.value, "2021-06-09");
    assert_int_equal(date.basis, READOUT_BASIS_METADATA);
    readout_record_free(record);
}

/* A report of the same story, dated, and no other evidence. */
static void a_report_of_the_story_dates_another(void **state)
{
    (void)state;
    const text texts[] = {{"2021-06-08", EXPLICIT}, {"", WEEKDAY}};
    readout_record *record = read_texts(texts, 2);
    const str value = report_at(record, 1)->published.value;
    assert_true(str_equal(value, STR("2021-06-07")) || str_equal(value, STR("2021-06-08")));
    readout_record_free(record);
}

/* ---- Timeline ---------------------------------------------------------------------------------
 */

static void one_happening_is_one_entry(void **state)
{
    (void)state;
    const text texts[] = {{"", EXPLICIT}, {"", WEEKDAY}};
    readout_record *record = read_texts(texts, 2);
    size_t count;
    const readout_timeline_entry *entries = readout_record_timeline(record, &count);
    assert_int_equal(count, 2);
    assert_text(entries[0].value, "2021-06-04");
    assert_text(entries[1].value, "2021-06-07");
    assert_text(entries[1].precision, "day");
    assert_int_equal(entries[1].sources.count + entries[1].copies.count, 2);
    readout_record_free(record);
}

static void days_stand_before_months_and_years_and_the_undated_last(void **state)
{
    (void)state;
    const text texts[] = {
        {"", "The pier of Norrhamn was planned in 2019 by the town council. Its first stone was "
             "laid on January 1, 2019, by the mayor. The old pier had burned in January 2019 in a "
             "great fire. The harbour master will open it on Tuesday with a feast.\n"}};
    readout_record *record = read_texts(texts, 1);
    size_t count;
    const readout_timeline_entry *entries = readout_record_timeline(record, &count);
    assert_int_equal(count, 4);
    assert_text(entries[0].value, "2019-01-01");
    assert_text(entries[1].value, "2019-01");
    assert_text(entries[2].value, "2019");
    assert_text(entries[3].value, "");
    assert_text(entries[3].precision, "unknown");
    readout_record_free(record);
}

static bool gather(void *payload, const char *data, size_t len)
{
    buffer_add(payload, (str){data, len});
    return true;
}

static str face_of(arena *arena, const readout_record *record, readout_face face)
{
    buffer out = {.arena = arena};
    const readout_view view = {.part = READOUT_PART_TIMELINE, .face = face};
    assert_int_equal(readout_record_write(record, &view, gather, &out, NULL), READOUT_OK);
    return buffer_str(&out);
}

static void a_calendar_and_a_table_can_be_written(void **state)
{
    const text texts[] = {
        {"", "The \"new\" pier, it was said, opened on June 7, 2021, in Norrhamn.\n"}};
    readout_record *record = read_texts(texts, 1);
    const str calendar = face_of(arena_of(state), record, READOUT_FACE_ICS);
    assert_true(str_starts(calendar, STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")));
    assert_true(str_ends(calendar, STR("END:VCALENDAR\r\n")));
    assert_true(str_find(calendar,
                         STR("DTSTART;VALUE=DATE:20210607\r\nDTEND;VALUE=DATE:20210608\r\n"),
                         0) != SIZE_MAX);
    for (str rest = calendar, line; str_line(&rest, &line);)
        assert_true(line.len <= 75);
    const str table = face_of(arena_of(state), record, READOUT_FACE_CSV);
    assert_true(
        str_find(table,
                 STR("\"2021-06-07\",\"day\",\"2021-06-07\",\"2021-06-07\",\"The \"\"new\"\" pier"),
                 0) != SIZE_MAX);
    const readout_view wrong = {.part = READOUT_PART_BRIEF, .face = READOUT_FACE_CSV};
    buffer nothing = {.arena = arena_of(state)};
    assert_int_equal(readout_record_write(record, &wrong, gather, &nothing, NULL),
                     READOUT_ERR_ARGUMENT);
    readout_record_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(a_weekday_takes_the_date_of_the_same_event),
        specification(times_are_resolved_against_the_inferred_date),
        specification(a_bound_is_an_answer),
        specification(nothing_is_inferred_from_nothing),
        specification(a_stated_date_stays),
        specification(a_report_of_the_story_dates_another),
        specification(one_happening_is_one_entry),
        specification(days_stand_before_months_and_years_and_the_undated_last),
        specification(a_calendar_and_a_table_can_be_written),
    };
    if (readout_model_load(NULL, &model, NULL) != READOUT_OK)
        return 77;
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    readout_model_free(model);
    return failed;
}
