/* array.h: arrays that grow. */
#include "base/array.h"
#include "unit/base/fixture.h"

typedef struct pair {
    uint32_t a;
    char b;
} pair;

typedef array_of(pair) pair_array;

static void items_keep_their_values_while_the_array_grows(void **state)
{
    arena *arena = arena_of(state);
    pair_array pairs = {0};
    for (uint32_t i = 0; i < 100000; i++) {
        pair *pair = array_push(arena, &pairs);
        assert_int_equal(pair->a, 0);
        assert_int_equal(pair->b, 0);
        pair->a = i;
        pair->b = 'x';
    }
    assert_int_equal(pairs.count, 100000);
    for (uint32_t i = 0; i < pairs.count; i++)
        assert_int_equal(pairs.items[i].a, i);
}

static void memory_grows_with_the_items_not_faster(void **state)
{
    arena *arena = arena_of(state);
    pair_array pairs = {0};
    for (uint32_t i = 0; i < 100000; i++)
        array_push(arena, &pairs);
    assert_true(arena->used <= sizeof(pair) * 4 * 100000);
}

static void a_pushed_item_is_zeroed_though_the_count_was_lowered(void **state)
{
    arena *arena = arena_of(state);
    pair_array pairs = {0};
    array_push(arena, &pairs)->a = 7;
    pairs.count--;
    assert_int_equal(array_push(arena, &pairs)->a, 0);
}

static void reserved_items_are_not_counted_and_do_not_move(void **state)
{
    arena *arena = arena_of(state);
    pair_array pairs = {0};
    array_push(arena, &pairs)->a = 1;
    array_reserve(arena, &pairs, 1000);
    assert_int_equal(pairs.count, 1);
    assert_int_equal(pairs.items[0].a, 1);
    const pair *before = pairs.items;
    for (uint32_t i = 0; i < 1000; i++)
        array_push(arena, &pairs);
    assert_ptr_equal(pairs.items, before);
    array_reserve(arena, &pairs, 0);
}

static void outgrow(void *context)
{
    uint32_t capacity = UINT32_MAX;
    (void)array_room(context, NULL, 1, UINT32_MAX, &capacity, 1);
}

static void growing_past_uint32_is_out_of_memory(void **state)
{
    fixture *shared = *state;
    assert_false(memory_try(&shared->memory, outgrow, &shared->arena));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(items_keep_their_values_while_the_array_grows),
        specification(memory_grows_with_the_items_not_faster),
        specification(a_pushed_item_is_zeroed_though_the_count_was_lowered),
        specification(reserved_items_are_not_counted_and_do_not_move),
        specification(growing_past_uint32_is_out_of_memory),
    };
    return cmocka_run_group_tests_name("array", tests, NULL, NULL);
}
