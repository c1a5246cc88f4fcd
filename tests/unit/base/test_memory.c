/* memory.h and arena.h: what is promised when memory is there, and when it is not. */
#include "unit/base/fixture.h"

#include <stdint.h>
#include <string.h>

/* Sanitizers end the program at a huge malloc unless told that it may fail. */
const char *__asan_default_options(void); /* NOLINT(bugprone-reserved-identifier): theirs */
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

const char *__tsan_default_options(void); /* NOLINT(bugprone-reserved-identifier): theirs */
const char *__tsan_default_options(void)
{
    return "allocator_may_return_null=1";
}

typedef struct attempt {
    memory *memory;
    arena *arena;
    size_t size;
    int steps;
} attempt;

static void do_nothing(void *context)
{
    attempt *attempt = context;
    attempt->steps++;
}

static void fail_in_between(void *context)
{
    attempt *attempt = context;
    attempt->steps++;
    memory_fail(attempt->memory);
}

static void ask_for_memory(void *context)
{
    attempt *attempt = context;
    (void)memory_alloc(attempt->memory, attempt->size);
    attempt->steps++;
}

static void ask_arena_for_items(void *context)
{
    attempt *attempt = context;
    (void)arena_alloc(attempt->arena, attempt->size, 16);
    attempt->steps++;
}

static void try_runs_the_body_once(void **state)
{
    (void)state;
    memory memory = {0};
    attempt attempt = {.memory = &memory};
    assert_true(memory_try(&memory, do_nothing, &attempt));
    assert_int_equal(attempt.steps, 1);
    assert_false(memory.armed);
}

static void try_is_false_after_a_failure_and_can_be_used_again(void **state)
{
    (void)state;
    memory memory = {0};
    attempt attempt = {.memory = &memory};
    for (int round = 1; round <= 3; round++) {
        assert_false(memory_try(&memory, fail_in_between, &attempt));
        assert_int_equal(attempt.steps, round);
        assert_false(memory.armed);
    }
    assert_true(memory_try(&memory, do_nothing, &attempt));
}

static void an_impossible_size_leaves_the_body(void **state)
{
    (void)state;
    memory memory = {0};
    attempt attempt = {.memory = &memory, .size = SIZE_MAX / 2};
    assert_false(memory_try(&memory, ask_for_memory, &attempt));
    assert_int_equal(attempt.steps, 0);
}

static void an_arena_refuses_sizes_that_overflow(void **state)
{
    fixture *shared = *state;
    const size_t sizes[] = {SIZE_MAX, SIZE_MAX / 16, SIZE_MAX / 16 + 1, SIZE_MAX / 16 - 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        attempt attempt = {.arena = &shared->arena, .size = sizes[i]};
        assert_false(memory_try(&shared->memory, ask_arena_for_items, &attempt));
        assert_int_equal(attempt.steps, 0);
    }
}

static void a_bound_arena_leaves_through_its_new_memory(void **state)
{
    fixture *shared = *state;
    memory other = {0};
    attempt attempt = {.arena = &shared->arena, .size = SIZE_MAX};
    arena_bind(&shared->arena, &other);
    assert_false(memory_try(&other, ask_arena_for_items, &attempt));
}

static void blocks_are_zeroed_aligned_and_apart(void **state)
{
    arena *arena = arena_of(state);
    enum { BLOCKS = 3000 };
    static unsigned char *blocks[BLOCKS];
    uint64_t seed = 1;
    static size_t sizes[BLOCKS];
    for (size_t i = 0; i < BLOCKS; i++) {
        sizes[i] = next_random(&seed) % 700;
        blocks[i] = arena_array(arena, unsigned char, sizes[i]);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        for (size_t at = 0; at < sizes[i]; at++)
            assert_int_equal(blocks[i][at], 0);
        memset(blocks[i], (int)(i % 255 + 1), sizes[i]);
    }
    for (size_t i = 0; i < BLOCKS; i++)
        for (size_t at = 0; at < sizes[i]; at++)
            assert_int_equal(blocks[i][at], i % 255 + 1);
}

static void a_block_may_be_larger_than_any_chunk(void **state)
{
    arena *arena = arena_of(state);
    const size_t size = (size_t)5 << 20;
    char *large = arena_array(arena, char, size);
    large[size - 1] = 'x';
    char *small = arena_array(arena, char, 1);
    small[0] = 'y';
    assert_int_equal(large[size - 1], 'x');
    assert_true(arena->used >= size);
}

