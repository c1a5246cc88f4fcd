/* map.h - hash maps from text or numbers to uint32_t, in an arena.
 *
 *     slots: [ - | key,value | - | key,value | ... ]   a power of two, at most 3/4 full,
 *                                                      probed linearly
 *
 * Hashes are the same in every run, so walking the slots would be deterministic; still
 * there is no way to walk a map: results come from arrays, maps only find.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

#define MAP_NONE UINT32_MAX

/* All zero but the arena is an empty map: {.arena = arena}. */
typedef struct map {
    arena *arena;
    struct map_slot *slots;
    uint32_t count;
    uint32_t capacity;
} map;

/* The value of a key, or MAP_NONE. */
uint32_t map_get(const map *map, str key);
uint32_t map_get_number(const map *map, uint64_t key);

/* Where to write the value of a key; a new key starts with MAP_NONE. The pointer is valid
 * until the next call. The bytes of a text key are not copied: they must outlive the map.
 * One map holds text keys or number keys, not both. */
uint32_t *map_put(map *map, str key);
uint32_t *map_put_number(map *map, uint64_t key);

#endif
