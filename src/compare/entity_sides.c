/* entity_sides.c - the country that somebody speaks for, by the body that he has his office in.
 *
 *   "State Department spokesman Tom Weil"    role of a person without a country
 *    ^^^^^^^^^^^^^^^^ an alias of the U.S. Department of State, which has one
 *
 * Words of an office are looked up among the names of the pile's organisations, the longest run
 * first. A name that organisations of two countries bear tells nothing. */
#include "compare/entity_sides.h"

#include "base/map.h"
#include "base/utf8.h"

enum {
    WORDS_MAX = 12, /* of an office that are looked at */
    RUN_MAX = 6
};

static void add_name(arena *scratch, map *owners, const pile_entity_array *entities, uint32_t owner,
                     str name)
{
    uint32_t *known = map_put(owners, utf8_fold(scratch, name));
    if (*known == MAP_NONE)
        *known = owner;
    else if (*known < entities->count &&
             !str_equal(entities->items[*known].country, entities->items[owner].country))
        *known = entities->count;
}

static str country_of_office(const pile_entity_array *entities, const map *owners, str office)
{
    size_t starts[WORDS_MAX];
    size_t ends[WORDS_MAX];
    uint32_t count = 0;
    for (size_t at = 0; at < office.len && count < WORDS_MAX;) {
        const size_t space = str_find_byte(office, ' ', at);
        const size_t end = space == SIZE_MAX ? office.len : space;
        starts[count] = at;
        ends[count++] = end;
        at = end + 1;
    }
    for (uint32_t length = count < RUN_MAX ? count : RUN_MAX; length > 0; length--)
        for (uint32_t i = 0; i + length <= count; i++) {
            const uint32_t owner =
                map_get(owners, str_slice(office, starts[i], ends[i + length - 1]));
            if (owner < entities->count)
                return entities->items[owner].country;
        }
    return (str){NULL, 0};
}

void entity_sides_fill(arena *scratch, pile_entity_array *entities)
{
    map owners = {.arena = scratch};
    for (uint32_t i = 0; i < entities->count; i++) {
        const pile_entity *it = &entities->items[i];
        if (it->kind != NAME_ORGANIZATION || it->country.len == 0)
            continue;
        add_name(scratch, &owners, entities, i, it->name);
        for (uint32_t k = 0; k < it->aliases.count; k++)
            add_name(scratch, &owners, entities, i, it->aliases.items[k]);
    }
    for (uint32_t i = 0; i < entities->count; i++) {
        pile_entity *it = &entities->items[i];
        for (uint32_t k = 0; it->kind == NAME_PERSON && it->country.len == 0 && k < it->roles.count;
             k++)
            it->country =
                country_of_office(entities, &owners, utf8_fold(scratch, it->roles.items[k]));
    }
}
