/* The best well-formed sequence of name tags, and what a document remembers. */
#include "language/name_tags.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { KINDS = 2, TAGS = 1 + NAME_POSITIONS * KINDS, N = 4 };

static void the_best_well_formed_sequence_wins(void **state)
{
    memory memory = {0};
    arena arena;
    float scores[N][TAGS] = {{0}};
    uint16_t tags[N];
    (void)state;
    arena_init(&arena, &memory);
    /* Best one by one: first of kind 0, last of kind 1, none, inside of kind 0. */
    scores[0][name_tag(0, NAME_FIRST)] = 5;
    scores[1][name_tag(1, NAME_LAST)] = 3;
    scores[1][name_tag(0, NAME_LAST)] = 2;
    scores[2][NAME_TAG_NONE] = 1;
    scores[3][name_tag(0, NAME_INSIDE)] = 4;
    name_tags_find(&arena, &scores[0][0], TAGS, N, KINDS, tags);
    assert_int_equal(tags[0], name_tag(0, NAME_FIRST));
    assert_int_equal(tags[1], name_tag(0, NAME_LAST));
    assert_int_equal(tags[2], NAME_TAG_NONE);
    assert_int_equal(tags[3], NAME_TAG_NONE);
    arena_finish(&arena);
}

static void words_are_noted_by_what_they_are_elsewhere(void **state)
{
    const uint64_t keys[] = {7, 9, 7, 0, 9, 7, 5};
    const uint16_t tags[] = {name_tag(0, NAME_SINGLE), name_tag(1, NAME_SINGLE), NAME_TAG_NONE,
                             name_tag(1, NAME_SINGLE), name_tag(0, NAME_SINGLE), NAME_TAG_NONE,
                             name_tag(1, NAME_SINGLE)};
    const uint8_t wanted[] = {0, 1, 1, 0, 2, 1, 0};
    uint8_t notes[7];
    memory memory = {0};
    arena arena;
    (void)state;
    arena_init(&arena, &memory);
    name_tags_note(&arena, keys, tags, 7, notes);
    assert_memory_equal(notes, wanted, sizeof wanted);
    arena_finish(&arena);
}

static void addresses_and_common_capitals_are_no_names(void **state)
{
    (void)state;
    assert_true(name_tags_refuse(STR("press@oslo.example"), false));
    assert_true(name_tags_refuse(STR("RFP"), true));
    assert_false(name_tags_refuse(STR("RFP"), false)); /* may be a place's code */
    assert_false(name_tags_refuse(STR("Rfp"), true));
    assert_false(name_tags_refuse(STR("NATO"), true));
    assert_false(name_tags_refuse(STR("@oslo"), false));
    assert_false(name_tags_refuse(STR(""), true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_well_formed_sequence_wins),
        cmocka_unit_test(words_are_noted_by_what_they_are_elsewhere),
        cmocka_unit_test(addresses_and_common_capitals_are_no_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
