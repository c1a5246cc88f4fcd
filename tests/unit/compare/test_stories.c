/* Reports that come day by day, and the stories that they make. */
#include "compare/stories.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { STORIES_MAX = 8 };

typedef struct told {
    uint32_t counts[STORIES_MAX];
    uint32_t stories;
    uint32_t numbers[STORIES_MAX];
    uint32_t split_from[STORIES_MAX];
    uint32_t merged[STORIES_MAX]; /* the first, or 0 */
} told;

static void take(void *payload, const story_told *story)
{
    told *told = payload;
    assert_true(told->stories < STORIES_MAX);
    told->numbers[told->stories] = story->number;
    told->split_from[told->stories] = story->split_from;
    told->merged[told->stories] = story->merged_count > 0 ? story->merged[0] : 0;
    told->counts[told->stories++] = story->count;
}

static report make(const char *id, uint8_t day, const char *text)
{
    report report = {.id = str_of(id), .title = str_of(text), .text = str_of(text)};
    report.published.date = (date){2024, 5, day};
    return report;
}

static const char FERRY[] =
    "The ferry of Norhaven Lines ran aground on the Gannet Bank off Kelmouth.";
static const char FERRY_LATER[] =
    "Tugs pulled the Norhaven Lines ferry off the Gannet Bank at Kelmouth.";
static const char BUDGET[] =
    "The parliament of Ostrava passed the budget after Minister Halda resigned.";

static void group(void *context)
{
    told *told = ((void **)context)[0];
    arena arena;
    arena_init(&arena, ((void **)context)[1]);
    grouper *grouper = grouper_open(&arena, 3, 0, take, told);
    const report reports[] = {make("a", 1, FERRY), make("b", 1, BUDGET), make("c", 2, FERRY_LATER),
                              make("d", 20, FERRY)};
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++)
        grouper_add(grouper, &reports[i]);
    grouper_finish(grouper);
    arena_finish(&arena);
}

static void a_story_is_what_belongs_together_within_the_window(void **state)
{
    (void)state;
    memory memory = {0};
    told told = {.stories = 0};
    void *context[] = {&told, &memory};
    assert_true(memory_try(&memory, group, context));
    assert_int_equal(told.stories, 3);
    assert_int_equal(told.counts[0], 2); /* the ferry, two days */
    assert_int_equal(told.counts[1], 1); /* the budget */
    assert_int_equal(told.counts[2], 1); /* the ferry again, weeks later: outside the window */
}

/* ---- Splitting and merging --------------------------------------------------------------- */

static const char BOTH[] =
    "The Vannes bridge of engineer Orla Fenwick opened; weavers of the Kasovo mill went on strike.";
static const char BRIDGE[] = "Engineer Orla Fenwick opened the Vannes bridge to lorries.";
static const char BRIDGE_LATER[] = "Lorries crossed the Vannes bridge, said engineer Orla Fenwick.";
static const char STRIKE[] = "Weavers of the Kasovo mill are on strike for wages.";
static const char STRIKE_LATER[] =
    "For wages the weavers strike, and the Kasovo mill stands still.";

static void group_reports(void *context)
{
    told *told = ((void **)context)[0];
    const report *reports = ((void **)context)[2];
    const size_t count = *(const size_t *)((void **)context)[3];
    arena arena;
    arena_init(&arena, ((void **)context)[1]);
    grouper *grouper = grouper_open(&arena, 3, 0, take, told);
    for (size_t i = 0; i < count; i++)
        grouper_add(grouper, &reports[i]);
    grouper_finish(grouper);
    arena_finish(&arena);
}

static told told_of(report *reports, size_t count)
{
    memory memory = {0};
    told told = {.stories = 0};
    void *context[] = {&told, &memory, reports, &count};
    assert_true(memory_try(&memory, group_reports, context));
    return told;
}

static void a_story_that_drifts_into_two_topics_is_split(void **state)
{
    (void)state;
    report reports[] = {make("a", 1, BOTH),         make("b", 2, BRIDGE),
                        make("c", 2, STRIKE),       make("d", 2, BRIDGE),
                        make("e", 2, STRIKE_LATER), make("f", 3, BRIDGE_LATER),
                        make("g", 3, STRIKE)};
    const told told = told_of(reports, sizeof reports / sizeof reports[0]);
    assert_int_equal(told.stories, 2);
    assert_int_equal(told.numbers[0], 1);
    assert_int_equal(told.split_from[0], 0);
    assert_int_equal(told.numbers[1], 2);
    assert_int_equal(told.split_from[1], 1);
    assert_int_equal(told.counts[0] + told.counts[1], 7);
    assert_true(told.counts[0] >= 3 && told.counts[1] >= 3);
}

