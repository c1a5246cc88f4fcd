/* cues.c - finds rows of the table of cues by lemma and kind. */
#include "facts/cues.h"

#include "facts/cue_table.h"

#include <string.h>

enum { LEMMA_MAX = 24 };

/* One key for lemma and kind; 0 for a lemma that is too long for the table. */
static uint64_t key_of(str lemma, char kind)
{
    char key[LEMMA_MAX + 1];
    if (lemma.len == 0 || lemma.len > LEMMA_MAX)
        return 0;
    for (size_t i = 0; i < lemma.len; i++) {
        const char c = lemma.data[i];
        key[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    key[lemma.len] = kind;
    return str_hash((str){key, lemma.len + 1});
}

map cue_index(arena *arena)
{
    map index = {.arena = arena};
    for (uint32_t i = 0; i < cue_table_count; i++)
        *map_put_number(&index, key_of(str_of(cue_table[i].lemma), cue_table[i].kind)) = i;
    return index;
}

const cue *cue_find(const map *index, str lemma, char kind)
{
    const uint32_t found = map_get_number(index, key_of(lemma, kind));
    return found != MAP_NONE ? &cue_table[found] : NULL;
}

const cue *cue_find_verb(const map *index, str lemma, str form)
{
    const cue *found = cue_find(index, lemma, 'v');
    char longer[LEMMA_MAX];
    if (found != NULL || lemma.len < 3 || lemma.len + 1 >= LEMMA_MAX ||
        !(str_ends_nocase(form, STR("ed")) || str_ends_nocase(form, STR("ing"))))
        return found;
    if (lemma.data[lemma.len - 1] == 'e')
        return cue_find(index, str_slice(lemma, 0, lemma.len - 1), 'v');
    if (form.len > lemma.len && form.data[lemma.len] != 'e' && form.data[lemma.len] != 'i')
        return NULL; /* "hopped" */
    memcpy(longer, lemma.data, lemma.len);
    longer[lemma.len] = 'e';
    return cue_find(index, (str){longer, lemma.len + 1}, 'v');
}
