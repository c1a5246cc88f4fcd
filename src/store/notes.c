/* notes.c - see notes.h. */
#include "store/notes.h"

#include "base/array.h"
#include "base/error.h"
#include "base/utf8.h"

#include <string.h>

#include <jansson.h>

/* ---- Items of a record ---------------------------------------------------------------- */

/* Where the items of a kind stand, and which of their keys says what they are about. */
typedef struct kind {
    const char *name;
    const char *list;
    const char *keys[4]; /* into objects, and into the first of a list; NULL behind the last */
} kind;

static const kind kinds[] = {
    {"report", "reports", {"id", NULL}},
    {"entity", "entities", {"name", NULL}},
    {"claim", "claims", {"text", NULL}},
    {"statement", "statements", {"content", "text", NULL}},
    {"quotation", "quotations", {"versions", "span", "text", NULL}},
};

static const kind *kind_named(str name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (str_equal(str_of(kinds[i].name), name))
            return &kinds[i];
    return NULL;
}

static str string_at(const json_t *value)
{
    return json_is_string(value) ? (str){json_string_value(value), json_string_length(value)}
                                 : (str){NULL, 0};
}

static str about(const kind *kind, const json_t *item)
{
    for (size_t i = 0; kind->keys[i] != NULL; i++) {
        if (json_is_array(item))
            item = json_array_get(item, 0);
        item = json_object_get(item, kind->keys[i]);
    }
    return string_at(item);
}

static void release(void *tree)
{
    json_decref(tree);
}

static const json_t *parse(arena *scratch, str record)
{
    json_error_t error;
    json_t *tree = json_loadb(record.data != NULL ? record.data : "", record.len, 0, &error);
    if (tree != NULL)
        arena_defer(scratch, release, tree);
    return tree;
}

/* The item with an id, or the first that is about `words`; NULL when there is none. */
static const json_t *find_item(const json_t *record, const kind *kind, str id, const str *words)
{
    size_t at;
    json_t *item;
    json_array_foreach(json_object_get(record, kind->list), at, item)
    {
        if (words == NULL ? str_equal(string_at(json_object_get(item, "id")), id)
                          : str_equal(about(kind, item), *words))
            return item;
    }
    return NULL;
}

/* ---- Writing one ---------------------------------------------------------------------- */

static readout_status check(const readout_note *note, readout_error *error)
{
    enum { INFORMATION_MAX = 6 };
    const bool source = note->source == '\0' || (note->source >= 'A' && note->source <= 'F');
    if (!str_equal(note->kind, STR("story")) && kind_named(note->kind) == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT,
                         "'%.*s' is no kind of item: story, report, entity, claim, statement or "
                         "quotation",
                         STR_ARG(note->kind));
    if (!source)
        return error_set(error, READOUT_ERR_ARGUMENT, "the grade of a source is A to F");
    if (note->information > INFORMATION_MAX)
        return error_set(error, READOUT_ERR_ARGUMENT, "the grade of information is 1 to 6");
    if (note->text.len > NOTES_TEXT_MAX)
        return error_set(error, READOUT_ERR_ARGUMENT, "a note is at most %d bytes long",
                         NOTES_TEXT_MAX);
    if (!utf8_valid(note->text, NULL) || !utf8_valid(note->item, NULL))
        return error_set(error, READOUT_ERR_ARGUMENT, "the note is no UTF-8");
    return READOUT_OK;
}

static int64_t find_note(database *database, int64_t story, str kind, str item)
{
    query query =
        query_make(database, "SELECT id FROM note WHERE story = ? AND kind = ? AND item = ?"
                             " ORDER BY attached DESC, id LIMIT 1");
    query_put_number(&query, story);
    query_put_text(&query, kind);
    query_put_text(&query, item);
    const int64_t id = query_next(&query) ? query_number(&query, 0) : 0;
    query_end(&query);
    return id;
}

static void remove_note(database *database, int64_t id)
{
    query query = query_make(database, "DELETE FROM note WHERE id = ?");
    query_put_number(&query, id);
    query_run(&query);
}

static void put_fields(query *query, const readout_note *note)
{
    query_put_text(query, note->text);
    query_put_text(query, (str){&note->source, note->source != '\0' ? 1 : 0});
    if (note->information > 0)
        query_put_number(query, note->information);
    else
        query_put_null(query);
}

