/* allocations.h - allocations that fail when a test of fault/ says so.
 *
 * The linker sends the calls of our code here (--wrap); those of the libraries below us go on as
 * they are. Included by one file of each program. */
#ifndef FAULT_ALLOCATIONS_H
#define FAULT_ALLOCATIONS_H

#include <stdbool.h>
#include <stdlib.h>

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

#endif
