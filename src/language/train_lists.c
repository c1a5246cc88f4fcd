/* train_lists.c - see train_lists.h. Where the lists come from and their licences: the model
 * card (models/README.md). */
#include "language/train_lists.h"

#include "base/file.h"

#include <string.h>

#include <jansson.h>

enum { LIMIT = 64 << 20, PART_LETTERS_MIN = 3 };

typedef struct lister {
    arena *arena;
    word_lists *lists;
} lister;

/* A name of one word gets `bit`; the words of a longer one `part`, if that is not 0. */
static void add_name(const lister *lister, str name, wordform_list bit, wordform_list part)
{
    str word;
    name = str_trim(name);
    if (str_find_byte(name, ' ', 0) == SIZE_MAX) {
        if (name.len > 1)
            word_lists_add(lister->arena, lister->lists, name, bit);
        return;
    }
    while (part != 0 && str_field(&name, ' ', &word))
        if (word.len >= PART_LETTERS_MIN && ((unsigned char)word.data[0] & 0x20) == 0)
            word_lists_add(lister->arena, lister->lists, word, part);
}

static void add_lines(const lister *lister, str content, wordform_list bit)
{
    str line;
    while (str_line(&content, &line))
        add_name(lister, line, bit, 0);
}

static void add_column(const lister *lister, str content, uint32_t column, wordform_list bit,
                       wordform_list part)
{
    str line;
    str_line(&content, &line); /* the heading */
    while (str_line(&content, &line)) {
        str field = STR("");
        for (uint32_t i = 0; i <= column; i++)
            if (!str_field(&line, ',', &field))
                field = STR("");
        add_name(lister, field, bit, part);
    }
}

static void add_json(const lister *lister, const json_t *text, wordform_list bit)
{
    if (json_is_string(text))
        add_name(lister, arena_str(lister->arena, str_of(json_string_value(text))), bit,
                 WORDFORM_REGION);
}

static void add_countries(const lister *lister, str content)
{
    json_t *countries = json_loadb(content.data, content.len, 0, NULL);
    size_t index;
    json_t *country;
    json_array_foreach(countries, index, country)
    {
        const json_t *people = json_object_get(json_object_get(country, "demonyms"), "eng");
        const json_t *capitals = json_object_get(country, "capital");
        add_json(lister, json_object_get(json_object_get(country, "name"), "common"),
                 WORDFORM_COUNTRY);
        add_json(lister, json_object_get(people, "m"), WORDFORM_DEMONYM);
        add_json(lister, json_object_get(people, "f"), WORDFORM_DEMONYM);
        for (size_t i = 0; i < json_array_size(capitals); i++)
            add_json(lister, json_array_get(capitals, i), WORDFORM_CITY);
    }
    json_decref(countries);
}

static bool read_list(arena *arena, const char *folder, const char *name, str *content,
                      readout_error *error)
{
    const char *path = str_format(arena, "%s/%s", folder, name).data;
    *content = STR("");
    return file_kind_of(path) == FILE_MISSING ||
           file_read(arena, path, LIMIT, content, error) == READOUT_OK;
}

bool train_lists_read(arena *arena, const char *folder, word_lists *lists, readout_error *error)
{
    const lister lister = {arena, lists};
    str given;
    str surnames;
    str cities;
    str companies;
    str countries;
    if (!read_list(arena, folder, "given_names.txt", &given, error) ||
        !read_list(arena, folder, "surnames.txt", &surnames, error) ||
        !read_list(arena, folder, "world-cities.csv", &cities, error) ||
        !read_list(arena, folder, "sp500.csv", &companies, error) ||
        !read_list(arena, folder, "countries.json", &countries, error))
        return false;
    add_lines(&lister, given, WORDFORM_GIVEN);
    add_lines(&lister, surnames, WORDFORM_SURNAME);
    add_column(&lister, cities, 0, WORDFORM_CITY, WORDFORM_REGION);
    add_column(&lister, cities, 2, WORDFORM_REGION, WORDFORM_REGION);
    add_column(&lister, companies, 1, WORDFORM_COMPANY, 0);
    add_countries(&lister, countries);
    return true;
}