static void change_note(database *database, int64_t id, const readout_note *note)
{
    query query = query_make(database, "UPDATE note SET text = ?, source = ?, information = ?,"
                                       " changed = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
                                       " WHERE id = ?");
    put_fields(&query, note);
    query_put_number(&query, id);
    query_run(&query);
}

static bool is_full(database *database, int64_t story)
{
    query query = query_make(database, "SELECT count(*) FROM note WHERE story = ?");
    query_put_number(&query, story);
    const bool full = query_next(&query) && query_number(&query, 0) >= NOTES_OF_STORY_MAX;
    query_end(&query);
    return full;
}

static readout_status new_note(database *database, arena *scratch, int64_t story, str record,
                               const readout_note *note, readout_error *error)
{
    const kind *kind = kind_named(note->kind);
    str words = {NULL, 0};
    if (kind != NULL) {
        const json_t *item = find_item(parse(scratch, record), kind, note->item, NULL);
        if (item == NULL)
            return error_set(error, READOUT_ERR_INPUT, "the story has no %s '%.*s'", kind->name,
                             STR_ARG(note->item));
        words = about(kind, item);
    }
    if (is_full(database, story))
        return error_set(error, READOUT_ERR_ARGUMENT, "a story has at most %d notes",
                         NOTES_OF_STORY_MAX);
    query query = query_make(database, "INSERT INTO note (text, source, information, story, kind,"
                                       " item, about, attached) VALUES (?, ?, ?, ?, ?, ?, ?, 1)");
    put_fields(&query, note);
    query_put_number(&query, story);
    query_put_text(&query, note->kind);
    query_put_text(&query, note->item);
    query_put_text(&query, words);
    query_run(&query);
    return READOUT_OK;
}

static void count_change(database *database, int64_t story)
{
    query query = query_make(database, "UPDATE story SET noted = noted + 1 WHERE id = ?");
    query_put_number(&query, story);
    query_run(&query);
}

readout_status notes_put(database *database, arena *scratch, int64_t story, str record,
                         const readout_note *note, readout_error *error)
{
    const readout_status status = check(note, error);
    if (status != READOUT_OK)
        return status;
    const int64_t id = find_note(database, story, note->kind, note->item);
    const bool empty = note->text.len == 0 && note->source == '\0' && note->information == 0;
    if (empty && id == 0)
        return error_set(error, READOUT_ERR_INPUT, "there is no such note");
    count_change(database, story);
    if (empty)
        remove_note(database, id);
    else if (id != 0)
        change_note(database, id, note);
    else
        return new_note(database, scratch, story, record, note, error);
    return READOUT_OK;
}

/* ---- Finding the item again ------------------------------------------------------------ */

typedef struct noted {
    int64_t id;
    const kind *kind;
    str item;
    str about;
} noted;
typedef array_of(noted) noted_array;

static void load_notes(database *database, arena *scratch, int64_t story, noted_array *notes)
{
    query query = query_make(database, "SELECT id, kind, item, about FROM note WHERE story = ?");
    query_put_number(&query, story);
    while (query_next(&query)) {
        const kind *kind = kind_named(query_text(&query, 1));
        if (kind != NULL)
            *array_push(scratch, notes) =
                (noted){query_number(&query, 0), kind, arena_str(scratch, query_text(&query, 2)),
                        arena_str(scratch, query_text(&query, 3))};
    }
}

/* The item with the same id when it still says the same, else the first that does. */
static const json_t *find_again(const json_t *record, const noted *note)
{
    const json_t *same = find_item(record, note->kind, note->item, NULL);
    if (same != NULL && str_equal(about(note->kind, same), note->about))
        return same;
    return find_item(record, note->kind, note->item, &note->about);
}

void notes_attach(database *database, arena *scratch, int64_t story, str record)
{
    noted_array notes = {0};
    load_notes(database, scratch, story, &notes);
    const json_t *tree = notes.count > 0 ? parse(scratch, record) : NULL;
    for (uint32_t i = 0; i < notes.count && tree != NULL; i++) {
        const json_t *item = find_again(tree, &notes.items[i]);
        query query = query_make(database, "UPDATE note SET item = ?, attached = ? WHERE id = ?");
        query_put_text(&query,
                       item != NULL ? string_at(json_object_get(item, "id")) : notes.items[i].item);
        query_put_number(&query, item != NULL ? 1 : 0);
        query_put_number(&query, notes.items[i].id);
        query_run(&query);
    }
}
