/* memory.c - see memory.h. */
#include "base/memory.h"

#include <stdlib.h>

bool memory_try(memory *memory, void (*body)(void *context), void *context)
{
    if (setjmp(memory->escape) != 0) {
        memory->armed = false;
        return false;
    }
    memory->armed = true;
    body(context);
    memory->armed = false;
    return true;
}

_Noreturn void memory_fail(memory *memory)
{
    if (!memory->armed)
        abort(); /* NOLINT(calls): an allocation outside memory_try is a programming error */
    longjmp(memory->escape, 1);
}

void *memory_alloc(memory *memory, size_t size)
{
    void *block = malloc(size > 0 ? size : 1);
    if (block == NULL)
        memory_fail(memory);
    return block;
}
