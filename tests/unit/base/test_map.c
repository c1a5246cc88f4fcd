/* map.h: every key finds its own value, and no other. */
#include "base/map.h"
#include "unit/base/fixture.h"

#include <stdlib.h>

enum { KEYS = 100000 };

static void an_empty_map_finds_nothing(void **state)
{
    map map = {.arena = arena_of(state)};
    assert_int_equal(map_get(&map, STR("key")), MAP_NONE);
    assert_int_equal(map_get_number(&map, 0), MAP_NONE);
    assert_int_equal(map.count, 0);
}

static void a_new_key_starts_without_value(void **state)
{
    map map = {.arena = arena_of(state)};
    assert_int_equal(*map_put(&map, STR("key")), MAP_NONE);
    *map_put(&map, STR("key")) = 5;
    assert_int_equal(*map_put(&map, STR("key")), 5);
    assert_int_equal(map_get(&map, STR("key")), 5);
    assert_int_equal(map.count, 1);
}

static void keys_differ_by_their_bytes_and_length_only(void **state)
{
    map map = {.arena = arena_of(state)};
    static const str KEYS_ALIKE[] = {
        STR_INIT(""), STR_INIT("a"), STR_INIT("a\0"), STR_INIT("A"), STR_INIT("aa"), STR_INIT("\0"),
    };
    const uint32_t count = sizeof KEYS_ALIKE / sizeof *KEYS_ALIKE;
    for (uint32_t i = 0; i < count; i++)
        *map_put(&map, KEYS_ALIKE[i]) = i;
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(map_get(&map, KEYS_ALIKE[i]), i);
    assert_int_equal(map_get(&map, (str){NULL, 0}), 0);
}

static void a_hundred_thousand_texts_agree_with_a_list(void **state)
{
    arena *arena = arena_of(state);
    map map = {.arena = arena};
    str *keys = arena_array(arena, str, KEYS);
    for (uint32_t i = 0; i < KEYS; i++) {
        keys[i] = str_format(arena, "key %u", i * 7919u);
        assert_int_equal(map_get(&map, keys[i]), MAP_NONE);
        *map_put(&map, keys[i]) = i;
        assert_int_equal(map.count, i + 1);
    }
    for (uint32_t i = 0; i < KEYS; i++) {
        const str copy = arena_str(arena, keys[i]);
        assert_int_equal(map_get(&map, copy), i);
        assert_int_equal(map_get(&map, str_format(arena, "no key %u", i)), MAP_NONE);
    }
}

static int compare_numbers(const void *a, const void *b)
{
    const uint64_t left = *(const uint64_t *)a;
    const uint64_t right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* Numbers from a small range come more than once, and the map counts them as sorting does. */
static void a_hundred_thousand_numbers_agree_with_sorting(void **state)
{
    arena *arena = arena_of(state);
    map counts = {.arena = arena};
    uint64_t *numbers = arena_array(arena, uint64_t, KEYS);
    uint64_t seed = 42;
    for (size_t i = 0; i < KEYS; i++) {
        numbers[i] = (next_random(&seed) % 30000) << 40; /* alike in the low bits */
        uint32_t *count = map_put_number(&counts, numbers[i]);
        *count = *count == MAP_NONE ? 1 : *count + 1;
    }
    qsort(numbers, KEYS, sizeof *numbers, compare_numbers);
    uint32_t distinct = 0;
    for (size_t i = 0, end; i < KEYS; i = end, distinct++) {
        for (end = i; end < KEYS && numbers[end] == numbers[i];)
            end++;
        assert_int_equal(map_get_number(&counts, numbers[i]), end - i);
        assert_int_equal(map_get_number(&counts, numbers[i] + 1), MAP_NONE);
    }
    assert_int_equal(counts.count, distinct);
}

static void the_extreme_numbers_are_keys_like_others(void **state)
{
    map map = {.arena = arena_of(state)};
    *map_put_number(&map, 0) = 1;
    *map_put_number(&map, UINT64_MAX) = 2;
    assert_int_equal(map_get_number(&map, 0), 1);
    assert_int_equal(map_get_number(&map, UINT64_MAX), 2);
    assert_int_equal(map_get_number(&map, 1), MAP_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(an_empty_map_finds_nothing),
        specification(a_new_key_starts_without_value),
        specification(keys_differ_by_their_bytes_and_length_only),
        specification(a_hundred_thousand_texts_agree_with_a_list),
        specification(a_hundred_thousand_numbers_agree_with_sorting),
        specification(the_extreme_numbers_are_keys_like_others),
    };
    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
