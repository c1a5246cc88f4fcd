/* story.c - see story.h. */
#include "store/story.h"

#include "base/calendar.h"
#include "store/pack.h"

#include <inttypes.h>

/* ---- Members -------------------------------------------------------------------------- */

int64_t story_version(database *database, int64_t story)
{
    query query = query_make(database, "SELECT version FROM story WHERE id = ?");
    query_put_number(&query, story);
    const int64_t version = query_next(&query) ? query_number(&query, 0) : 0;
    query_end(&query);
    return version;
}

void story_members(database *database, arena *arena, int64_t story, number_array *members)
{
    query query = query_make(database, "SELECT id FROM report WHERE story = ? ORDER BY id");
    query_put_number(&query, story);
    while (query_next(&query))
        *array_push(arena, members) = query_number(&query, 0);
}

/* ---- The record ----------------------------------------------------------------------- */

bool story_record(database *database, arena *arena, int64_t story, const story_maker *maker,
                  str *json)
{
    query query = query_make(
        database, "SELECT size, json FROM record JOIN story ON story.id = record.story WHERE"
                  " story = ? AND record.version = story.version AND engine = ? AND model = ?");
    query_put_number(&query, story);
    query_put_text(&query, str_of(maker->engine));
    query_put_text(&query, str_of(maker->model));
    const bool found = query_next(&query);
    const bool whole =
        found && unpack(arena, query_bytes(&query, 1), (size_t)query_number(&query, 0), json);
    query_end(&query);
    return whole;
}

void story_keep(database *database, arena *scratch, int64_t story, int64_t version,
                const story_maker *maker, const story_counts *counts, str json)
{
    bool packed;
    const str bytes = pack(scratch, json, &packed);
    query query = query_make(database, "INSERT OR REPLACE INTO record (story, version, engine,"
                                       " model, copies, claims, contested, statements, quotations,"
                                       " differences, size, json)"
                                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!packed)
        return;
    query_put_number(&query, story);
    query_put_number(&query, version);
    query_put_text(&query, str_of(maker->engine));
    query_put_text(&query, str_of(maker->model));
    query_put_number(&query, counts->copies);
    query_put_number(&query, counts->claims);
    query_put_number(&query, counts->contested);
    query_put_number(&query, counts->statements);
    query_put_number(&query, counts->quotations);
    query_put_number(&query, counts->differences);
    query_put_number(&query, (int64_t)json.len);
    query_put_bytes(&query, bytes);
    query_run(&query);
    struct query note = query_make(database, "UPDATE story SET analysed = ? WHERE id = ?");
    query_put_number(&note, version);
    query_put_number(&note, story);
    query_run(&note);
}

void story_stale(database *database, arena *arena, const story_maker *maker, int64_t after,
                 uint32_t max, number_array *stories)
{
    query query =
        query_make(database, "SELECT id FROM story LEFT JOIN record ON record.story = story.id AND"
                             " record.version = story.version AND engine = ? AND model = ?"
                             " WHERE record.story IS NULL AND id > ? ORDER BY id LIMIT ?");
    query_put_text(&query, str_of(maker->engine));
    query_put_text(&query, str_of(maker->model));
    query_put_number(&query, after);
    query_put_number(&query, max);
    while (query_next(&query))
        *array_push(arena, stories) = query_number(&query, 0);
}

/* ---- Names ---------------------------------------------------------------------------- */

void story_forget_mentions(database *database, int64_t report)
{
    query query = query_make(database, "DELETE FROM mention WHERE report = ?");
    query_put_number(&query, report);
    query_run(&query);
}

static int64_t name_id(database *database, str name)
{
    query find = query_make(database, "SELECT id FROM name WHERE text = ?");
    query_put_text(&find, name);
    int64_t id = query_next(&find) ? query_number(&find, 0) : 0;
    query_end(&find);
    if (id != 0 || database_failed(database))
        return id;
    query put = query_make(database, "INSERT INTO name (text) VALUES (?)");
    query_put_text(&put, name);
    if (!query_run(&put))
        return 0;
    id = database_last_id(database);
    query index = query_make(database, "INSERT INTO names (rowid, text) VALUES (?, ?)");
    query_put_number(&index, id);
    query_put_text(&index, name);
    query_run(&index);
    return id;
}

