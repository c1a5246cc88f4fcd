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

/* The verb whose form this is when `cut` letters are off and `end` is put on. */
static const cue *find_form(const map *index, str form, size_t cut, const char *end)
{
    char lemma[LEMMA_MAX + 2];
    const str ending = str_of(end);
    if (form.len < cut + 2 || form.len - cut + ending.len > LEMMA_MAX)
        return NULL;
    memcpy(lemma, form.data, form.len - cut);
    memcpy(lemma + form.len - cut, ending.data, ending.len);
    return cue_find(index, (str){lemma, form.len - cut + ending.len}, 'v');
}

const cue *cue_find_verb(const map *index, str lemma, str form)
{
    static const struct {
        const char *ending;
        const char *end; /* of the lemma instead */
    } endings[] = {{"ied", "y"}, {"ed", ""}, {"ed", "e"}, {"ing", ""}, {"ing", "e"}, {"s", ""}};
    const cue *found = cue_find(index, lemma, 'v');
    for (size_t i = 0; found == NULL && i < sizeof endings / sizeof *endings; i++)
        if (str_ends_nocase(form, str_of(endings[i].ending)))
            found = find_form(index, form, strlen(endings[i].ending), endings[i].end);
    return found;
}
