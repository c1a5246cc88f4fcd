/* A store through readout.h: what is added, what is computed anew and when, and notes that find
 * their item again. */
#include "store/database.h"

#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/readout-store-XXXXXX";
static char path[sizeof folder + 16];
static readout_model *model;
static readout_store *store;
static readout_error error;

/* ---- A store for each test ------------------------------------------------------------ */

static struct {
    size_t counts[READOUT_UNREADABLE + 1];
    uint64_t story; /* of the last one */
    size_t calls;
    size_t stop_after; /* calls of progress; 0: never */
} seen;

static void take(void *payload, const readout_arrival *arrival)
{
    (void)payload;
    seen.counts[arrival->outcome]++;
    seen.story = arrival->story;
}

static bool progress(void *payload, const char *stage, size_t done, size_t total)
{
    (void)payload;
    (void)stage;
    (void)done;
    (void)total;
    return ++seen.calls != seen.stop_after;
}

static int load(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL || readout_model_load(NULL, &model, &error) != READOUT_OK)
        return -1;
    snprintf(path, sizeof path, "%s/store", folder);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    readout_model_free(model);
    return rmdir(folder);
}

static int begin(void **state)
{
    const readout_store_options options = {.jobs = 1, .arrived = take, .progress = progress};
    (void)state;
    memset(&seen, 0, sizeof seen);
    return readout_store_open(path, model, &options, &store, &error) == READOUT_OK ? 0 : -1;
}

static int end(void **state)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    char name[sizeof path + 8];
    (void)state;
    readout_store_close(store);
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
    return 0;
}

/* ---- Help ----------------------------------------------------------------------------- */

static void add(const char *outlet, const char *day, const char *text)
{
    const readout_input input = {.content = str_of(text),
                                 .path = str_of("given"),
                                 .outlet = str_of(outlet),
                                 .published = str_of(day),
                                 .format = READOUT_FORMAT_TEXT};
    assert_int_equal(readout_store_add(store, &input, &error), READOUT_OK);
}

typedef struct answer {
    char text[1 << 17];
    size_t length;
} answer;

static bool keep(void *payload, const char *data, size_t length)
{
    answer *answer = payload;
    assert_true(answer->length + length < sizeof answer->text);
    memcpy(answer->text + answer->length, data, length);
    answer->length += length;
    answer->text[answer->length] = '\0';
    return true;
}

static answer told;

static const char *story(uint64_t number)
{
    told = (answer){.length = 0};
    assert_int_equal(readout_store_story(store, number, keep, &told, &error), READOUT_OK);
    return told.text;
}

static const char *notes(uint64_t number)
{
    told = (answer){.length = 0};
    assert_int_equal(
        readout_store_notes(store, number, str_of(""), str_of(""), keep, &told, &error),
        READOUT_OK);
    return told.text;
}

static uint64_t tag(uint64_t number)
{
    uint64_t found = 0;
    assert_int_equal(readout_store_story_tag(store, number, &found, &error), READOUT_OK);
    return found;
}

/* Runs SQL on the file as somebody else would. */
static void meddle(const char *sql)
{
    database other;
    assert_int_equal(database_open(&other, path, DATABASE_WRITE, 1, &error), READOUT_OK);
    assert_true(database_run(&other, sql));
    database_close(&other);
}

static int64_t number(const char *sql)
{
    database other;
    assert_int_equal(database_open(&other, path, DATABASE_READ, 1, &error), READOUT_OK);
    query query = query_make(&other, sql);
    const int64_t found = query_next(&query) ? query_number(&query, 0) : -1;
    query_end(&query);
    database_close(&other);
    return found;
}

/* The id of the entity with a name, as the record has it now. */
static void entity_id(const char *json, const char *name, char id[16])
{
    char wanted[80];
    snprintf(wanted, sizeof wanted, "\"name\":\"%s\"", name);
    const char *at = strstr(json, wanted);
    assert_non_null(at);
    while (strncmp(at, "{\"id\":\"", 7) != 0)
        at--;
    snprintf(id, 16, "%.*s", (int)strcspn(at + 7, "\""), at + 7);
}

static const char FERRY[] =
    "The ferry of Norhaven Lines ran aground on the Gannet Bank off Kelmouth.\n\n\"Nobody was "
    "hurt,\" "
    "Captain Ines Dahl said on Monday. Mayor Ruth Vance denied that the beacon was dark.\n";
static const char FERRY_BEFORE[] =
    "Mayor Ruth Vance warned in April that the beacon of the Gannet Bank off Kelmouth was "
    "weak.\n\nThe "
    "ferry of Norhaven Lines ran aground there. \"We wrote two letters,\" Petra Halda said.\n";
