/* memory.h - where memory comes from, and where control goes when there is none.
 *
 *     memory_try(&memory, body, context)
 *        |  remembers where it stands
 *        +-> body() ... arena_alloc() ... malloc() fails
 *        |                                     |
 *        +<------------------------------------+   the one jump of the code base
 *      false
 *
 * Code between a try and an allocation needs no checks for NULL. In return it holds
 * nothing that only it can release: every resource hangs off an arena (arena_defer), and
 * whoever called memory_try finishes the arenas.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

/* One per thread; all zero is ready for use. */
typedef struct memory {
    jmp_buf escape;
    bool armed;
} memory;

/* Runs body(context); false when memory ran out inside it. Does not nest. What the body
 * changed outside arenas before the failure stays changed. */
bool memory_try(memory *memory, void (*body)(void *context), void *context);

/* Leaves the running memory_try. Must only be called inside one. */
_Noreturn void memory_fail(memory *memory);

/* malloc/realloc that leave the running memory_try when they fail. `size` may be 0. */
void *memory_alloc(memory *memory, size_t size);

#endif
