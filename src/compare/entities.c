/* entities.c - the same name in several reports is one entity. A first version: only equal
 * full names are joined, whatever their case; spellings and descriptions come later. */
#include "base/map.h"
#include "base/utf8.h"
#include "compare/comparison.h"

static void add_once(arena *keep, str_array *list, str text)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (str_equal_nocase(list->items[i], text))
            return;
    *array_push(keep, list) = text;
}

static uint32_t join(arena *keep, map *known, const entity *from, comparison *comparison)
{
    uint32_t *at = map_put(known, utf8_fold(known->arena, from->name));
    if (*at == MAP_NONE) {
        *at = comparison->entities.count;
        pile_entity *fresh = array_push(keep, &comparison->entities);
        fresh->kind = from->kind;
        fresh->name = from->name;
    }
    pile_entity *entity = &comparison->entities.items[*at];
    for (uint32_t i = 0; i < from->aliases.count; i++)
        if (!str_equal(from->aliases.items[i], entity->name))
            add_once(keep, &entity->aliases, from->aliases.items[i]);
    for (uint32_t i = 0; i < from->roles.count; i++)
        add_once(keep, &entity->roles, from->roles.items[i]);
    if (entity->country.len == 0)
        entity->country = from->country;
    return *at;
}

void entities_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison)
{
    arena_mark mark = arena_save(scratch);
    map known = {.arena = scratch};
    comparison->entity_of = arena_array(keep, uint32_t *, pile->count);
    for (uint32_t i = 0; i < pile->count; i++) {
        const entity_array *entities = &pile->readings[i].analysis->entities;
        comparison->entity_of[i] = arena_array(keep, uint32_t, entities->count);
        for (uint32_t k = 0; k < entities->count; k++)
            comparison->entity_of[i][k] = join(keep, &known, &entities->items[k], comparison);
    }
    arena_restore(scratch, mark);
}
