/* map.c - see map.h. */
#include "base/map.h"

typedef struct map_slot {
    str key; /* number keys: data is NULL, len unused */
    uint64_t hash;
    uint32_t value;
    bool taken;
} map_slot;

static uint64_t mix(uint64_t key)
{
    key ^= key >> 33;
    key *= 0xff51afd7ed558ccdu;
    key ^= key >> 33;
    key *= 0xc4ceb9fe1a85ec53u;
    return key ^ (key >> 33);
}

/* The slot of the key, or the free one where it would go. mix() is a bijection, so equal
 * hashes of number keys are equal keys. */
static map_slot *find(const map *map, str key, uint64_t hash)
{
    uint32_t mask = map->capacity - 1;
    for (uint32_t at = (uint32_t)hash & mask;; at = (at + 1) & mask) {
        map_slot *slot = &map->slots[at];
        if (!slot->taken || (slot->hash == hash && str_equal(slot->key, key)))
            return slot;
    }
}

static void grow(map *map)
{
    struct map old = *map;
    if (old.capacity > UINT32_MAX / 4)
        memory_fail(map->arena->memory);
    const uint32_t capacity = old.capacity > 0 ? old.capacity * 2 : 16;
    map->slots = arena_array(map->arena, map_slot, capacity);
    map->capacity = capacity;
    for (uint32_t i = 0; i < old.capacity; i++)
        if (old.slots[i].taken)
            *find(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
}

static uint32_t get(const map *map, str key, uint64_t hash)
{
    if (map->capacity == 0)
        return MAP_NONE;
    const map_slot *slot = find(map, key, hash);
    return slot->taken ? slot->value : MAP_NONE;
}

static uint32_t *put(map *map, str key, uint64_t hash)
{
    if (map->count >= map->capacity / 4 * 3)
        grow(map);
    map_slot *slot = find(map, key, hash);
    if (!slot->taken) {
        *slot = (map_slot){key, hash, MAP_NONE, true};
        map->count++;
    }
    return &slot->value;
}

uint32_t map_get(const map *map, str key)
{
    return get(map, key, str_hash(key));
}

uint32_t map_get_number(const map *map, uint64_t key)
{
    return get(map, (str){NULL, 0}, mix(key));
}

uint32_t *map_put(map *map, str key)
{
    return put(map, key, str_hash(key));
}

uint32_t *map_put_number(map *map, uint64_t key)
{
    return put(map, (str){NULL, 0}, mix(key));
}
