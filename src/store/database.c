/* database.c - see database.h. WAL, so that readers never wait for a writer; synchronous=FULL, so
 * that what was committed is on disk (https://www.sqlite.org/wal.html, "Performance
 * Considerations"); writers queue at BEGIN IMMEDIATE by SQLite's busy handler. */
#include "store/database.h"

#include "base/error.h"
#include "base/file.h"
#include "store/schema.h"
#include "store/weight.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

/* ---- Failures ------------------------------------------------------------------------- */

bool database_failed(const database *database)
{
    return database->status != READOUT_OK;
}

bool database_fail(database *database, readout_status status, const char *format, ...)
{
    char text[sizeof database->failure.message];
    va_list arguments;
    if (database_failed(database))
        return false;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    database->status = error_set(&database->failure, status, "%s", text);
    return false;
}

static bool fail_with(database *database, int code)
{
    const char *said = database->handle != NULL ? sqlite3_errmsg(database->handle) : "no database";
    if (code == SQLITE_NOMEM)
        return database_fail(database, READOUT_ERR_MEMORY, "out of memory");
    if ((code & 0xff) == SQLITE_BUSY)
        return database_fail(database, READOUT_ERR_STORE,
                             "the store was locked by another program for %u seconds",
                             database->wait_seconds);
    if ((code & 0xff) == SQLITE_NOTADB)
        return database_fail(database, READOUT_ERR_STORE, "the file is no store of readout");
    return database_fail(database, READOUT_ERR_STORE, "the store failed: %s", said);
}

/* ---- Opening -------------------------------------------------------------------------- */

static readout_status hand_over(database *database, const char *path, readout_error *error)
{
    const readout_status status = database->status;
    error_set(error, status, "%s: %s", path, database->failure.message);
    database_close(database);
    return status;
}

