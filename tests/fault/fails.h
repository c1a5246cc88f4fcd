/* fails.h - allocations of our own that fail when told to: the linker sends malloc, calloc, realloc
 * and free here (--wrap). The libraries below us keep theirs. Included by one file a test. */
#ifndef TESTS_FAULT_FAILS_H
#define TESTS_FAULT_FAILS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* ---- Allocations that fail when told to -------------------------------------------------- */

static struct {
    size_t made;  /* allocations so far */
    size_t fails; /* number of the first one that fails; 0: none */
    bool onwards; /* and all after it */
    size_t live;  /* blocks that were not freed */
} allocations;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);

static bool fails(void)
{
    const size_t number = ++allocations.made;
    return allocations.fails != 0 &&
           (number == allocations.fails || (allocations.onwards && number > allocations.fails));
}

static void *counted(void *block)
{
    allocations.live += block != NULL ? 1 : 0;
    return block;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *block, size_t size)
{
    if (fails())
        return NULL;
    void *moved = __real_realloc(block, size);
    return block == NULL ? counted(moved) : moved;
}

void __wrap_free(void *block)
{
    allocations.live -= block != NULL ? 1 : 0;
    __real_free(block);
}

/* ---- Saying which one fails ---------------------------------------------------------------- */

static void fail_at(size_t number, bool onwards)
{
    allocations.made = 0;
    allocations.fails = number;
    allocations.onwards = onwards;
}

/* Did a failure happen since fail_at? */
static bool failed(void)
{
    return allocations.fails != 0 && allocations.made >= allocations.fails;
}

/* Runs `attempt` with the Nth allocation failing, and all after it if `onwards`, for every N until
 * nothing fails any more. `attempt` gets N, stops the failing (fail_at(0, false)) before it looks
 * at what it did, and says whether a failure happened. Nothing may be left allocated. */
static void each_allocation(bool onwards, bool (*attempt)(size_t number, bool onwards))
{
    const size_t live = allocations.live;
    bool happened = true;
    for (size_t number = 1; happened; number++) {
        happened = attempt(number, onwards);
        if (allocations.live != live)
            print_error("allocation %zu failing leaks\n", number);
        assert_int_equal(allocations.live, live);
    }
}

#endif
