/* export.c - see export.h. CSV after RFC 4180; a field that a spreadsheet would take for a formula
 * gets an apostrophe before it (OWASP, "CSV Injection"). */
#include "store/export.h"

#include "base/utf8.h"
#include "intake/intake.h"
#include "record/json.h"
#include "store/shelf.h"

#include <inttypes.h>

/* ---- JSON lines ----------------------------------------------------------------------- */

static void write_lines(json *json, str lines)
{
    str line;
    json_open(json, '[');
    while (str_line(&lines, &line))
        json_str(json, line);
    json_close(json, ']');
}

/* What was added, as UTF-8. */
static str content_of(arena *scratch, const readout_input *given)
{
    if (utf8_valid(given->content, NULL))
        return given->content;
    report report = {0};
    source_run_array runs = {0};
    return charset_to_utf8(scratch, given->content, given->content_type,
                           given->format == READOUT_FORMAT_HTML, &report, &runs);
}

static const char REPORT[] =
    "SELECT report.id, name, path, sha256, url, outlet, report.title, authors, published, "
    "language, added,"
    " story, problem, text, inferred FROM report JOIN clean USING (id) WHERE report.id = ?";

enum {
    ID,
    NAME,
    PATH,
    SHA256,
    URL,
    OUTLET,
    TITLE,
    AUTHORS,
    PUBLISHED,
    LANGUAGE,
    ADDED,
    STORY,
    PROBLEM,
    TEXT,
    INFERRED
};

/* `given`: without what was found by comparing reports, so that a store which reads it finds it by
 * itself. */
static void write_metadata(json *json, const query *query, bool given)
{
    static const struct {
        const char *key;
        int column;
    } fields[] = {{"id", NAME},       {"path", PATH},   {"sha256", SHA256},     {"url", URL},
                  {"outlet", OUTLET}, {"title", TITLE}, {"language", LANGUAGE}, {"added", ADDED}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        json_key(json, fields[i].key), json_str(json, query_text(query, fields[i].column));
    json_key(json, "published");
    json_str(json,
             given && query_number(query, INFERRED) != 0 ? STR("") : query_text(query, PUBLISHED));
    json_key(json, "authors"), write_lines(json, query_text(query, AUTHORS));
    json_key(json, "story"), json_number(json, (uint64_t)query_number(query, STORY));
    json_key(json, "problem"), json_str_or_null(json, query_text(query, PROBLEM));
}

static void write_report_line(database *database, arena *scratch, int64_t number, record_sink *sink)
{
    json json = {.sink = sink};
    readout_input given;
    const arena_mark mark = arena_save(scratch);
    query query = query_make(database, REPORT);
    query_put_number(&query, number);
    if (query_next(&query) && shelf_original(database, scratch, number, &given)) {
        json_open(&json, '{');
        write_metadata(&json, &query, true);
        json_key(&json, given.format == READOUT_FORMAT_HTML ? "html" : "text");
        json_str(&json, content_of(scratch, &given));
        json_close(&json, '}');
        sink_text(sink, "\n");
    }
    query_end(&query);
    arena_restore(scratch, mark);
}

void export_jsonl(database *database, arena *scratch, record_sink *sink)
{
    query query = query_make(database, "SELECT id FROM report ORDER BY id");
    while (!sink->failed && query_next(&query))
        write_report_line(database, scratch, query_number(&query, 0), sink);
    query_end(&query);
}

/* ---- CSV ------------------------------------------------------------------------------ */

static void write_field(record_sink *sink, str text)
{
    const bool formula =
        text.len > 0 && str_find_byte(STR("=+-@\t\r"), text.data[0], 0) != SIZE_MAX;
    sink_text(sink, formula ? "\"'" : "\"");
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, '"', at);
        if (end == SIZE_MAX)
            end = text.len;
        sink_str(sink, str_slice(text, at, end));
        if (end < text.len)
            sink_text(sink, "\"\"");
        at = end + 1;
    }
    sink_text(sink, "\"");
}

void export_csv(database *database, arena *scratch, record_sink *sink)
{
    query query = query_make(
        database, "SELECT id, story, name, published, outlet, title,"
                  " replace(authors, char(10), '; '), url, language, path, sha256, added,"
                  " problem FROM report ORDER BY id");
    enum { NUMBERS = 2, COLUMNS = 13 };
    (void)scratch;
    sink_text(sink, "number,story,id,published,outlet,title,authors,url,language,path,sha256,added,"
                    "problem\r\n");
    while (!sink->failed && query_next(&query)) {
        for (int i = 0; i < COLUMNS; i++) {
            sink_text(sink, i > 0 ? "," : "");
            if (i < NUMBERS)
                sink_format(sink, "%" PRId64, query_number(&query, i));
            else
                write_field(sink, query_text(&query, i));
        }
        sink_text(sink, "\r\n");
    }
    query_end(&query);
}

bool export_copy(database *database, const char *path)
{
    query query = query_make(database, "VACUUM INTO ?");
    query_put_text(&query, str_of(path));
    return query_run(&query);
}

/* ---- One report ----------------------------------------------------------------------- */

static void write_original(json *json, database *database, int64_t number)
{
    query query = query_make(database, "SELECT size, format FROM original WHERE report = ?");
    query_put_number(&query, number);
    json_key(json, "original"), json_open(json, '{');
    if (query_next(&query)) {
        json_key(json, "bytes"), json_number(json, (uint64_t)query_number(&query, 0));
        json_key(json, "content");
        json_text(json, query_number(&query, 1) == READOUT_FORMAT_HTML ? "html" : "text");
    }
    query_end(&query);
    json_close(json, '}');
}

bool export_report(database *database, arena *scratch, int64_t number, record_sink *sink)
{
    json json = {.sink = sink};
    query query = query_make(database, REPORT);
    (void)scratch;
    query_put_number(&query, number);
    if (!query_next(&query)) {
        query_end(&query);
        return false;
    }
    json_open(&json, '{');
    json_key(&json, "report"), json_open(&json, '{');
    json_key(&json, "number"), json_number(&json, (uint64_t)number);
    write_metadata(&json, &query, false);
    write_original(&json, database, number);
    json_close(&json, '}');
    json_key(&json, "text"), json_str(&json, query_text(&query, TEXT));
    json_close(&json, '}');
    sink_text(sink, "\n");
    query_end(&query);
    return true;
}
