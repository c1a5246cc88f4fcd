/* shelf.c - see shelf.h. */
#include "store/shelf.h"

#include "base/digest.h"
#include "store/pack.h"

/* ---- Who is who ----------------------------------------------------------------------- */

static str digest_fields(arena *arena, const str *fields, size_t count)
{
    buffer all = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        buffer_format(&all, "%zu:", fields[i].len);
        buffer_add(&all, fields[i]);
    }
    return digest_hex(arena, buffer_str(&all));
}

str shelf_bytes_id(arena *arena, const readout_input *input)
{
    const str content = digest_hex(arena, input->content);
    const str fields[] = {content,      input->id,     input->url,       input->outlet,
                          input->title, input->author, input->published, input->content_type};
    size_t given = 0;
    for (size_t i = 1; i < sizeof fields / sizeof fields[0]; i++)
        given += fields[i].len;
    return given > 0 ? digest_fields(arena, fields, sizeof fields / sizeof fields[0]) : content;
}

str shelf_identity(arena *arena, const report *report)
{
    const str fields[] = {report->sha256, report->outlet, report->url, report->title,
                          date_format(arena, report->published.date)};
    return digest_fields(arena, fields, sizeof fields / sizeof fields[0]);
}

static bool find(query *query, str id, shelf_place *place)
{
    query_put_text(query, id);
    const bool found = query_next(query);
    if (found)
        *place = (shelf_place){query_number(query, 0), query_number(query, 1)};
    query_end(query);
    return found;
}

bool shelf_find_bytes(database *database, str bytes_id, shelf_place *place)
{
    query query = query_make(database, "SELECT report.id, report.story FROM original JOIN report"
                                       " ON report.id = original.report WHERE bytes_sha256 = ?");
    return find(&query, bytes_id, place);
}

bool shelf_find(database *database, str identity, shelf_place *place)
{
    query query = query_make(database, "SELECT id, story FROM report WHERE identity = ?");
    return find(&query, identity, place);
}

bool shelf_days(date date, int32_t *first, int32_t *last)
{
    enum { DECEMBER = 12 };
    if (date.year == 0)
        return false;
    *first = date_to_days(date);
    if (date.month == 0)
        date.month = DECEMBER;
    if (date.day == 0)
        date.day = (uint8_t)date_month_length(date.year, date.month);
    *last = date_to_days(date);
    return true;
}

/* ---- Putting -------------------------------------------------------------------------- */

static void put_days(query *query, date date)
{
    int32_t first;
    int32_t last;
    if (shelf_days(date, &first, &last)) {
        query_put_number(query, first);
        query_put_number(query, last);
    } else {
        query_put_null(query);
        query_put_null(query);
    }
}

static str join_lines(arena *arena, const str_array *lines)
{
    buffer joined = {.arena = arena};
    for (uint32_t i = 0; i < lines->count; i++) {
        if (i > 0)
            buffer_add_byte(&joined, '\n');
        buffer_add(&joined, lines->items[i]);
    }
    return buffer_str(&joined);
}

