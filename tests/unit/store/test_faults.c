/* A disk that fails under the store: the Nth write, truncation or synchronisation fails, once or
 * from then on, with the disk being full or the device being broken. Each call says so or has done
 * its work; the file is whole afterwards, and has what was told as kept.
 *
 * SQLite writes through a layer of ours (https://www.sqlite.org/vfs.html) that counts. The same for
 * SQLite's own memory. And files that are no store, or only a part of one. */
#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

/* ---- Faults --------------------------------------------------------------------------- */

static struct {
    size_t made;  /* operations so far */
    size_t fails; /* number of the first one that fails; 0: none */
    bool onwards;
    int code;
} faults;

static void fail_at(size_t number, bool onwards, int code)
{
    faults.made = 0;
    faults.fails = number;
    faults.onwards = onwards;
    faults.code = code;
}

static bool fails(void)
{
    const size_t number = ++faults.made;
    return faults.fails != 0 &&
           (number == faults.fails || (faults.onwards && number > faults.fails));
}

static bool happened(void)
{
    return faults.fails != 0 && faults.made >= faults.fails;
}

/* ---- Files that fail ------------------------------------------------------------------ */

typedef struct shim {
    sqlite3_file base;
    sqlite3_file *real; /* behind this one */
} shim;

static sqlite3_vfs *system_files;
static sqlite3_io_methods methods;

static sqlite3_file *real(sqlite3_file *file)
{
    return ((shim *)file)->real;
}

static int file_close(sqlite3_file *file)
{
    return real(file)->pMethods->xClose(real(file));
}

static int file_read(sqlite3_file *file, void *to, int amount, sqlite3_int64 at)
{
    return real(file)->pMethods->xRead(real(file), to, amount, at);
}

static int file_write(sqlite3_file *file, const void *from, int amount, sqlite3_int64 at)
{
    return fails() ? faults.code : real(file)->pMethods->xWrite(real(file), from, amount, at);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return fails() ? SQLITE_IOERR_TRUNCATE : real(file)->pMethods->xTruncate(real(file), size);
}

static int file_sync(sqlite3_file *file, int flags)
{
    return fails() ? SQLITE_IOERR_FSYNC : real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int file_lock(sqlite3_file *file, int lock)
{
    return real(file)->pMethods->xLock(real(file), lock);
}

static int file_unlock(sqlite3_file *file, int lock)
{
    return real(file)->pMethods->xUnlock(real(file), lock);
}

static int file_reserved(sqlite3_file *file, int *out)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}

static int file_control(sqlite3_file *file, int what, void *value)
{
    return real(file)->pMethods->xFileControl(real(file), what, value);
}

static int file_sector(sqlite3_file *file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}

static int file_device(sqlite3_file *file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int file_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}

static int file_shared_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void file_barrier(sqlite3_file *file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}

static int file_unmap(sqlite3_file *file, int delete_it)
{
    return real(file)->pMethods->xShmUnmap(real(file), delete_it);
}

static int file_fetch(sqlite3_file *file, sqlite3_int64 at, int amount, void **out)
{
    return real(file)->pMethods->xFetch(real(file), at, amount, out);
}

static int file_unfetch(sqlite3_file *file, sqlite3_int64 at, void *page)
{
    return real(file)->pMethods->xUnfetch(real(file), at, page);
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    shim *opened = (shim *)file;
    (void)vfs;
    opened->real = (sqlite3_file *)(opened + 1);
    opened->base.pMethods = NULL;
    const int code = system_files->xOpen(system_files, name, opened->real, flags, out);
    if (code == SQLITE_OK)
        opened->base.pMethods = &methods;
    return code;
}

