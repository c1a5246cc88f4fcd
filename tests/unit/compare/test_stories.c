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
} told;

static void take(void *payload, const story_told *story)
{
    told *told = payload;
    assert_true(told->stories < STORIES_MAX);
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
    told told = {{0}, 0};
    void *context[] = {&told, &memory};
    assert_true(memory_try(&memory, group, context));
    assert_int_equal(told.stories, 3);
    assert_int_equal(told.counts[0], 2); /* the ferry, two days */
    assert_int_equal(told.counts[1], 1); /* the budget */
    assert_int_equal(told.counts[2], 1); /* the ferry again, weeks later: outside the window */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_story_is_what_belongs_together_within_the_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
