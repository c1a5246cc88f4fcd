/* Older files become newer ones and keep what they hold; newer and foreign ones are left alone. */
#include "store/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

static char folder[] = "/tmp/readout-schema-XXXXXX";
static char path[sizeof folder + 16];

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(path, sizeof path, "%s/store", folder);
    return 0;
}

static int empty_folder(void **state)
{
    char name[sizeof path + 8];
    static const char *const endings[] = {"", "-wal", "-shm"};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
    return 0;
}

static int remove_folder(void **state)
{
    empty_folder(state);
    return rmdir(folder);
}

/* Runs SQL on the file as somebody else would. */
static void run(const char *sql)
{
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

static int64_t number(database *database, const char *sql)
{
    query query = query_make(database, sql);
    const int64_t found = query_next(&query) ? query_number(&query, 0) : -1;
    query_end(&query);
    return found;
}

static void an_older_store_is_brought_up_to_date(void **state)
{
    database database = {0};
    readout_error error;
    (void)state;
    assert_int_equal(sqlite3_open(path, &database.handle), SQLITE_OK);
    assert_true(database_run(&database, "PRAGMA application_id = 1380208468"));
    assert_true(schema_make(&database, 1));
    assert_int_equal(number(&database, "PRAGMA user_version"), 1);
    assert_true(database_run(
        &database,
        "INSERT INTO story VALUES (1, 'A story', 19000, 19001, 1, 1);"
        "INSERT INTO report (story, name, identity, sha256, path, outlet, title, authors, url,"
        " published, first_day, last_day, language, problem) VALUES (1, 'r1', 'i', 's', 'p', 'o',"
        " 't', '', '', '2022-01-08', 19000, 19000, 'en', '')"));
    database_close(&database);

    assert_int_equal(database_open(&database, path, DATABASE_READ, 1, &error), READOUT_ERR_STORE);
    assert_int_equal(database_open(&database, path, DATABASE_WRITE, 1, &error), READOUT_OK);
    assert_int_equal(number(&database, "PRAGMA user_version"), SCHEMA_VERSION);
    assert_int_equal(number(&database, "SELECT count(*) FROM report"), 1);
    assert_int_equal(number(&database, "SELECT count(*) FROM note"), 0);
    assert_int_equal(number(&database, "SELECT noted FROM story"), 0);
    assert_int_equal(number(&database, "PRAGMA foreign_keys"), 1);
    database_close(&database);
}

static void a_newer_store_is_refused(void **state)
{
    database database;
    readout_error error;
    (void)state;
    assert_int_equal(database_open(&database, path, DATABASE_CREATE, 1, &error), READOUT_OK);
    database_close(&database);
    run("PRAGMA user_version = 99");
    assert_int_equal(database_open(&database, path, DATABASE_WRITE, 1, &error), READOUT_ERR_STORE);
    assert_non_null(strstr(error.message, "newer version"));
}

static void a_foreign_database_is_left_alone(void **state)
{
    database database;
    readout_error error;
    (void)state;
    run("CREATE TABLE mine (x)");
    assert_int_equal(database_open(&database, path, DATABASE_CREATE, 1, &error), READOUT_ERR_STORE);
    run("INSERT INTO mine VALUES (1)");
}

static void a_missing_file_is_made_only_when_asked(void **state)
{
    database database;
    readout_error error;
    (void)state;
    assert_int_equal(database_open(&database, path, DATABASE_WRITE, 1, &error), READOUT_ERR_INPUT);
    assert_int_equal(database_open(&database, path, DATABASE_READ, 1, &error), READOUT_ERR_INPUT);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(database_open(&database, path, DATABASE_CREATE, 1, &error), READOUT_OK);
    database_close(&database);
    assert_int_equal(database_open(&database, path, DATABASE_READ, 1, &error), READOUT_OK);
    database_close(&database);
}

static void a_writer_waits_and_then_says_so(void **state)
{
    database first;
    database second;
    readout_error error;
    (void)state;
    assert_int_equal(database_open(&first, path, DATABASE_CREATE, 1, &error), READOUT_OK);
    assert_int_equal(database_open(&second, path, DATABASE_WRITE, 1, &error), READOUT_OK);
    assert_true(database_begin_write(&first));
    assert_false(database_begin_write(&second));
    assert_int_equal(second.status, READOUT_ERR_STORE);
    assert_non_null(strstr(second.failure.message, "locked"));
    database_settle(&second);
    assert_true(database_begin_read(&second)); /* a reader does not wait */
    assert_true(database_commit(&second));
    assert_true(database_commit(&first));
    assert_true(database_begin_write(&second));
    database_settle(&second);
    database_close(&first);
    database_close(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(an_older_store_is_brought_up_to_date, empty_folder),
        cmocka_unit_test_teardown(a_newer_store_is_refused, empty_folder),
        cmocka_unit_test_teardown(a_foreign_database_is_left_alone, empty_folder),
        cmocka_unit_test_teardown(a_missing_file_is_made_only_when_asked, empty_folder),
        cmocka_unit_test_teardown(a_writer_waits_and_then_says_so, empty_folder),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
