/* entity_forms.c - see entity_forms.h. Names are compared word by word, by rules that the field
 * calls deterministic record linkage: equal words, initials, short forms, one typing error (the
 * restricted edit distance of Damerau, 1964: a letter more, less, other, or two swapped). */
#include "compare/entity_forms.h"

#include "base/utf8.h"
#include "language/countries.h"

#include <string.h>

enum { TYPO_LETTERS_MIN = 4, COUNTRY_WORDS_MAX = 4 };

/* ---- Words ---------------------------------------------------------------------------- */

static const char *const small_words[] = {"the", "of", "for", "and", "on", "in", "to",
                                          "a",   "an", "&",   "at",  "by", "de", "la"};
static const char *const suffixes[] = {"ag",  "co",  "corp", "corporation", "esq",     "gmbh",
                                       "ii",  "iii", "inc",  "iv",          "limited", "llc",
                                       "ltd", "md",  "nv",   "phd",         "plc",     "sa"};
static const char *const generations[] = {"jr", "junior", "senior", "sr"};
static const char *const titles[] = {"mr",  "mrs", "ms",  "dr",  "sir",       "lord",   "sen",
                                     "rep", "gov", "gen", "col", "prof",      "lt",     "capt",
                                     "maj", "sgt", "rev", "hon", "president", "senator"};

static bool in_list(const char *const *list, size_t count, str word)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, str_of(list[i])))
            return true;
    return false;
}

#define IN_LIST(list, word) in_list(list, sizeof(list) / sizeof *(list), word)

/* Given names and what people call those who have them. By first letters where both start alike
 * ("Tom", "Thomas"), which needs no table, else here. */
static const struct short_name {
    str given;
    str called;
} short_names[] = {
    {STR_INIT("alexander"), STR_INIT("sasha")},    {STR_INIT("andrew"), STR_INIT("drew")},
    {STR_INIT("anthony"), STR_INIT("tony")},       {STR_INIT("charles"), STR_INIT("chuck")},
    {STR_INIT("edward"), STR_INIT("ted")},         {STR_INIT("elizabeth"), STR_INIT("beth")},
    {STR_INIT("elizabeth"), STR_INIT("liz")},      {STR_INIT("james"), STR_INIT("jim")},
    {STR_INIT("john"), STR_INIT("jack")},          {STR_INIT("joseph"), STR_INIT("joe")},
    {STR_INIT("margaret"), STR_INIT("peggy")},     {STR_INIT("michael"), STR_INIT("mike")},
    {STR_INIT("richard"), STR_INIT("dick")},       {STR_INIT("robert"), STR_INIT("bob")},
    {STR_INIT("theodore"), STR_INIT("ted")},       {STR_INIT("thomas"), STR_INIT("tom")},
    {STR_INIT("volodymyr"), STR_INIT("vladimir")}, {STR_INIT("william"), STR_INIT("bill")},
    {STR_INIT("katherine"), STR_INIT("kate")},
};

static str without_possessive(str word)
{
    if (str_ends(word, STR("'s")))
        return str_slice(word, 0, word.len - 2);
    if (str_ends(word, STR("’s")))
        return str_slice(word, 0, word.len - strlen("’s"));
    if (str_ends(word, STR("'")))
        return str_slice(word, 0, word.len - 1);
    if (str_ends(word, STR("’")))
        return str_slice(word, 0, word.len - strlen("’"));
    return word;
}

/* Full stops say nothing: "U.S." and "N." are "us" and "n". */
static str without_stops(arena *arena, str word)
{
    buffer plain = {.arena = arena};
    for (size_t i = 0; i < word.len; i++)
        if (word.data[i] != '.' && word.data[i] != ',')
            buffer_add_byte(&plain, word.data[i]);
    return buffer_str(&plain);
}

/* Up to the next space or hyphen: "Jong-un" is "Jong Un". */
static bool next_word(str *rest, str *word)
{
    size_t end = 0;
    while (rest->len > 0 && (rest->data[0] == ' ' || rest->data[0] == '-'))
        *rest = str_slice(*rest, 1, rest->len);
    while (end < rest->len && rest->data[end] != ' ' && rest->data[end] != '-')
        end++;
    *word = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end, rest->len);
    return word->len > 0;
}

/* ---- Countries in names --------------------------------------------------------------- */

/* The country that the first words of `rest` name, of one to four words; they are taken off. */
static country take_country(str *rest)
{
    size_t ends[COUNTRY_WORDS_MAX];
    size_t words = 0;
    *rest = str_trim(*rest);
    for (size_t i = 0; i <= rest->len && words < COUNTRY_WORDS_MAX; i++)
        if (i == rest->len || rest->data[i] == ' ')
            ends[words++] = i;
    while (words > 0) {
        str front = str_slice(*rest, 0, ends[--words]);
        const country found = country_find(without_possessive(front));
        const bool names_it = found.word == COUNTRY_NAME || found.word == COUNTRY_PEOPLE;
        if (names_it && found.code[0] != '\0') {
            *rest = str_trim(str_slice(*rest, front.len, rest->len));
            return found;
        }
    }
    return (country){COUNTRY_NONE, ""};
}