static void put_files_that_fail(void)
{
    static sqlite3_vfs failing;
    methods = (sqlite3_io_methods){.iVersion = 3,
                                   .xClose = file_close,
                                   .xRead = file_read,
                                   .xWrite = file_write,
                                   .xTruncate = file_truncate,
                                   .xSync = file_sync,
                                   .xFileSize = file_size,
                                   .xLock = file_lock,
                                   .xUnlock = file_unlock,
                                   .xCheckReservedLock = file_reserved,
                                   .xFileControl = file_control,
                                   .xSectorSize = file_sector,
                                   .xDeviceCharacteristics = file_device,
                                   .xShmMap = file_map,
                                   .xShmLock = file_shared_lock,
                                   .xShmBarrier = file_barrier,
                                   .xShmUnmap = file_unmap,
                                   .xFetch = file_fetch,
                                   .xUnfetch = file_unfetch};
    system_files = sqlite3_vfs_find(NULL);
    failing = *system_files;
    failing.zName = "failing";
    failing.szOsFile = (int)sizeof(shim) + system_files->szOsFile;
    failing.xOpen = open_file;
    sqlite3_vfs_register(&failing, 1);
}

/* ---- Memory that fails ---------------------------------------------------------------- */

static sqlite3_mem_methods system_memory;
static bool memory_fails;

static void *take(int size)
{
    return memory_fails && fails() ? NULL : system_memory.xMalloc(size);
}

static void *take_more(void *block, int size)
{
    return memory_fails && fails() ? NULL : system_memory.xRealloc(block, size);
}

static void put_memory_that_fails(void)
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &system_memory);
    sqlite3_mem_methods failing = system_memory;
    failing.xMalloc = take;
    failing.xRealloc = take_more;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

/* ---- The job -------------------------------------------------------------------------- */

static char folder[] = "/tmp/readout-faults-XXXXXX";
static char path[sizeof folder + 16];
static uint64_t arrived;
static readout_error error;

static const char *const texts[] = {
    "The ferry of Norhaven Lines ran aground on the Gannet Bank off Kelmouth, the mayor said.",
    "The parliament of Ostrava passed the budget after Minister Halda resigned on Monday.",
    "Divers searched near Tern Rock for the tug Aurelia, Captain Osric Pell told the Echo.",
};
enum { TEXTS = sizeof texts / sizeof texts[0] };

static void forget_store(void)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-copy"};
    char name[sizeof path + 8];
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

static void take_arrival(void *payload, const readout_arrival *arrival)
{
    (void)payload;
    arrived += arrival->outcome == READOUT_ADDED ? 1 : 0;
}

static bool pass_over(void *payload, const char *data, size_t length)
{
    (void)payload;
    (void)data;
    (void)length;
    return true;
}

static readout_status do_job(void)
{
    const readout_store_options options = {.jobs = 1, .arrived = take_arrival, .wait_seconds = 1};
    const readout_query query = {.words = {"ferry", 5}};
    readout_store *store = NULL;
    size_t found;
    readout_status status = readout_store_open(path, NULL, &options, &store, &error);
    for (size_t i = 0; i < TEXTS && status == READOUT_OK; i++) {
        const readout_input input = {.content = {texts[i], strlen(texts[i])},
                                     .format = READOUT_FORMAT_TEXT};
        status = readout_store_add(store, &input, &error);
    }
    if (status == READOUT_OK)
        status = readout_store_search(store, &query, NULL, pass_over, NULL, &found, &error);
    readout_store_close(store);
    return status;
}

static int64_t number(const char *sql)
{
    sqlite3 *handle;
    sqlite3_stmt *statement;
    int64_t found = -1;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        found = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return found;
}

/* With a disk that works again. */
static void check_store(size_t at)
{
    const uint64_t before = arrived;
    assert_int_equal(number("SELECT count(*) FROM pragma_integrity_check"
                            " WHERE integrity_check <> 'ok'"),
                     0);
    const int64_t there = before > 0 ? number("SELECT count(*) FROM report") : 0;
    if (there < (int64_t)before)
        print_error("operation %zu failing: %d reports of %d\n", at, (int)there, (int)before);
    assert_true(there >= (int64_t)before);
    assert_int_equal(do_job(), READOUT_OK);
    assert_int_equal(number("SELECT count(*) FROM report"), TEXTS);
}