/* Cleanups note their order here. */
static int released[16];
static int released_count;

static void note_release(void *what)
{
    released[released_count++] = *(int *)what;
}

static void cleanups_run_newest_first(void **state)
{
    arena *arena = arena_of(state);
    static int numbers[] = {0, 1, 2};
    released_count = 0;
    for (int i = 0; i < 3; i++)
        arena_defer(arena, note_release, &numbers[i]);
    arena_finish(arena);
    assert_int_equal(released_count, 3);
    assert_int_equal(released[0], 2);
    assert_int_equal(released[2], 0);
}

static void count_release(void *what)
{
    ++*(int *)what;
}

static void every_cleanup_runs_wherever_chunks_end(void **state)
{
    arena *arena = arena_of(state);
    static int count;
    count = 0;
    for (int i = 0; i < 10000; i++) {
        arena_defer(arena, count_release, &count);
        if (i % 7 == 0)
            arena_alloc(arena, (size_t)i, 3);
    }
    arena_finish(arena);
    assert_int_equal(count, 10000);
}

static void restoring_forgets_only_what_came_after_the_mark(void **state)
{
    arena *arena = arena_of(state);
    static int numbers[] = {0, 1};
    released_count = 0;
    char *kept = arena_cstr(arena, STR("kept"));
    arena_defer(arena, note_release, &numbers[0]);
    const arena_mark mark = arena_save(arena);
    const size_t used = arena->used;

    for (int round = 0; round < 3; round++) {
        char *scratch = arena_array(arena, char, 100000);
        assert_int_equal(scratch[0], 0);
        memset(scratch, 'x', 100000);
        arena_defer(arena, note_release, &numbers[1]);
        arena_restore(arena, mark);
        assert_int_equal(released_count, round + 1);
        assert_int_equal(released[round], 1);
        assert_int_equal(arena->used, used);
    }
    assert_string_equal(kept, "kept");
}

static void memory_is_zeroed_again_after_restoring(void **state)
{
    arena *arena = arena_of(state);
    arena_alloc(arena, 1, 1);
    const arena_mark mark = arena_save(arena);
    char *first = arena_array(arena, char, 64);
    memset(first, 'x', 64);
    arena_restore(arena, mark);
    char *second = arena_array(arena, char, 64);
    assert_ptr_equal(first, second);
    for (int i = 0; i < 64; i++)
        assert_int_equal(second[i], 0);
}

static void an_empty_arena_can_be_saved_restored_and_finished(void **state)
{
    arena *arena = arena_of(state);
    const arena_mark mark = arena_save(arena);
    arena_alloc(arena, 10, 10);
    arena_restore(arena, mark);
    assert_int_equal(arena->used, 0);
    arena_alloc(arena, 10, 10);
    arena_finish(arena);
    arena_finish(arena);
    arena_alloc(arena, 10, 10);
}

static void copied_text_is_followed_by_a_nul(void **state)
{
    arena *arena = arena_of(state);
    const readout_str inside = {"one two", 3};
    const readout_str copy = arena_str(arena, inside);
    assert_ptr_not_equal(copy.data, inside.data);
    assert_int_equal(copy.len, 3);
    assert_string_equal(copy.data, "one");
    assert_string_equal(arena_cstr(arena, inside), "one");
    assert_string_equal(arena_str(arena, (readout_str){NULL, 0}).data, "");
    assert_string_equal(arena_cstr(arena, (readout_str){"a\0b", 3}), "a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(try_runs_the_body_once),
        specification(try_is_false_after_a_failure_and_can_be_used_again),
        specification(an_impossible_size_leaves_the_body),
        specification(an_arena_refuses_sizes_that_overflow),
        specification(a_bound_arena_leaves_through_its_new_memory),
        specification(blocks_are_zeroed_aligned_and_apart),
        specification(a_block_may_be_larger_than_any_chunk),
        specification(cleanups_run_newest_first),
        specification(every_cleanup_runs_wherever_chunks_end),
        specification(restoring_forgets_only_what_came_after_the_mark),
        specification(memory_is_zeroed_again_after_restoring),
        specification(an_empty_arena_can_be_saved_restored_and_finished),
        specification(copied_text_is_followed_by_a_nul),
    };
    return cmocka_run_group_tests_name("memory and arena", tests, NULL, NULL);
}