static const char BUDGET[] = "The parliament of Ostrava passed the budget after Minister Halda "
                             "resigned.\n\nMinister Halda said "
                             "that she had asked for more time.\n";

/* ---- Tests ---------------------------------------------------------------------------- */

static void a_story_is_told_with_its_record(void **state)
{
    (void)state;
    add("The Paper", "2024-05-01", FERRY);
    assert_int_equal(seen.counts[READOUT_ADDED], 1);
    const char *json = story(seen.story);
    assert_non_null(strstr(json, "\"format\":\"readout-record/1\""));
    assert_non_null(strstr(json, "\"from\":\"2024-05-01\""));
    assert_non_null(strstr(json, "\"reports\":1"));
    assert_int_equal(readout_store_story(store, 77, keep, &told, &error), READOUT_ERR_INPUT);
    assert_string_equal(error.message, "there is no story 77");
}

static void only_a_story_that_got_a_report_changes(void **state)
{
    readout_store_size size;
    (void)state;
    add("The Paper", "2024-05-01", FERRY);
    const uint64_t ferry = seen.story;
    add("The Paper", "2024-05-01", BUDGET);
    const uint64_t budget = seen.story;
    assert_int_not_equal(ferry, budget);
    assert_int_equal(readout_store_measure(store, &size, &error), READOUT_OK);
    assert_int_equal(size.stale, 2);
    assert_int_equal(readout_store_refresh(store, 0, &error), READOUT_OK);
    const uint64_t before = tag(budget);
    const uint64_t ferry_before = tag(ferry);
    add("The Other", "2024-05-02", FERRY_BEFORE);
    assert_int_equal(seen.story, ferry);
    assert_int_equal(tag(budget), before);
    assert_int_not_equal(tag(ferry), ferry_before);
    assert_int_equal(readout_store_measure(store, &size, &error), READOUT_OK);
    assert_int_equal(size.stale, 1);
    assert_non_null(strstr(story(ferry), "\"reports\":2"));
    assert_int_equal(readout_store_measure(store, &size, &error), READOUT_OK);
    assert_int_equal(size.stale, 0);
}

/* The originals of the first two are gone, so that reading them again would show. */
static void a_story_that_grows_reads_what_is_new(void **state)
{
    (void)state;
    add("The Paper", "2024-05-01", FERRY);
    add("The Other", "2024-05-02", FERRY_BEFORE);
    const uint64_t ferry = seen.story;
    assert_non_null(strstr(story(ferry), "Ines Dahl"));
    assert_int_equal(number("SELECT count(*) FROM layers"), 2);
    meddle("UPDATE original SET packed = 0, content = 'Nothing is left of it.'");
    add("The Third", "2024-05-02", FERRY);
    assert_int_equal(seen.story, ferry);
    assert_non_null(strstr(story(ferry), "\"reports\":3"));
    assert_non_null(strstr(told.text, "We wrote two letters"));
    assert_null(strstr(told.text, "Nothing is left"));
    assert_int_equal(number("SELECT count(*) FROM layers"), 3);
}

static void layers_of_another_maker_or_damaged_ones_are_made_again(void **state)
{
    static const char *const damage[] = {
        "UPDATE layers SET maker = maker + 1",
        "UPDATE layers SET bytes = substr(bytes, 1, 50)",
        "UPDATE layers SET size = size + 1",
        "UPDATE layers SET size = -1",
        "UPDATE layers SET size = 1073741824",
        "UPDATE layers SET bytes = x'', size = 0",
        "UPDATE layers SET bytes = 'text'",
        "UPDATE layers SET bytes = (SELECT content FROM original WHERE report = 1),"
        " size = (SELECT size FROM original WHERE report = 1)",
        "UPDATE layers SET bytes = (SELECT bytes FROM layers WHERE report = 1),"
        " size = (SELECT size FROM layers WHERE report = 1)",
    };
    static answer whole;
    (void)state;
    add("The Paper", "2024-05-01", FERRY);
    add("The Other", "2024-05-02", FERRY_BEFORE);
    (void)story(seen.story);
    whole = told;
    for (size_t i = 0; i < sizeof damage / sizeof damage[0]; i++) {
        const int64_t maker = number("SELECT maker FROM layers WHERE report = 2");
        meddle(damage[i]);
        meddle("DELETE FROM record");
        assert_string_equal(strstr(story(seen.story), "\"record\""),
                            strstr(whole.text, "\"record\""));
        assert_int_equal(number("SELECT maker FROM layers WHERE report = 2"), maker);
        assert_true(number("SELECT length(bytes) FROM layers WHERE report = 2") > 500);
    }
}