readout_status database_open(database *database, const char *path, database_use use,
                             unsigned wait_seconds, readout_error *error)
{
    static const int flags[] = {
        [DATABASE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
        [DATABASE_WRITE] = SQLITE_OPEN_READWRITE,
        [DATABASE_READ] = SQLITE_OPEN_READONLY,
    };
    *database = (struct database){.wait_seconds = wait_seconds};
    const file_kind kind = file_kind_of(path);
    if (kind == FILE_MISSING && use != DATABASE_CREATE)
        return error_set(error, READOUT_ERR_INPUT, "%s: no such file", path);
    if (kind == FILE_FOLDER)
        return error_set(error, READOUT_ERR_INPUT, "%s: is a folder, not a store", path);
    const int code =
        sqlite3_open_v2(path, &database->handle, flags[use] | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        fail_with(database, code);
        return hand_over(database, path, error);
    }
    sqlite3_extended_result_codes(database->handle, 1);
    enum { MILLISECONDS = 1000 };
    sqlite3_busy_timeout(database->handle, (int)wait_seconds * MILLISECONDS);
    const int registered = weight_register(database->handle);
    if (registered != SQLITE_OK)
        fail_with(database, registered);
    if (!schema_prepare(database, use == DATABASE_READ))
        return hand_over(database, path, error);
    return error_clear(error);
}

void database_close(database *database)
{
    for (uint32_t i = 0; i < database->kept_count; i++)
        sqlite3_finalize(database->kept[i].statement);
    database->kept_count = 0;
    sqlite3_close_v2(database->handle);
    database->handle = NULL;
}

void database_settle(database *database)
{
    for (uint32_t i = 0; i < database->kept_count; i++) {
        sqlite3_reset(database->kept[i].statement);
        sqlite3_clear_bindings(database->kept[i].statement);
    }
    if (database->handle != NULL && sqlite3_get_autocommit(database->handle) == 0)
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    database->status = READOUT_OK;
    error_clear(&database->failure);
}

/* ---- Transactions --------------------------------------------------------------------- */

bool database_run(database *database, const char *sql)
{
    if (database_failed(database))
        return false;
    const int code = sqlite3_exec(database->handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || fail_with(database, code);
}

bool database_begin_write(database *database)
{
    return database_run(database, "BEGIN IMMEDIATE");
}

bool database_begin_read(database *database)
{
    return database_run(database, "BEGIN");
}

bool database_commit(database *database)
{
    return database_run(database, "COMMIT");
}

int64_t database_last_id(const database *database)
{
    return sqlite3_last_insert_rowid(database->handle);
}

int64_t database_changes(const database *database)
{
    return sqlite3_changes(database->handle);
}

/* ---- Queries -------------------------------------------------------------------------- */

static struct sqlite3_stmt *prepare(database *database, const char *sql, size_t length,
                                    unsigned flags)
{
    struct sqlite3_stmt *statement = NULL;
    const int code =
        sqlite3_prepare_v3(database->handle, sql, (int)length, flags, &statement, NULL);
    if (code != SQLITE_OK)
        fail_with(database, code);
    return statement;
}

query query_make(database *database, const char *sql)
{
    query query = {.database = database};
    if (database_failed(database))
        return query;
    for (uint32_t i = 0; i < database->kept_count; i++)
        if (database->kept[i].sql == sql)
            query.statement = database->kept[i].statement;
    if (query.statement != NULL)
        return query;
    if (database->kept_count == DATABASE_STATEMENTS_MAX) {
        database_fail(database, READOUT_ERR_STORE, "too many kinds of queries");
        return query;
    }
    query.statement = prepare(database, sql, strlen(sql), SQLITE_PREPARE_PERSISTENT);
    if (query.statement != NULL) {
        database->kept[database->kept_count].sql = sql;
        database->kept[database->kept_count++].statement = query.statement;
    }
    return query;
}

static void finalize(void *statement)
{
    sqlite3_finalize(statement);
}

query query_make_once(database *database, arena *arena, str sql)
{
    query query = {.database = database};
    if (database_failed(database))
        return query;
    query.statement = prepare(database, sql.data, sql.len, 0);
    if (query.statement != NULL)
        arena_defer(arena, finalize, query.statement);
    return query;
}

static void check_put(query *query, int code)
{
    if (code != SQLITE_OK)
        fail_with(query->database, code);
}

void query_put_number(query *query, int64_t number)
{
    if (query->statement != NULL)
        check_put(query, sqlite3_bind_int64(query->statement, ++query->bound, number));
}

void query_put_text(query *query, str text)
{
    if (query->statement != NULL)
        check_put(query, sqlite3_bind_text64(query->statement, ++query->bound,
                                             text.data != NULL ? text.data : "", text.len,
                                             SQLITE_TRANSIENT, SQLITE_UTF8));
}

void query_put_text_or_null(query *query, str text)
{
    if (text.len > 0)
        query_put_text(query, text);
    else
        query_put_null(query);
}

void query_put_bytes(query *query, str bytes)
{
    if (query->statement != NULL)
        check_put(query, sqlite3_bind_blob64(query->statement, ++query->bound,
                                             bytes.data != NULL ? bytes.data : "", bytes.len,
                                             SQLITE_TRANSIENT));
}

void query_put_null(query *query)
{
    if (query->statement != NULL)
        check_put(query, sqlite3_bind_null(query->statement, ++query->bound));
}

void query_end(query *query)
{
    if (query->statement != NULL) {
        sqlite3_reset(query->statement);
        sqlite3_clear_bindings(query->statement);
    }
    query->bound = 0;
}

bool query_next(query *query)
{
    if (database_failed(query->database) || query->statement == NULL)
        return false;
    const int code = sqlite3_step(query->statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        fail_with(query->database, code);
    query_end(query);
    return false;
}

bool query_run(query *query)
{
    while (query_next(query))
        continue;
    return !database_failed(query->database);
}

int64_t query_number(const query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

double query_real(const query *query, int column)
{
    return sqlite3_column_double(query->statement, column);
}

str query_text(const query *query, int column)
{
    const unsigned char *text = sqlite3_column_text(query->statement, column);
    return (str){(const char *)text,
                 text != NULL ? (size_t)sqlite3_column_bytes(query->statement, column) : 0};
}

str query_bytes(const query *query, int column)
{
    const void *bytes = sqlite3_column_blob(query->statement, column);
    return (str){bytes, bytes != NULL ? (size_t)sqlite3_column_bytes(query->statement, column) : 0};
}

bool query_is_null(const query *query, int column)
{
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}