static void the_order_of_a_day_does_not_matter_for_a_split(void **state)
{
    (void)state;
    report there[] = {make("a", 1, BOTH),   make("b", 2, BRIDGE),       make("c", 2, STRIKE),
                      make("d", 2, BRIDGE), make("e", 2, STRIKE_LATER), make("f", 3, BRIDGE_LATER),
                      make("g", 3, STRIKE)};
    report back[] = {make("a", 1, BOTH),        make("e", 2, STRIKE_LATER), make("d", 2, BRIDGE),
                     make("c", 2, STRIKE),      make("b", 2, BRIDGE),       make("g", 3, STRIKE),
                     make("f", 3, BRIDGE_LATER)};
    const told one = told_of(there, sizeof there / sizeof there[0]);
    const told other = told_of(back, sizeof back / sizeof back[0]);
    assert_memory_equal(&one, &other, sizeof one);
}

static void a_story_that_stays_with_its_topic_is_not_split(void **state)
{
    (void)state;
    report reports[] = {make("a", 1, BRIDGE), make("b", 2, BRIDGE_LATER), make("c", 2, BRIDGE),
                        make("d", 3, BRIDGE), make("e", 3, BRIDGE_LATER), make("f", 4, BRIDGE)};
    const told told = told_of(reports, sizeof reports / sizeof reports[0]);
    assert_int_equal(told.stories, 1);
    assert_int_equal(told.counts[0], 6);
}

/* ---- Bounded by the window ----------------------------------------------------------------------
 */

enum { EACH_DAY = 20, FIRST_DAYS = 60, WORDS = 30 };

static void forget(void *payload, const story_told *story)
{
    uint32_t *members = payload;
    *members += story->count;
}

/* A report of words that no other has. */
static report make_new(arena *arena, int day, int number)
{
    buffer text = {.arena = arena};
    for (int i = 0; i < WORDS; i++)
        buffer_format(&text, "Name%d%cx%d%c ", day, 'a' + i % 26, number, 'a' + i / 26);
    report report = {.id = str_format(arena, "%d-%d", day, number), .text = buffer_str(&text)};
    report.published.date = date_from_days(date_to_days((date){2024, 1, 1}) + day);
    return report;
}

static void feed(grouper *grouper, memory *memory, int from, int to)
{
    for (int day = from; day < to; day++)
        for (int i = 0; i < EACH_DAY; i++) {
            arena arena;
            arena_init(&arena, memory);
            const report report = make_new(&arena, day, i);
            grouper_add(grouper, &report);
            arena_finish(&arena);
        }
}

static void fill(void *context)
{
    memory *memory = context;
    arena arena;
    uint32_t members = 0;
    arena_init(&arena, memory);
    grouper *grouper = grouper_open(&arena, 3, 0, forget, &members);
    feed(grouper, memory, 0, FIRST_DAYS);
    const size_t used = arena.used;
    feed(grouper, memory, FIRST_DAYS, 4 * FIRST_DAYS);
    assert_int_equal(arena.used, used);
    grouper_finish(grouper);
    assert_int_equal(members, 4 * FIRST_DAYS * EACH_DAY);
    arena_finish(&arena);
}

static void memory_is_that_of_the_window(void **state)
{
    (void)state;
    memory memory = {0};
    assert_true(memory_try(&memory, fill, &memory));
}

/* ---- State
 * --------------------------------------------------------------------------------------- */

static void keep_and_load(void *context)
{
    memory *memory = context;
    arena arena;
    uint32_t members = 0;
    arena_init(&arena, memory);
    grouper *first = grouper_open(&arena, 3, 0, forget, &members);
    feed(first, memory, 0, 9);
    buffer kept = {.arena = &arena}, again = {.arena = &arena};
    grouper_save(first, &kept);
    grouper *second = grouper_open(&arena, 3, 0, forget, &members);
    assert_true(grouper_load(second, buffer_str(&kept)));
    grouper_save(second, &again);
    assert_true(str_equal(buffer_str(&kept), buffer_str(&again)));
    assert_false(grouper_load(grouper_open(&arena, 4, 0, forget, &members), buffer_str(&kept)));
    /* no part of it is a state, nor is it with any of its bytes changed */
    for (size_t len = 0; len < kept.len; len += kept.len / 13 + 1) {
        assert_false(grouper_load(grouper_open(&arena, 3, 0, forget, &members),
                                  str_slice(buffer_str(&kept), 0, len)));
        kept.data[len] ^= 0x10;
        assert_false(grouper_load(grouper_open(&arena, 3, 0, forget, &members), buffer_str(&kept)));
        kept.data[len] ^= 0x10;
    }
    arena_finish(&arena);
}

static void a_state_is_read_as_it_was_written_or_not_at_all(void **state)
{
    (void)state;
    memory memory = {0};
    assert_true(memory_try(&memory, keep_and_load, &memory));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_story_is_what_belongs_together_within_the_window),
        cmocka_unit_test(a_story_that_drifts_into_two_topics_is_split),
        cmocka_unit_test(the_order_of_a_day_does_not_matter_for_a_split),
        cmocka_unit_test(a_story_that_stays_with_its_topic_is_not_split),
        cmocka_unit_test(memory_is_that_of_the_window),
        cmocka_unit_test(a_state_is_read_as_it_was_written_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
