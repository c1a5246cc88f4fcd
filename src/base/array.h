/* array.h - arrays that grow, in an arena.
 *
 *     typedef array_of(token) token_array;
 *     token_array tokens = {0};
 *     token *t = array_push(arena, &tokens);     // zeroed
 *     for (uint32_t i = 0; i < tokens.count; i++) use(&tokens.items[i]);
 *
 * A push may move the items: keep indices, not pointers. Counts are uint32_t because items
 * of the record refer to each other by uint32_t; growing past that is out of memory.
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include "base/arena.h"

#include <stdint.h>

#define array_of(type)                                                                             \
    struct {                                                                                       \
        type *items;                                                                               \
        uint32_t count;                                                                            \
        uint32_t capacity;                                                                         \
    }

/* A pointer to one more item, zeroed. */
#define array_push(arena, array)                                                                   \
    ((array)->items = array_room((arena), (array)->items, sizeof *(array)->items, (array)->count,  \
                                 &(array)->capacity, 1),                                           \
     &(array)->items[(array)->count++])

/* Makes room for `more` items behind the last, zeroed, without counting them. */
#define array_reserve(arena, array, more)                                                          \
    ((array)->items = array_room((arena), (array)->items, sizeof *(array)->items, (array)->count,  \
                                 &(array)->capacity, (more)))

/* The items, moved if they had to grow. Used by the macros. */
void *array_room(arena *arena, void *items, size_t size, uint32_t count, uint32_t *capacity,
                 uint32_t more);

#endif