/* Two reports that have little in common, until a third tells of both. */
static const char TUG[] =
    "Tug Aurelia sinks off Tern Rock\n\nThe tug Aurelia sank in the Strait of Morrow with a crew "
    "of "
    "six. \"The hull broke,\" Captain Osric Pell said. Divers searched near Tern Rock.\n";
static const char INQUIRY[] =
    "Inspector Haddon opens inquiry in Velden\n\nInspector Lucia Haddon opened an inquiry into the "
    "shipowner Corin Brennan. \"We want the papers,\" Haddon said. The prosecutor searched offices "
    "in Velden.\n";
static const char BOTH[] =
    "Aurelia: Inspector Haddon opens inquiry in Velden after tug sinks off Tern Rock\n\nAfter the "
    "tug Aurelia sank in the Strait of Morrow with a crew of six, Inspector Lucia Haddon opened an "
    "inquiry into the shipowner Corin Brennan. \"The hull broke,\" Captain Osric Pell said. \"We "
    "want the papers,\" Haddon said. The prosecutor searched offices in Velden; divers searched "
    "near Tern Rock.\n";

static void two_stories_become_one(void **state)
{
    uint64_t now = 0;
    readout_store_size size;
    char id[16];
    (void)state;
    add("The Paper", "2024-05-01", TUG);
    const uint64_t tug = seen.story;
    add("The Other", "2024-05-03", INQUIRY);
    const uint64_t inquiry = seen.story;
    assert_int_not_equal(tug, inquiry);
    entity_id(story(inquiry), "Lucia Haddon", id);
    readout_note note = {.kind = str_of("entity"), .item = str_of(id), .text = str_of("Met her.")};
    assert_int_equal(readout_store_note(store, inquiry, &note, &error), READOUT_OK);
    note = (readout_note){.kind = str_of("story"), .item = str_of("-"), .source = 'C'};
    assert_int_equal(readout_store_note(store, inquiry, &note, &error), READOUT_OK);
    note.source = 'A';
    assert_int_equal(readout_store_note(store, tug, &note, &error), READOUT_OK);

    add("The Third", "2024-05-02", BOTH);
    assert_int_equal(seen.story, tug);
    assert_int_equal(readout_store_measure(store, &size, &error), READOUT_OK);
    assert_int_equal(size.stories, 1);
    assert_int_equal(readout_store_story_now(store, inquiry, &now, &error), READOUT_OK);
    assert_int_equal(now, tug);
    assert_int_equal(tag(inquiry), tag(tug));
    assert_non_null(strstr(story(inquiry), "\"reports\":3"));
    assert_non_null(strstr(told.text, "\"from\":\"2024-05-01\",\"to\":\"2024-05-03\""));
    assert_non_null(strstr(notes(tug), "\"about\":\"Lucia Haddon\",\"attached\":true"));
    assert_non_null(strstr(told.text, "\"attached\":true,\"text\":\"\",\"source\":\"A\""));
    assert_non_null(strstr(told.text, "\"attached\":false,\"text\":\"\",\"source\":\"C\""));
    assert_int_equal(readout_store_note(store, inquiry, &note, &error), READOUT_ERR_INPUT);

    add("The Paper", "2024-09-01", BUDGET);
    assert_int_equal(seen.story, inquiry + 1);
    assert_int_equal(readout_store_story_now(store, inquiry + 7, &now, &error), READOUT_ERR_INPUT);
}

static void adding_again_changes_nothing(void **state)
{
    (void)state;
    add("The Paper", "2024-05-01", FERRY);
    const uint64_t before = tag(seen.story);
    add("The Paper", "2024-05-01", FERRY);
    assert_int_equal(seen.counts[READOUT_KNOWN], 1);
    assert_int_equal(tag(seen.story), before);
    add("The Other", "2024-05-01", FERRY);
    assert_int_equal(seen.counts[READOUT_ADDED], 2);
    add("", "", "\x01\x02");
    assert_int_equal(seen.counts[READOUT_UNREADABLE], 1);
}