/* ---- Forms ---------------------------------------------------------------------------- */

static void add_word(name_form *form, str word)
{
    if (form->count < FORM_WORDS_MAX && word.len > 0)
        form->words[form->count++] = word;
}

/* Insertion by bytes: the order of an organisation's words is a matter of style. */
static void sort_words(name_form *form)
{
    for (uint32_t i = 1; i < form->count; i++)
        for (uint32_t k = i; k > 0 && str_compare(form->words[k - 1], form->words[k]) > 0; k--) {
            str moved = form->words[k];
            form->words[k] = form->words[k - 1];
            form->words[k - 1] = moved;
        }
}

/* "Ministry of Foreign Affairs" is "Foreign Ministry". */
static void drop_affairs(name_form *form)
{
    bool office = false;
    for (uint32_t i = 0; i < form->count; i++)
        office = office || str_equal(form->words[i], STR("ministry")) ||
                 str_equal(form->words[i], STR("department"));
    uint32_t kept = 0;
    for (uint32_t i = 0; i < form->count; i++)
        if (!office || form->count < 3 || !str_equal(form->words[i], STR("affairs")))
            form->words[kept++] = form->words[i];
    form->count = kept;
}

/* The first letters of the words that count, as an acronym has them. */
static str initials_of(arena *arena, const name_form *form)
{
    buffer initials = {.arena = arena};
    for (uint32_t i = 0; i < form->count; i++) {
        size_t end = 0;
        (void)utf8_next(form->words[i], &end);
        buffer_add(&initials, str_slice(form->words[i], 0, end));
    }
    return buffer_str(&initials);
}

static void organization_form(arena *arena, str name, name_form *form)
{
    str rest = name;
    str word;
    while (rest.len > 0) {
        const country found = take_country(&rest);
        if (found.word != COUNTRY_NONE && form->country.len == 0)
            form->country = str_of(found.code);
        if (found.word != COUNTRY_NONE || !next_word(&rest, &word))
            continue;
        word = utf8_fold(arena, without_stops(arena, without_possessive(word)));
        if (!IN_LIST(small_words, word) && !(form->count > 0 && IN_LIST(suffixes, word)))
            add_word(form, word);
    }
    form->initials = initials_of(arena, form);
    drop_affairs(form);
    sort_words(form);
}

static void plain_form(arena *arena, str name, name_form *form)
{
    str rest = name;
    str word;
    while (next_word(&rest, &word)) {
        word = utf8_fold(arena, without_stops(arena, without_possessive(word)));
        const bool passed = (form->count == 0 && (str_equal(word, STR("the")) ||
                                                  (rest.len > 0 && IN_LIST(titles, word)))) ||
                            (form->count > 0 && IN_LIST(suffixes, word));
        if (!passed)
            add_word(form, word);
    }
}

static bool is_acronym(str name)
{
    uint32_t capitals = 0;
    for (size_t at = 0; at < name.len;) {
        const uint32_t c = utf8_next(name, &at);
        if (utf8_is_upper(c))
            capitals++;
        else if (c != '.' && c != '&')
            return false;
    }
    return capitals >= 2 && capitals <= 8;
}

name_form name_form_of(arena *arena, const entity *entity)
{
    name_form form = {.kind = entity->kind, .is_acronym = is_acronym(entity->name)};
    const country country = country_find(without_possessive(entity->name));
    form.is_country = entity->kind != NAME_PERSON &&
                      (country.word == COUNTRY_NAME ||
                       (country.word == COUNTRY_CAPITAL && entity->stands_for_government));
    if (country.word != COUNTRY_NONE)
        form.country = str_of(country.code);
    if (entity->kind == NAME_ORGANIZATION && country.word == COUNTRY_NONE)
        organization_form(arena, entity->name, &form);
    else
        plain_form(arena, entity->name, &form);
    if (form.count == 0)
        add_word(&form, utf8_fold(arena, entity->name));
    return form;
}

str name_form_key(arena *arena, const name_form *form)
{
    buffer key = {.arena = arena};
    if (form->is_country) {
        buffer_add_byte(&key, '=');
        buffer_add(&key, form->country);
        return buffer_str(&key);
    }
    buffer_add_byte(&key, (char)('0' + (int)form->kind));
    if (form->kind == NAME_ORGANIZATION)
        buffer_add(&key, form->country);
    for (uint32_t i = 0; i < form->count; i++) {
        buffer_add_byte(&key, ' ');
        buffer_add(&key, form->words[i]);
    }
    return buffer_str(&key);
}

