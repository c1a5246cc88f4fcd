/* array.c - see array.h. */
#include "base/array.h"

#include <string.h>

void *array_room(arena *arena, void *items, size_t size, uint32_t count, uint32_t *capacity,
                 uint32_t more)
{
    if (more <= *capacity - count) {
        if (more > 0) /* what was there before the count was lowered is still there */
            memset((char *)items + count * size, 0, more * size);
        return items;
    }
    uint64_t want = (uint64_t)count + more;
    uint64_t grown = *capacity > 0 ? (uint64_t)*capacity * 2 : 8;
    if (grown < want)
        grown = want;
    if (grown > UINT32_MAX)
        memory_fail(arena->memory);
    void *moved = arena_alloc(arena, (size_t)grown, size);
    if (count > 0)
        memcpy(moved, items, count * size);
    *capacity = (uint32_t)grown;
    return moved;
}