static void a_note_goes_with_its_item(void **state)
{
    char before[16];
    char after[16];
    char wanted[200];
    (void)state;
    add("The Paper", "2024-05-02", FERRY);
    const uint64_t ferry = seen.story;
    entity_id(story(ferry), "Ines Dahl", before);
    readout_note note = {.kind = str_of("entity"),
                         .item = str_of(before),
                         .text = str_of("Spoke to her."),
                         .source = 'B',
                         .information = 2};
    assert_int_equal(readout_store_note(store, ferry, &note, &error), READOUT_OK);
    add("The Other", "2024-05-01", FERRY_BEFORE);
    assert_int_equal(seen.story, ferry);
    entity_id(story(ferry), "Ines Dahl", after);
    snprintf(wanted, sizeof wanted, "\"kind\":\"entity\",\"item\":\"%s\",\"about\":\"Ines Dahl\"",
             after);
    assert_non_null(strstr(notes(ferry), wanted));
    assert_non_null(strstr(notes(ferry), "\"attached\":true,\"text\":\"Spoke to her.\""));
    assert_non_null(strstr(notes(ferry), "\"source\":\"B\",\"information\":2"));
    note = (readout_note){.kind = str_of("entity"), .item = str_of(after)};
    assert_int_equal(readout_store_note(store, ferry, &note, &error), READOUT_OK);
    assert_string_equal(notes(ferry), "[]");
}

static void notes_that_cannot_be(void **state)
{
    (void)state;
    add("The Paper", "2024-05-02", FERRY);
    const readout_note wrong[] = {
        {.kind = str_of("nonsense"), .item = str_of("e1"), .text = str_of("x")},
        {.kind = str_of("entity"), .item = str_of("e1"), .source = 'G'},
        {.kind = str_of("entity"), .item = str_of("e1"), .information = 7},
        {.kind = str_of("entity"), .item = str_of("e1"), .text = str_of("\xff")},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(readout_store_note(store, seen.story, &wrong[i], &error),
                         READOUT_ERR_ARGUMENT);
    const readout_note missing = {
        .kind = str_of("claim"), .item = str_of("C999"), .text = str_of("x")};
    assert_int_equal(readout_store_note(store, seen.story, &missing, &error), READOUT_ERR_INPUT);
    const readout_note whole = {
        .kind = str_of("story"), .item = str_of("-"), .text = str_of("all of it")};
    assert_int_equal(readout_store_note(store, 99, &whole, &error), READOUT_ERR_INPUT);
    assert_int_equal(readout_store_note(store, seen.story, &whole, &error), READOUT_OK);
}

static void what_arrived_before_a_stop_is_kept(void **state)
{
    enum { LINES = 200 };
    static char lines[LINES * 120];
    size_t length = 0;
    readout_store_size size;
    (void)state;
    for (int i = 0; i < LINES; i++)
        length += (size_t)snprintf(
            lines + length, sizeof lines - length,
            "{\"id\":\"n%d\",\"text\":\"Notice %d says that pier %d stays shut.\"}\n", i, i, i);
    const readout_input input = {.content = {lines, length}, .format = READOUT_FORMAT_JSONL};
    seen.stop_after = 2;
    assert_int_equal(readout_store_add(store, &input, &error), READOUT_ERR_CANCELLED);
    assert_int_equal(readout_store_measure(store, &size, &error), READOUT_OK);
    assert_int_equal(size.reports, seen.counts[READOUT_ADDED]);
    assert_true(size.reports > 0 && size.reports < LINES);
}

static void a_store_that_is_only_read(void **state)
{
    readout_store *reader;
    const readout_store_options options = {.read_only = true};
    (void)state;
    add("The Paper", "2024-05-02", FERRY);
    assert_int_equal(readout_store_open(path, model, &options, &reader, &error), READOUT_OK);
    told = (answer){.length = 0};
    assert_int_equal(readout_store_story(reader, seen.story, keep, &told, &error), READOUT_OK);
    assert_non_null(strstr(told.text, "readout-record/1"));
    const readout_input input = {.content = str_of(BUDGET)};
    assert_int_equal(readout_store_add(reader, &input, &error), READOUT_ERR_ARGUMENT);
    assert_int_equal(readout_store_refresh(reader, 0, &error), READOUT_ERR_ARGUMENT);
    readout_store_close(reader);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(a_story_is_told_with_its_record),
        TEST(only_a_story_that_got_a_report_changes),
        TEST(a_story_that_grows_reads_what_is_new),
        TEST(layers_of_another_maker_or_damaged_ones_are_made_again),
        TEST(two_stories_become_one),
        TEST(adding_again_changes_nothing),
        TEST(a_note_goes_with_its_item),
        TEST(notes_that_cannot_be),
        TEST(what_arrived_before_a_stop_is_kept),
        TEST(a_store_that_is_only_read),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
