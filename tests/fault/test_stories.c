/* test_stories.c - stories with an allocation failing: the Nth alone, and all from the Nth on, for
 * every N until the job goes through.
 *
 *   job:  a stream of some days in which a story is split and two are merged, its state written
 *         and read into another grouper, which goes on and tells the stories
 *
 * Either memory_try says that memory ran out or the stories told are those of a run in which
 * nothing failed. Afterwards nothing is left allocated. */
#include "compare/stories.h"
#include "fault/fails.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct job {
    memory memory;
    arena arena;
    char told[2048];
    size_t length;
} job;

static void tell(void *payload, const story_told *story)
{
    job *job = payload;
    const size_t room = sizeof job->told - job->length;
    const int length =
        snprintf(job->told + job->length, room, "%u:%u from %u, %u merged; ", story->number,
                 story->count, story->split_from, story->merged_count);
    assert_true(length > 0 && (size_t)length < room);
    job->length += (size_t)length;
}

static void add(grouper *grouper, const char *id, uint8_t day, const char *text)
{
    report report = {.id = str_of(id), .title = str_of(text), .text = str_of(text)};
    report.published.date = (date){2024, 5, day};
    grouper_add(grouper, &report);
}

static const char BOTH[] =
    "The Vannes bridge of engineer Orla Fenwick opened; weavers of the Kasovo mill went on strike.";
static const char BRIDGE[] = "Engineer Orla Fenwick opened the Vannes bridge to lorries.";
static const char STRIKE[] = "Weavers of the Kasovo mill are on strike for wages.";
static const char COMET[] = "Astronomers at Tenero found a comet with two tails behind Jupiter.";

static void body(void *context)
{
    job *job = context;
    arena_init(&job->arena, &job->memory);
    grouper *first = grouper_open(&job->arena, 3, 0, tell, job);
    add(first, "a", 1, BOTH);
    add(first, "b", 1, COMET);
    for (uint8_t day = 2; day < 5; day++) {
        add(first, "c", day, BRIDGE);
        add(first, "d", day, STRIKE);
    }
    buffer state = {.arena = &job->arena};
    grouper_save(first, &state);
    grouper *second = grouper_open(&job->arena, 3, 0, tell, job);
    assert_true(grouper_load(second, buffer_str(&state)));
    add(second, "e", 5, BRIDGE);
    add(second, "f", 12, COMET);
    grouper_finish(second);
}

/* True: the job went through. */
static bool run(job *job)
{
    job->length = 0;
    const bool done = memory_try(&job->memory, body, job);
    arena_finish(&job->arena);
    return done;
}

static job expected;

static bool attempt(size_t number, bool onwards)
{
    static job found;
    found = (job){0};
    fail_at(number, onwards);
    const bool done = run(&found);
    const bool happened = failed();
    fail_at(0, false);
    assert_int_equal(done, !happened);
    if (done)
        assert_string_equal(found.told, expected.told);
    return happened;
}

static void each_allocation_fails(bool onwards)
{
    expected = (job){0};
    assert_true(run(&expected));
    assert_non_null(strstr(expected.told, "from 1,"));
    each_allocation(onwards, attempt);
}

static void one_allocation_fails(void **state)
{
    (void)state;
    each_allocation_fails(false);
}

static void memory_runs_out_and_stays_out(void **state)
{
    (void)state;
    each_allocation_fails(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_allocation_fails),
        cmocka_unit_test(memory_runs_out_and_stays_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
