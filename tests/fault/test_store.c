/* test_store.c - a store with an allocation failing: the Nth alone, and all from the Nth on, for
 * every N until the job goes through.
 *
 *   job:  open a store, add three reports of two stories, bring one up to date, write it, search,
 *         note, close
 *
 * Each call says READOUT_ERR_MEMORY or has done its work. Afterwards nothing is left allocated, and
 * the file is whole: what was told as kept is there, and the rest can be added. */
#include "fault/fails.h"

#include <readout.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/readout-fault-XXXXXX";
static char path[sizeof folder + 16];
static readout_model *model;
static uint64_t arrived;

static const char *const reports[] = {
    "The ferry of Norhaven Lines ran aground on the Gannet Bank off Kelmouth.\n\n\"Nobody was "
    "hurt,\" Captain Ines Dahl said on Monday. Mayor Ruth Vance denied that the beacon was dark.\n",
    "Mayor Ruth Vance warned in April that the beacon of the Gannet Bank off Kelmouth was weak.\n\n"
    "The ferry of Norhaven Lines ran aground there. \"We wrote two letters,\" Petra Halda said.\n",
    "The parliament of Ostrava passed the budget after Minister Halda resigned.\n\nMinister Halda "
    "said that she had asked for more time.\n",
};
enum { REPORTS = sizeof reports / sizeof reports[0] };

static void forget_store(void)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    char name[sizeof path + 8];
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

static void take_arrival(void *payload, const readout_arrival *arrival)
{
    (void)payload;
    arrived += arrival->outcome == READOUT_ADDED ? 1 : 0;
}

static bool count_bytes(void *payload, const char *data, size_t length)
{
    (void)data;
    *(size_t *)payload += length;
    return true;
}

static readout_status read_store(readout_store *store, size_t *written)
{
    size_t found = 0;
    const readout_query query = {.words = {"ferry", 5}};
    const readout_note note = {.kind = {"story", 5}, .item = {"-", 1}, .source = 'B'};
    readout_status status = readout_store_refresh(store, 1, NULL);
    if (status == READOUT_OK)
        status = readout_store_note(store, 1, &note, NULL);
    if (status == READOUT_OK)
        status = readout_store_story(store, 1, count_bytes, written, NULL);
    if (status == READOUT_OK)
        status = readout_store_search(store, &query, NULL, count_bytes, written, &found, NULL);
    if (status == READOUT_OK)
        assert_int_equal(found, 2);
    return status;
}

static readout_status do_job(size_t *written)
{
    const readout_store_options options = {.jobs = 1, .arrived = take_arrival};
    readout_store *store = NULL;
    readout_status status = readout_store_open(path, model, &options, &store, NULL);
    *written = 0;
    for (size_t i = 0; i < REPORTS && status == READOUT_OK; i++) {
        const readout_input input = {.content = {reports[i], strlen(reports[i])},
                                     .path = {"given", 5},
                                     .published = {"2024-05-06", 10},
                                     .format = READOUT_FORMAT_TEXT};
        status = readout_store_add(store, &input, NULL);
    }
    if (status == READOUT_OK)
        status = read_store(store, written);
    readout_store_close(store);
    return status;
}

/* The file as the failure left it: nothing that was acknowledged is lost, and the job goes through
 * now. */
static void check_store(size_t expected)
{
    readout_store *store = NULL;
    readout_store_size size;
    const uint64_t before = arrived;
    size_t written;
    assert_int_equal(readout_store_open(path, model, NULL, &store, NULL), READOUT_OK);
    assert_int_equal(readout_store_measure(store, &size, NULL), READOUT_OK);
    assert_int_equal(size.reports, before);
    readout_store_close(store);
    assert_int_equal(do_job(&written), READOUT_OK);
    assert_int_equal(arrived, REPORTS);
    assert_true(written > expected / 2);
}

static size_t expected;

static bool attempt(size_t number, bool onwards)
{
    size_t written;
    forget_store();
    arrived = 0;
    fail_at(number, onwards);
    const readout_status status = do_job(&written);
    const bool happened = failed();
    fail_at(0, false);
    if (status != READOUT_OK && status != READOUT_ERR_MEMORY)
        print_error("allocation %zu failing: %s\n", number, readout_status_name(status));
    assert_true(status == READOUT_OK || status == READOUT_ERR_MEMORY);
    if (status != READOUT_OK)
        check_store(expected);
    return happened;
}

static void each_allocation_fails(bool onwards)
{
    forget_store();
    assert_int_equal(do_job(&expected), READOUT_OK);
    each_allocation(onwards, attempt);
}

static void one_allocation_fails(void **state)
{
    (void)state;
    each_allocation_fails(false);
}

static void memory_runs_out_and_stays_out(void **state)
{
    (void)state;
    each_allocation_fails(true);
}

static int load(void **state)
{
    size_t written;
    (void)state;
    if (mkdtemp(folder) == NULL || readout_model_load(NULL, &model, NULL) != READOUT_OK)
        return -1;
    snprintf(path, sizeof path, "%s/store", folder);
    return do_job(&written) == READOUT_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    forget_store();
    readout_model_free(model);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_allocation_fails),
        cmocka_unit_test(memory_runs_out_and_stays_out),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