static int64_t put_report(database *database, arena *scratch, const report *report, str identity,
                          int64_t story)
{
    query query = query_make(
        database, "INSERT INTO report (story, name, identity, sha256, path, outlet, title, authors,"
                  " url, published, first_day, last_day, language, problem)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query_put_number(&query, story);
    query_put_text(&query, report->id);
    query_put_text(&query, identity);
    query_put_text(&query, report->sha256);
    query_put_text(&query, report->path);
    query_put_text(&query, report->outlet);
    query_put_text(&query, report->title);
    query_put_text(&query, join_lines(scratch, &report->authors));
    query_put_text(&query, report->url);
    query_put_text(&query, date_format(scratch, report->published.date));
    put_days(&query, report->published.date);
    query_put_text(&query, report->language);
    query_put_text(&query, report->problem);
    return query_run(&query) ? database_last_id(database) : 0;
}

static void put_original(database *database, arena *scratch, int64_t number,
                         const readout_input *given, str bytes_id)
{
    bool packed;
    query query =
        query_make(database, "INSERT INTO original (report, bytes_sha256, format, url, outlet,"
                             " title, author, published, content_type, size, packed, content)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const str content = pack(scratch, given->content, &packed);
    query_put_number(&query, number);
    query_put_text(&query, bytes_id);
    query_put_number(&query, (int64_t)given->format);
    query_put_text(&query, given->url);
    query_put_text(&query, given->outlet);
    query_put_text(&query, given->title);
    query_put_text(&query, given->author);
    query_put_text(&query, given->published);
    query_put_text(&query, given->content_type);
    query_put_number(&query, (int64_t)given->content.len);
    query_put_number(&query, packed ? 1 : 0);
    query_put_bytes(&query, content);
    query_run(&query);
}

static void put_words(database *database, const char *sql, int64_t number, str title, str text)
{
    query query = query_make(database, sql);
    query_put_number(&query, number);
    query_put_text(&query, title);
    query_put_text(&query, text);
    query_run(&query);
}

static const char PUT_CLEAN[] = "INSERT INTO clean (id, title, text) VALUES (?, ?, ?)";
static const char PUT_WORDS[] = "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)";

static void widen_story(database *database, int64_t story, date date)
{
    query query =
        query_make(database, "UPDATE story SET reports = reports + 1, version = version + 1,"
                             " first_day = coalesce(min(first_day, ?1), first_day, ?1),"
                             " last_day = coalesce(max(last_day, ?2), last_day, ?2) WHERE id = ?3");
    put_days(&query, date);
    query_put_number(&query, story);
    query_run(&query);
}

int64_t shelf_put(database *database, arena *scratch, const report *report,
                  const readout_input *given, str bytes_id, str identity, int64_t story)
{
    const arena_mark mark = arena_save(scratch);
    const int64_t number = put_report(database, scratch, report, identity, story);
    put_original(database, scratch, number, given, bytes_id);
    put_words(database, PUT_CLEAN, number, report->title, report->text);
    put_words(database, PUT_WORDS, number, report->title, report->text);
    widen_story(database, story, report->published.date);
    arena_restore(scratch, mark);
    return database_failed(database) ? 0 : number;
}

/* ---- Layers --------------------------------------------------------------------------- */

void shelf_keep_layers(database *database, arena *scratch, int64_t number, int64_t maker, str bytes)
{
    bool packed;
    const arena_mark mark = arena_save(scratch);
    const str smaller = pack(scratch, bytes, &packed);
    query query = query_make(
        database, "INSERT OR REPLACE INTO layers (report, maker, size, bytes) VALUES (?, ?, ?, ?)");
    if (packed) {
        query_put_number(&query, number);
        query_put_number(&query, maker);
        query_put_number(&query, (int64_t)bytes.len);
        query_put_bytes(&query, smaller);
        query_run(&query);
    }
    arena_restore(scratch, mark);
}

bool shelf_layers(database *database, arena *arena, int64_t number, int64_t maker, str *sha256,
                  str *bytes)
{
    query query = query_make(database, "SELECT sha256, size, bytes FROM layers JOIN report ON"
                                       " report.id = report WHERE report = ? AND maker = ?");
    query_put_number(&query, number);
    query_put_number(&query, maker);
    bool whole = query_next(&query);
    if (whole) {
        *sha256 = arena_str(arena, query_text(&query, 0));
        whole = unpack(arena, query_bytes(&query, 2), (size_t)query_number(&query, 1), bytes);
    }
    query_end(&query);
    return whole;
}

/* ---- Taking --------------------------------------------------------------------------- */

bool shelf_original(database *database, arena *arena, int64_t number, readout_input *given)
{
    query query = query_make(
        database, "SELECT report.name, report.path, original.url, original.outlet, original.title,"
                  " author, original.published, content_type, format, size, packed, content"
                  " FROM original JOIN report ON report.id = original.report WHERE report.id = ?");
    query_put_number(&query, number);
    const bool found = query_next(&query);
    bool whole = true;
    if (found) {
        str *const fields[] = {&given->id,        &given->path,        &given->url,
                               &given->outlet,    &given->title,       &given->author,
                               &given->published, &given->content_type};
        enum { FORMAT = sizeof fields / sizeof fields[0], SIZE, PACKED, CONTENT };
        *given = (readout_input){0};
        for (int i = 0; i < FORMAT; i++)
            *fields[i] = arena_str(arena, query_text(&query, i));
        given->format = (readout_format)query_number(&query, FORMAT);
        const str content = query_bytes(&query, CONTENT);
        if (query_number(&query, PACKED) != 0)
            whole = unpack(arena, content, (size_t)query_number(&query, SIZE), &given->content);
        else
            given->content = arena_str(arena, content);
    }
    query_end(&query);
    if (!whole)
        return database_fail(database, READOUT_ERR_STORE, "report %lld is damaged",
                             (long long)number);
    return found;
}

void shelf_renew(database *database, int64_t number, str title, str text)
{
    query query = query_make(database, "SELECT title, text FROM clean WHERE id = ?");
    query_put_number(&query, number);
    const bool same = !query_next(&query) || (str_equal(query_text(&query, 0), title) &&
                                              str_equal(query_text(&query, 1), text));
    if (same) {
        query_end(&query);
        return;
    }
    struct query forget = query_make(
        database, "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)");
    query_put_number(&forget, number);
    query_put_text(&forget, query_text(&query, 0));
    query_put_text(&forget, query_text(&query, 1));
    query_end(&query);
    query_run(&forget);
    put_words(database, "INSERT OR REPLACE INTO clean (id, title, text) VALUES (?, ?, ?)", number,
              title, text);
    put_words(database, PUT_WORDS, number, title, text);
}

void shelf_date(database *database, int64_t number, date date, str published)
{
    query query =
        query_make(database, "UPDATE report SET inferred = 1, published = ?, first_day = ?,"
                             " last_day = ? WHERE id = ? AND first_day IS NULL");
    if (date.year == 0)
        return;
    query_put_text(&query, published);
    put_days(&query, date);
    query_put_number(&query, number);
    if (!query_run(&query) || database_changes(database) == 0)
        return;
    struct query story = query_make(
        database, "UPDATE story SET first_day = coalesce(min(first_day, ?1), first_day, ?1),"
                  " last_day = coalesce(max(last_day, ?2), last_day, ?2)"
                  " WHERE id = (SELECT story FROM report WHERE id = ?3)");
    put_days(&story, date);
    query_put_number(&story, number);
    query_run(&story);
}
