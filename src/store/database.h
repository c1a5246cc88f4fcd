/* database.h - SQLite as the store uses it: one handle, SQL beside the code that needs it, and
 * a failure that is noted once and makes everything after it do nothing.
 *
 *     query reports = query_make(database, "SELECT id, title FROM report WHERE story = ?");
 *     query_put_number(&reports, story);
 *     while (query_next(&reports))
 *         use(query_number(&reports, 0), query_text(&reports, 1));
 *     if (database_failed(database)) ...
 *
 * Functions that allocate are called inside memory_try of the database's memory. A query that a
 * jump leaves open is closed by database_settle. One thread at a time. */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include "base/str.h"

#include <readout.h>

struct sqlite3;
struct sqlite3_stmt;

enum { DATABASE_STATEMENTS_MAX = 96 };

typedef struct database {
    struct sqlite3 *handle;
    /* Prepared once for each SQL literal, found by its address. */
    struct {
        const char *sql;
        struct sqlite3_stmt *statement;
    } kept[DATABASE_STATEMENTS_MAX];
    uint32_t kept_count;
    unsigned wait_seconds;
    readout_status status; /* of the first failure since database_settle */
    readout_error failure;
} database;

typedef enum database_use {
    DATABASE_CREATE = 0, /* made when it is not there */
    DATABASE_WRITE,      /* must be there */
    DATABASE_READ        /* must be there; nothing is written */
} database_use;

/* Opens the file at `path` and brings its schema up to date (schema.h). READOUT_ERR_INPUT when
 * there is no file and none may be made, READOUT_ERR_STORE when it is no store of ours, was made
 * by a newer version, or cannot be opened. Waits `wait_seconds` for other writers. */
readout_status database_open(database *database, const char *path, database_use use,
                             unsigned wait_seconds, readout_error *error);
void database_close(database *database);

/* Ends what a failure or a jump left open: queries, and the transaction, which is taken back.
 * Forgets the failure. */
void database_settle(database *database);

bool database_failed(const database *database);

/* Notes a failure of ours; the first one stays. Always false. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
bool database_fail(database *database, readout_status status, const char *format, ...);

/* A transaction that writes waits for other writers at its start, never in its middle. One that
 * reads sees the state of its start. */
bool database_begin_write(database *database);
bool database_begin_read(database *database);
bool database_commit(database *database);

/* Runs SQL without parameters. */
bool database_run(database *database, const char *sql);

int64_t database_last_id(const database *database);
int64_t database_changes(const database *database);

/* One SQL statement with its parameters, in the order of their question marks. */
typedef struct query {
    database *database;
    struct sqlite3_stmt *statement; /* NULL after a failure */
    int bound;
} query;

query query_make(database *database, const char *sql);            /* a literal */
query query_make_once(database *database, arena *arena, str sql); /* ends with the arena */

void query_put_number(query *query, int64_t number);
void query_put_text(query *query, str text);
void query_put_text_or_null(query *query, str text); /* NULL when empty */
void query_put_bytes(query *query, str bytes);
void query_put_null(query *query);

/* Steps to the next row; false at the end, which also makes it ready for new parameters. */
bool query_next(query *query);
void query_end(query *query); /* leaves the rest of the rows */
bool query_run(query *query); /* one that has no rows; false when it failed */

/* Columns from 0. Text and bytes are valid until the next step. */
int64_t query_number(const query *query, int column);
double query_real(const query *query, int column);
str query_text(const query *query, int column);
str query_bytes(const query *query, int column);
bool query_is_null(const query *query, int column);

#endif
