/* compare/timeline and compare/order: what joins to one entry, and happenings that are dated by
 * their order. Read through the public interface; the stories are made up. */
#include "unit/base/fixture.h"

#include <readout.h>
#include <string.h>

static readout_model *model;

static readout_record *read_texts(const char *const *texts, size_t count)
{
    readout *engine;
    readout_record *record;
    readout_error error;
    const readout_options options = {.jobs = 1};
    assert_int_equal(readout_open(model, &options, &engine, &error), READOUT_OK);
    for (size_t i = 0; i < count; i++) {
        const readout_input input = {.content = str_of(texts[i]),
                                     .published = STR("2021-06-09"),
                                     .format = READOUT_FORMAT_TEXT};
        assert_int_equal(readout_add(engine, &input, &error), READOUT_OK);
    }
    assert_int_equal(readout_read(engine, &record, &error), READOUT_OK);
    readout_close(engine);
    return record;
}

/* The entry whose text starts so. */
static const readout_timeline_entry *entry_of(const readout_record *record, const char *text)
{
    size_t count;
    const readout_timeline_entry *entries = readout_record_timeline(record, &count);
    for (size_t i = 0; i < count; i++)
        if (str_starts(entries[i].text, str_of(text)))
            return &entries[i];
    fail_msg("no entry \"%s\"", text);
    return NULL;
}

/* ---- Order ------------------------------------------------------------------------------------
 */

/* 9 June 2021 is a Wednesday. */
static const char order_story[] =
    "The harbour minister Ada Lindqvist met the union leader Tomas Brandt in Norrhamn on Monday, "
    "to end the strike of the crane drivers.\n\n"
    "After the meeting, Lindqvist praised the crane drivers of Norrhamn.\n\n"
    "During the meeting, Brandt handed a letter of the drivers to the minister.\n\n"
    "A union official told reporters on Tuesday that the company Hallmark had offered new talks "
    "to the drivers.\n\n"
    "The town grew quiet after the explosion at the Hallmark mill.\n\n"
    "On the eve of the meeting, Brandt spoke to his men in the old church.\n\n"
    "The vote of the council on June 3, 2021, was preceded by a debate in the parliament of "
    "Norrhamn.\n\n"
    "After the hearing, the lawyer Ivo Anders left the town.\n\n"
    "The cranes of Norrhamn must move again by Friday, Lindqvist said.\n";

typedef struct expected {
    const char *text;
    const char *precision;
    const char *earliest;
    const char *latest;
} expected;

static void order_bounds_what_no_time_dates(void **state)
{
    static const expected entries[] = {
        {"After the meeting, Lindqvist", "after", "2021-06-07", ""},
        {"During the meeting, Brandt", "day", "2021-06-07", "2021-06-07"},
        {"the company Hallmark had offered", "before", "", "2021-06-08"},
        {"the explosion at the Hallmark mill", "before", "", "2021-06-09"},
        {"On the eve of the meeting", "day", "2021-06-06", "2021-06-06"},
        {"a debate in the parliament", "before", "", "2021-06-03"},
        {"After the hearing", "unknown", "", ""},
        {"The cranes of Norrhamn must", "before", "", "2021-06-11"},
    };
    (void)state;
    const char *const texts[] = {order_story};
    readout_record *record = read_texts(texts, 1);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        const readout_timeline_entry *entry = entry_of(record, entries[i].text);
        assert_text(entry->precision, entries[i].precision);
        assert_text(entry->earliest, entries[i].earliest);
        assert_text(entry->latest, entries[i].latest);
        assert_true(entry->resolved_by.len > 0);
        assert_int_equal(entry->sources.count, 1);
    }
    readout_record_free(record);
}

/* A happening that some report dates needs no bound. */
static void a_date_beats_a_bound(void **state)
{
    (void)state;
    const char *const texts[] = {
        "Ada Lindqvist and Tomas Brandt are in Norrhamn. The town grew quiet after the explosion "
        "at the Hallmark mill.\n",
        "Ada Lindqvist and Tomas Brandt are in Norrhamn. The explosion at the Hallmark mill on "
        "Sunday killed nobody, the mayor said.\n"};
    readout_record *record = read_texts(texts, 2);
    size_t count;
    const readout_timeline_entry *entries = readout_record_timeline(record, &count);
    for (size_t i = 0; i < count; i++)
        assert_text(entries[i].precision, "day");
    readout_record_free(record);
}

/* "The meeting" of one story is not that of another. */
static void nothing_is_dated_by_another_story(void **state)
{
    (void)state;
    const char *const texts[] = {
        "After the meeting, the lawyer Ivo Anders left the court of Ostheim.\n",
        "Ada Lindqvist and Tomas Brandt held a meeting in Norrhamn on Sunday.\n"};
    readout_record *record = read_texts(texts, 2);
    const readout_timeline_entry *entry = entry_of(record, "After the meeting");
    assert_text(entry->precision, "unknown");
    assert_text(entry->value, "");
    readout_record_free(record);
}

/* ---- What joins --------------------------------------------------------------------------------
 */

static void two_speakers_are_two_happenings(void **state)
{
    (void)state;
    const char *const texts[] = {
        "Ivo Anders said on Tuesday that the mill will be rebuilt and that its owners will pay for "
        "it.\n",
        "Ada Lindqvist said on Tuesday that the mill will be rebuilt and that its owners will pay "
        "half of it.\n"};
    readout_record *record = read_texts(texts, 2);
    size_t count;
    (void)readout_record_timeline(record, &count);
    assert_int_equal(count, 2);
    readout_record_free(record);
}

static void mentions_of_one_happening_in_a_report_are_one_entry(void **state)
{
    (void)state;
    const char *const texts[] = {
        "The minister Ada Lindqvist met the union leader Tomas Brandt in Norrhamn on Monday.\n\n"
        "Monday's meeting between Lindqvist and Brandt lasted for seven hours and was friendly.\n"};
    readout_record *record = read_texts(texts, 1);
    size_t count;
    const readout_timeline_entry *entries = readout_record_timeline(record, &count);
    assert_int_equal(count, 1);
    assert_int_equal(entries[0].sources.count, 2);
    readout_record_free(record);
}

/* What is said keeps who says it. */
static void an_entry_keeps_its_attribution(void **state)
{
    (void)state;
    const char *const texts[] = {
        "“The doors were open and we checked them on Friday,” the spokesman "
        "Piers Halloway told a court in Norrhamn.\n"};
    readout_record *record = read_texts(texts, 1);
    size_t count;
    const readout_timeline_entry *entries = readout_record_timeline(record, &count);
    assert_int_equal(count, 1);
    assert_true(str_find(entries[0].text, STR("Piers Halloway"), 0) != SIZE_MAX);
    readout_record_free(record);
}

int main(void)
{
    readout_error error;
    if (readout_model_load(NULL, &model, &error) != READOUT_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_bounds_what_no_time_dates),
        cmocka_unit_test(a_date_beats_a_bound),
        cmocka_unit_test(nothing_is_dated_by_another_story),
        cmocka_unit_test(two_speakers_are_two_happenings),
        cmocka_unit_test(mentions_of_one_happening_in_a_report_are_one_entry),
        cmocka_unit_test(an_entry_keeps_its_attribution),
    };
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    readout_model_free(model);
    return failed;
}
