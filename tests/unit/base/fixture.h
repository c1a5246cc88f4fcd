/* fixture.h - what the tests of base share: an arena for each test, and a way to compare
 * text. Tests may allocate outside memory_try: malloc is not expected to fail here. */
#ifndef UNIT_BASE_FIXTURE_H
#define UNIT_BASE_FIXTURE_H

#include "base/arena.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct fixture {
    memory memory;
    arena arena;
} fixture;

static inline int fixture_start(void **state)
{
    static fixture shared;
    shared.memory.armed = false;
    arena_init(&shared.arena, &shared.memory);
    *state = &shared;
    return 0;
}

static inline int fixture_stop(void **state)
{
    fixture *shared = *state;
    arena_finish(&shared->arena);
    return 0;
}

static inline arena *arena_of(void **state)
{
    fixture *shared = *state;
    return &shared->arena;
}

/* A test with an arena of its own: arena_of(state). */
#define specification(function)                                                                    \
    cmocka_unit_test_setup_teardown(function, fixture_start, fixture_stop)

#define assert_text(actual, expected) assert_text_equal((actual), (expected), __FILE__, __LINE__)

static inline void assert_text_equal(str actual, const char *expected, const char *file, int line)
{
    if (!str_equal(actual, str_of(expected))) {
        print_error("\"%.*s\" should be \"%s\"\n", STR_ARG(actual), expected);
        _fail(file, line);
    }
}

/* The next number of a fixed sequence (xorshift64), so that every run tests the same. */
static inline uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

#endif
