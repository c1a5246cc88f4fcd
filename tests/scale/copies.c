/* copies.c - an archive that grows: how many pairs are looked at, and how long the copies stage
 * takes, without the reading before it. Twice the reports have at most about twice the pairs. */
#include "compare/candidates.h"
#include "engine/engine.h"
#include "scale/scale.h"

enum {
    SMALL = 400,
    PAIRED_LIMIT = 12 /* times the time, where the pairs grow 25-fold */
};

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

/* ---- Words as news has them ------------------------------------------------------------- */

enum {
    VOCABULARY = 6000,
    NAMES = 900,
    TOPIC_NAMES = 24,
    TOPICS = 8,
    SENTENCES = 14,
    SENTENCE_WORDS = 14
};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* A word by its rank: the first ones come most often, as G. Zipf found: about one over the rank. */
static uint32_t skewed(uint32_t *state, uint32_t count)
{
    const double share = (double)(next_random(state) & 0xffff) / 0x10000;
    double rank = 1;
    for (double left = share; left > 0 && rank < count; left -= 0.09)
        rank *= 2;
    const uint32_t most = rank < count ? (uint32_t)rank : count;
    return next_random(state) % most;
}

static void add_word(scale_text *text, uint32_t word, bool name)
{
    static const char *const syllables[] = {"ba", "ker", "lo", "min", "tra", "vel",  "sto", "rin",
                                            "pe", "dal", "mo", "gan", "fi",  "ster", "nu",  "zen"};
    const uint32_t number = word * 2654435761u;
    scale_add(text, "%s%s%s%s ", name ? "B" : "b", syllables[number >> 28],
              syllables[number >> 24 & 15], syllables[number >> 20 & 15]);
}

/* The pairs grow faster than the reports here, until each has as many as candidates.c allows: it is
 * what they cost that must not show. Reports about a few topics, whose names come again and again,
 * in words of their own: the pairs that share names are many and none is a copy. */
static void make_news(scale_text *text, size_t i)
{
    uint32_t state = (uint32_t)i * 2246822519u + 7;
    const uint32_t topic = (uint32_t)i % TOPICS;
    for (int sentence = 0; sentence < SENTENCES; sentence++) {
        for (int word = 0; word < SENTENCE_WORDS; word++) {
            const bool name = word > 0 && next_random(&state) % 3 == 0;
            const bool common = next_random(&state) % 3 != 0;
            if (name && common)
                add_word(text, 100000 + topic * TOPIC_NAMES + skewed(&state, TOPIC_NAMES), true);
            else if (name)
                add_word(text, 200000 + skewed(&state, NAMES), true);
            else
                add_word(text, skewed(&state, VOCABULARY), false);
        }
        scale_add(text, "%zu.%s", i % 97, sentence % 3 == 2 ? "\n\n" : " ");
    }
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

/* What is kept of the words of the reports: most of what the stage needs. */
static size_t traits_bytes(const archive *archive, uint32_t count)
{
    vocabulary vocabulary;
    arena keep;
    arena scratch;
    arena_init(&keep, &archive->engine->memory);
    arena_init(&scratch, &archive->engine->memory);
    vocabulary_init(&scratch, &vocabulary);
    for (uint32_t i = 0; i < count; i++) {
        traits traits = {.weight = 0};
        traits_of(&keep, &scratch, &vocabulary, &archive->readings[i], &traits);
    }
    const size_t used = keep.used;
    arena_finish(&keep);
    arena_finish(&scratch);
    return used;
}

/* The shortest of several runs. */
static double measure(const pile *pile, memory *memory)
{
    double shortest = 0;
    for (int run = 0; run < SCALE_RUNS; run++) {
        comparison comparison = {0};
        arena keep;
        arena scratch;
        arena_init(&keep, memory);
        arena_init(&scratch, memory);
        const double start = scale_seconds();
        copies_run(&keep, &scratch, pile, &comparison);
        const double took = scale_seconds() - start;
        shortest = run == 0 || took < shortest ? took : shortest;
        arena_finish(&keep);
        arena_finish(&scratch);
    }
    return shortest;
}

/* `paired`: at most so many pairs for a report of the larger archive; 0: as the smaller one has. */
static void check(make_report *make, const char *name, uint32_t paired)
{
    readout_model *model;
    assert_int_equal(readout_model_load(NULL, &model, NULL), READOUT_OK);
    archive archive = read_archive(model, make, SCALE_STEP * SMALL);
    uint32_t pairs[2];
    double seconds[2];
    size_t used[2]; /* bytes that the stage worked with */
    for (int i = 0; i < 2; i++) {
        const uint32_t count = i == 0 ? SMALL : SCALE_STEP * SMALL;
        const pile pile = {archive.readings, count};
        arena keep;
        arena scratch;
        arena_init(&keep, &archive.engine->memory);
        arena_init(&scratch, &archive.engine->memory);
        pairs[i] = count_candidates(&archive, &keep, &scratch, count);
        seconds[i] = measure(&pile, &archive.engine->memory);
        used[i] = traits_bytes(&archive, count);
        arena_finish(&keep);
        arena_finish(&scratch);
    }
    print_message(
        "%s: %u pairs, %.0f ms, %zu KiB; %d times as many reports: %u pairs, %.0f ms, %zu "
        "KiB\n",
        name, pairs[0], seconds[0] * 1e3, used[0] >> 10, SCALE_STEP, pairs[1], seconds[1] * 1e3,
        used[1] >> 10);
    assert_true(used[1] <= used[0] * SCALE_STEP * 11 / 10);
    assert_true(pairs[1] <=
                (paired > 0 ? paired * SCALE_STEP * SMALL : pairs[0] * SCALE_STEP * 11 / 10 + 100));
    assert_true(seconds[1] < (paired > 0 ? PAIRED_LIMIT : SCALE_LIMIT) * seconds[0] + 0.01);
    free(archive.readings);
    readout_close(archive.engine);
    readout_model_free(model);
}

static void stories_scale(void **state)
{
    (void)state;
    check(make_story, "stories", 0);
}

static void one_event_scales(void **state)
{
    (void)state;
    check(make_event, "one event", 0);
}

static void one_wire_report_scales(void **state)
{
    (void)state;
    check(make_wire, "one wire report", 0);
}

static void news_of_the_same_topics_scales(void **state)
{
    (void)state;
    check(make_news, "news", 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(news_of_the_same_topics_scales),
        cmocka_unit_test(stories_scale),
        cmocka_unit_test(one_event_scales),
        cmocka_unit_test(one_wire_report_scales),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