/* ---- Alike ---------------------------------------------------------------------------- */

/* One letter more, less or other, or two neighbours swapped; both of four letters and more. */
static bool one_letter_off(str a, str b)
{
    str shorter = a.len <= b.len ? a : b;
    str longer = a.len <= b.len ? b : a;
    if (utf8_count(shorter) < TYPO_LETTERS_MIN || longer.len - shorter.len > 2)
        return false;
    size_t front = 0;
    size_t back = 0;
    while (front < shorter.len && shorter.data[front] == longer.data[front])
        front++;
    while (back < shorter.len - front &&
           shorter.data[shorter.len - 1 - back] == longer.data[longer.len - 1 - back])
        back++;
    str rest = str_slice(shorter, utf8_floor(shorter, front), shorter.len - back);
    str other = str_slice(longer, utf8_floor(longer, front), longer.len - back);
    if (rest.len == 2 && other.len == 2)
        return rest.data[0] == other.data[1] && rest.data[1] == other.data[0];
    return utf8_count(rest) <= 1 && utf8_count(other) <= 1;
}

static bool is_initial(str word)
{
    return utf8_count(word) == 1;
}

static bool is_called(str a, str b)
{
    for (size_t i = 0; i < sizeof short_names / sizeof *short_names; i++) {
        const struct short_name *row = &short_names[i];
        if ((str_equal(a, row->given) && str_equal(b, row->called)) ||
            (str_equal(b, row->given) && str_equal(a, row->called)))
            return true;
    }
    return false;
}

static bool given_alike(str a, str b)
{
    if (is_initial(a) || is_initial(b))
        return a.data[0] == b.data[0];
    str shorter = a.len <= b.len ? a : b;
    str longer = a.len <= b.len ? b : a;
    return str_equal(a, b) || (shorter.len >= 3 && str_starts(longer, shorter)) ||
           one_letter_off(a, b) || is_called(a, b);
}

/* "Jr." is what tells son from father. */
static bool generations_equal(const name_form *a, const name_form *b)
{
    str last = a->words[a->count - 1];
    str other = b->words[b->count - 1];
    return str_equal(last, other) || (!IN_LIST(generations, last) && !IN_LIST(generations, other));
}

/* Middle names: as far as both have one. */
static bool middle_alike(const name_form *a, const name_form *b)
{
    if (a->count != 3 || b->count != 3)
        return true;
    return a->words[1].data[0] == b->words[1].data[0];
}

bool persons_alike(const name_form *a, const name_form *b)
{
    if (a->count < 2 || b->count < 2 || a->count > 4 || b->count > 4 || !generations_equal(a, b))
        return false;
    str given = a->words[0];
    str other_given = b->words[0];
    str family = a->words[a->count - 1];
    str other_family = b->words[b->count - 1];
    if (a->count == 2 && b->count == 2 && str_equal(given, other_family) &&
        str_equal(family, other_given))
        return true;
    if (str_equal(family, other_family))
        return given_alike(given, other_given) && middle_alike(a, b);
    return str_equal(given, other_given) && !is_initial(given) && middle_alike(a, b) &&
           one_letter_off(family, other_family);
}

/* Two letters stand for too much: those that the world knows. */
static bool spells(const name_form *acronym, const name_form *form)
{
    static const struct {
        str letters;
        str words;
    } known[] = {{STR_INIT("un"), STR_INIT("united nations")},
                 {STR_INIT("eu"), STR_INIT("european union")}};
    str letters = acronym->words[0];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(letters, known[i].letters) && form->count == 2 &&
            str_find(known[i].words, form->words[0], 0) != SIZE_MAX &&
            str_find(known[i].words, form->words[1], 0) != SIZE_MAX)
            return true;
    return letters.len >= 3 && str_equal(letters, form->initials);
}

static bool countries_fit(const name_form *a, const name_form *b)
{
    return a->country.len == 0 || b->country.len == 0 || str_equal(a->country, b->country);
}

bool organizations_alike(const name_form *a, const name_form *b)
{
    if (!countries_fit(a, b) || a->is_country || b->is_country)
        return false;
    if (a->is_acronym != b->is_acronym)
        return a->is_acronym ? spells(a, b) : spells(b, a);
    if (a->count != b->count)
        return false;
    uint32_t typos = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        if (str_equal(a->words[i], b->words[i]))
            continue;
        if (!one_letter_off(a->words[i], b->words[i]) || a->words[i].len < 6)
            return false;
        typos++;
    }
    return typos == 0 || (typos == 1 && a->count >= 2);
}