void story_mention(database *database, int64_t report, str name, bool speaks)
{
    enum { NAME_BYTES_MAX = 300 };
    if (name.len == 0 || name.len > NAME_BYTES_MAX)
        return;
    const int64_t id = name_id(database, name);
    query query = query_make(database, "INSERT INTO mention (name, report, speaks) VALUES"
                                       " (?, ?, ?) ON CONFLICT DO UPDATE SET"
                                       " speaks = max(speaks, excluded.speaks)");
    query_put_number(&query, id);
    query_put_number(&query, report);
    query_put_number(&query, speaks ? 1 : 0);
    query_run(&query);
}

/* ---- Writing -------------------------------------------------------------------------- */

void story_write_day(json *json, arena *scratch, const query *query, int column)
{
    if (query_is_null(query, column)) {
        json_null(json);
        return;
    }
    const arena_mark mark = arena_save(scratch);
    const date date = date_from_days((int32_t)query_number(query, column));
    json_str_or_null(json, date_format(scratch, date));
    arena_restore(scratch, mark);
}

static void write_outlets(json *json, database *database, int64_t story)
{
    query query = query_make(database, "SELECT outlet FROM report WHERE story = ? AND outlet <> ''"
                                       " GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT 8");
    query_put_number(&query, story);
    json_key(json, "outlets"), json_open(json, '[');
    while (query_next(&query))
        json_str(json, query_text(&query, 0));
    json_close(json, ']');
}

static void write_counts(json *json, database *database, int64_t story)
{
    static const char *const keys[] = {"copies",     "claims",     "contested",
                                       "statements", "quotations", "differences"};
    query query = query_make(
        database, "SELECT copies, claims, contested, statements, quotations, differences FROM"
                  " record WHERE story = ?");
    query_put_number(&query, story);
    json_key(json, "counts");
    if (query_next(&query)) {
        json_open(json, '{');
        for (int i = 0; i < (int)(sizeof keys / sizeof keys[0]); i++)
            json_key(json, keys[i]), json_number(json, (uint64_t)query_number(&query, i));
        json_close(json, '}');
    } else {
        json_null(json);
    }
    query_end(&query);
}

bool story_write_about(json *json, database *database, arena *scratch, int64_t story)
{
    query query = query_make(database, "SELECT title, first_day, last_day, reports, version,"
                                       " (SELECT count(*) FROM note WHERE note.story = story.id)"
                                       " FROM story WHERE id = ?");
    query_put_number(&query, story);
    if (!query_next(&query))
        return false;
    const int64_t version = query_number(&query, 4);
    const int64_t notes = query_number(&query, 5);
    const arena_mark mark = arena_save(scratch);
    json_key(json, "id"), json_number(json, (uint64_t)story);
    json_key(json, "title"), json_str(json, query_text(&query, 0));
    json_key(json, "from"), story_write_day(json, scratch, &query, 1);
    json_key(json, "to"), story_write_day(json, scratch, &query, 2);
    json_key(json, "reports"), json_number(json, (uint64_t)query_number(&query, 3));
    query_end(&query);
    write_outlets(json, database, story);
    write_counts(json, database, story);
    json_key(json, "notes"), json_number(json, (uint64_t)notes);
    json_key(json, "version"), json_number(json, (uint64_t)version);
    json_key(json, "permalink");
    json_str(json, str_format(scratch, "/stories/%" PRId64, story));
    arena_restore(scratch, mark);
    return true;
}

void story_write_members(json *json, database *database, arena *scratch, int64_t story)
{
    static const char *const keys[] = {"id",  "path",      "title",  "outlet",
                                       "url", "published", "sha256", "added"};
    query query =
        query_make(database, "SELECT id, name, path, title, outlet, url, published, sha256, added"
                             " FROM report WHERE story = ? ORDER BY id");
    (void)scratch;
    query_put_number(&query, story);
    json_open(json, '[');
    while (query_next(&query)) {
        json_break(json);
        json_open(json, '{');
        json_key(json, "number"), json_number(json, (uint64_t)query_number(&query, 0));
        for (int i = 0; i < (int)(sizeof keys / sizeof keys[0]); i++)
            json_key(json, keys[i]), json_str(json, query_text(&query, i + 1));
        json_close(json, '}');
    }
    json_close(json, ']');
}