static void each_operation_fails(bool onwards, int code, size_t step_of, readout_status wanted)
{
    for (size_t at = 1;; at += 1 + at / step_of) {
        forget_store();
        arrived = 0;
        fail_at(at, onwards, code);
        const readout_status status = do_job();
        const bool did = happened();
        fail_at(0, false, 0);
        if (status != READOUT_OK && status != READOUT_ERR_STORE && status != wanted)
            print_error("operation %zu failing: %s: %s\n", at, readout_status_name(status),
                        error.message);
        assert_true(status == READOUT_OK || status == READOUT_ERR_STORE || status == wanted);
        check_store(at);
        if (!did)
            return;
    }
}

/* ---- Tests ---------------------------------------------------------------------------- */

static void the_disk_is_full(void **state)
{
    (void)state;
    each_operation_fails(true, SQLITE_FULL, 100, READOUT_ERR_STORE);
}

static void a_write_fails(void **state)
{
    (void)state;
    each_operation_fails(false, SQLITE_IOERR_WRITE, 100, READOUT_ERR_STORE);
}

static void memory_of_the_database_runs_out(void **state)
{
    (void)state;
    memory_fails = true;
    each_operation_fails(false, SQLITE_NOMEM, 40, READOUT_ERR_MEMORY);
    each_operation_fails(true, SQLITE_NOMEM, 40, READOUT_ERR_MEMORY);
    memory_fails = false;
}

static void put_file(const char *content, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content, 1, length, file), length);
    fclose(file);
}

static void files_that_are_no_store(void **state)
{
    static const char text[] =
        "This is a letter to the harbour office, and no store of anything.\n";
    static char zeros[8192];
    (void)state;
    forget_store();
    put_file(text, sizeof text - 1);
    assert_int_equal(do_job(), READOUT_ERR_STORE);
    assert_non_null(strstr(error.message, "no store of readout"));
    put_file(zeros, sizeof zeros);
    assert_int_equal(do_job(), READOUT_ERR_STORE);
    put_file("SQLite format 3", 16);
    assert_int_equal(do_job(), READOUT_ERR_STORE);
}

/* What is left of a store says what is wrong, or gives what it has; it never ends the program. */
static void a_store_that_was_cut(void **state)
{
    struct stat about;
    (void)state;
    forget_store();
    assert_int_equal(do_job(), READOUT_OK);
    assert_int_equal(number("PRAGMA wal_checkpoint(TRUNCATE)"), 0);
    assert_int_equal(stat(path, &about), 0);
    for (off_t length = about.st_size - 1; length > 0; length -= 1 + about.st_size / 31) {
        forget_store();
        assert_int_equal(do_job(), READOUT_OK);
        assert_int_equal(number("PRAGMA wal_checkpoint(TRUNCATE)"), 0);
        assert_int_equal(truncate(path, length), 0);
        const readout_status status = do_job();
        assert_true(status == READOUT_OK || status == READOUT_ERR_STORE);
    }
}

/* Bytes overwritten anywhere. */
static void a_store_that_was_damaged(void **state)
{
    uint64_t random = 88172645463325252u;
    struct stat about;
    (void)state;
    for (int round = 0; round < 40; round++) {
        forget_store();
        assert_int_equal(do_job(), READOUT_OK);
        assert_int_equal(number("PRAGMA wal_checkpoint(TRUNCATE)"), 0);
        assert_int_equal(stat(path, &about), 0);
        FILE *file = fopen(path, "r+b");
        assert_non_null(file);
        for (int i = 0; i < 40; i++) {
            random ^= random << 13, random ^= random >> 7, random ^= random << 17;
            assert_int_equal(fseek(file, (long)(random % (uint64_t)about.st_size), SEEK_SET), 0);
            fputc((int)(random >> 40 & 0xff), file);
        }
        fclose(file);
        const readout_status status = do_job();
        assert_true(status == READOUT_OK || status == READOUT_ERR_STORE ||
                    status == READOUT_ERR_MEMORY);
    }
}

static int load(void **state)
{
    (void)state;
    put_memory_that_fails();
    put_files_that_fail();
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(path, sizeof path, "%s/store", folder);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    forget_store();
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_disk_is_full),
        cmocka_unit_test(a_write_fails),
        cmocka_unit_test(memory_of_the_database_runs_out),
        cmocka_unit_test(files_that_are_no_store),
        cmocka_unit_test(a_store_that_was_cut),
        cmocka_unit_test(a_store_that_was_damaged),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
