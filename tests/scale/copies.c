/* copies.c - an archive that grows: how many pairs are looked at, and how long the copies stage
 * takes, without the reading before it. Twice the reports have at most about twice the pairs. */
#include "compare/candidates.h"
#include "engine/engine.h"
#include "scale/scale.h"

enum { SMALL = 200 };

typedef void make_report(scale_text *text, size_t i);

/* Each story by three outlets, in other words. */
static void make_story(scale_text *text, size_t i)
{
    const size_t story = i / 3;
    scale_add(text,
              "The harbour of Town%zu was closed on Monday, said Anna Bell%zu of pier %zu.\n\n"
              "Some %zu people wait on the boat Dorn%zu, and Piet Noor%zu is one of them.\n\n"
              "Report %zu was written by Tom Reeve%zu at Gate%zu.\n",
              story * 7, story * 11, story + 30, story + 1000, story * 13, story * 17, i, i * 19,
              i * 23);
}

/* Everybody tells of one event, with the same names. */
static void make_event(scale_text *text, size_t i)
{
    scale_add(text,
              "Anna Bell of Norhaven Lines met Tom Reeve in Kelmouth on Monday, saw Town%zu.\n\n"
              "The Gannet Bank and Saint Brannock were closed to Piet Noor, heard Gate%zu.\n\n"
              "Ilona Petersen of Marlow told the Anner Echo of Dorn%zu and Pier%zu.\n",
              i * 7, i * 11, i * 13, i * 17);
}

/* Everybody prints one wire report. */
static void make_wire(scale_text *text, size_t i)
{
    scale_add(text,
              "The harbour office of Kelmouth closed the old gate on Monday, said Tom Reeve "
              "of Norhaven Lines.\n\n"
              "Some 212 people wait on the Gannet Bank, and Piet Noor is one of them.\n\n"
              "Ilona Petersen of Marlow told the Anner Echo that two tugs are on their way.\n");
    scale_add(text, "\nThis is edition %zu.\n", i);
}

typedef struct archive {
    readout *engine;
    reading *readings;
} archive;

static archive read_archive(const readout_model *model, make_report *make, size_t count)
{
    archive archive = {0};
    assert_int_equal(readout_open(model, NULL, &archive.engine, NULL), READOUT_OK);
    for (size_t i = 0; i < count; i++) {
        scale_text text = {0};
        make(&text, i);
        const readout_input input = {.content = {text.data, text.length}};
        assert_int_equal(readout_add(archive.engine, &input, NULL), READOUT_OK);
        free(text.data);
    }
    assert_int_equal(corridor_read(archive.engine, NULL), READOUT_OK);
    archive.readings = calloc(count, sizeof *archive.readings);
    assert_non_null(archive.readings);
    for (size_t i = 0; i < count; i++) {
        const entry *entry = archive.engine->entries[i];
        archive.readings[i] = (reading){&entry->report, &entry->analysis, &entry->facts};
    }
    return archive;
}

/* Pairs that are looked at. */
static uint32_t count_candidates(const archive *archive, arena *keep, arena *scratch,
                                 uint32_t count)
{
    vocabulary vocabulary;
    candidate_array candidates = {0};
    traits *all = arena_array(keep, traits, count);
    uint32_t *order = arena_array(keep, uint32_t, count);
    vocabulary_init(keep, &vocabulary);
    for (uint32_t i = 0; i < count; i++) {
        order[i] = i;
        traits_of(keep, scratch, &vocabulary, &archive->readings[i], &all[i]);
    }
    candidates_find(keep, scratch, all, order, count, &candidates);
    return candidates.count;
}

static void check(make_report *make, const char *name)
{
    readout_model *model;
    assert_int_equal(readout_model_load(NULL, &model, NULL), READOUT_OK);
    archive archive = read_archive(model, make, SCALE_STEP * SMALL);
    uint32_t pairs[2];
    double seconds[2];
    for (int i = 0; i < 2; i++) {
        const uint32_t count = i == 0 ? SMALL : SCALE_STEP * SMALL;
        const pile pile = {archive.readings, count};
        comparison comparison = {0};
        arena keep;
        arena scratch;
        arena_init(&keep, &archive.engine->memory);
        arena_init(&scratch, &archive.engine->memory);
        pairs[i] = count_candidates(&archive, &keep, &scratch, count);
        const double start = scale_seconds();
        copies_run(&keep, &scratch, &pile, &comparison);
        seconds[i] = scale_seconds() - start;
        arena_finish(&keep);
        arena_finish(&scratch);
    }
    print_message("%s: %u pairs, %.0f ms; %d times as many reports: %u pairs, %.0f ms\n", name,
                  pairs[0], seconds[0] * 1e3, SCALE_STEP, pairs[1], seconds[1] * 1e3);
    assert_true(pairs[1] <= pairs[0] * SCALE_STEP * 11 / 10 + 100);
    assert_true(seconds[1] < SCALE_LIMIT * seconds[0] + 0.01);
    free(archive.readings);
    readout_close(archive.engine);
    readout_model_free(model);
}

static void stories_scale(void **state)
{
    (void)state;
    check(make_story, "stories");
}

static void one_event_scales(void **state)
{
    (void)state;
    check(make_event, "one event");
}

static void one_wire_report_scales(void **state)
{
    (void)state;
    check(make_wire, "one wire report");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stories_scale),
        cmocka_unit_test(one_event_scales),
        cmocka_unit_test(one_wire_report_scales),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
