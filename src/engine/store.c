/* store.c - readout_store_* of readout.h: opening, adding, finding, and what is written as it lies
 * in the database. Records are made in store_record.c. */
#include "engine/store.h"

#include "base/error.h"
#include "engine/rules.h"
#include "intake/intake.h"
#include "store/add.h"
#include "store/export.h"
#include "store/notes.h"
#include "store/schema.h"
#include "store/search.h"
#include "store/shelf.h"

#include <inttypes.h>
#include <stdlib.h>

enum { WAIT_SECONDS = 30, PAGE_SIZE = 20, PAGE_SIZE_MAX = 1000, WIDTH = 80 };

/* ---- Opening -------------------------------------------------------------------------- */

static readout_status check_options(const readout_store_options *options, readout_error *error)
{
    enum { WAIT_MAX = 86400 };
    if (options->format == READOUT_FORMAT_CONLLU)
        return error_set(error, READOUT_ERR_ARGUMENT, "a store takes no CoNLL-U");
    if (options->wait_seconds > WAIT_MAX)
        return error_set(error, READOUT_ERR_ARGUMENT, "wait_seconds is at most %d", WAIT_MAX);
    return READOUT_OK;
}

static readout_status open_parts(readout_store *store, const char *path, readout_error *error)
{
    const readout_store_options *options = &store->options;
    const database_use use = options->read_only    ? DATABASE_READ
                             : options->must_exist ? DATABASE_WRITE
                                                   : DATABASE_CREATE;
    const readout_options reading = {.jobs = options->jobs, .max_report_bytes = INTAKE_LIMIT_MAX};
    if (store->model != NULL) {
        const readout_status status = readout_open(store->model, &reading, &store->engine, error);
        if (status != READOUT_OK)
            return status;
    }
    return database_open(&store->database, path, use, options->wait_seconds, error);
}

readout_status readout_store_open(const char *path, const readout_model *model,
                                  const readout_store_options *options, readout_store **out,
                                  readout_error *error)
{
    static const readout_store_options defaults = {0};
    if (path == NULL || out == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_store_open: path or out is NULL");
    if (options == NULL)
        options = &defaults;
    readout_status status = check_options(options, error);
    if (status != READOUT_OK)
        return status;
    readout_store *store = calloc(1, sizeof *store);
    if (store == NULL)
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    store->model = model;
    store->options = *options;
    if (store->options.wait_seconds == 0)
        store->options.wait_seconds = WAIT_SECONDS;
    if (store->options.max_report_bytes == 0)
        store->options.max_report_bytes = INTAKE_LIMIT_DEFAULT;
    arena_init(&store->arena, &store->memory);
    arena_init(&store->scratch, &store->memory);
    status = open_parts(store, path, error);
    if (status != READOUT_OK) {
        readout_store_close(store);
        return status;
    }
    *out = store;
    return error_clear(error);
}

void readout_store_close(readout_store *store)
{
    if (store == NULL)
        return;
    arena_finish(&store->scratch);
    database_close(&store->database);
    readout_close(store->engine);
    arena_finish(&store->arena);
    free(store);
}

/* ---- A call --------------------------------------------------------------------------- */

readout_status store_run(store_call *call, void (*body)(void *call))
{
    readout_store *store = call->store;
    database *database = &store->database;
    call->status = READOUT_OK;
    const bool enough = memory_try(&store->memory, body, call);
    if (!enough)
        call->status = error_set(call->error, READOUT_ERR_MEMORY, "out of memory");
    else if (call->status == READOUT_OK && database_failed(database))
        call->status = error_set(call->error, database->status, "%s", database->failure.message);
    arena_finish(&store->scratch);
    database_settle(database);
    if (call->status != READOUT_OK)
        return call->status;
    sink_flush(&call->sink);
    if (call->sink.failed)
        return error_set(call->error, READOUT_ERR_IO, "the output could not be written");
    return error_clear(call->error);
}

story_maker store_maker(const readout_store *store)
{
    return (story_maker){rules_of_records(), readout_model_name(store->model)};
}

bool store_missing(store_call *call, const char *what, uint64_t number)
{
    if (!database_failed(&call->store->database))
        call->status =
            error_set(call->error, READOUT_ERR_INPUT, "there is no %s %" PRIu64, what, number);
    return false;
}

static readout_status no_argument(const char *function, readout_error *error)
{
    return error_set(error, READOUT_ERR_ARGUMENT, "%s: an argument is NULL", function);
}

/* ---- Size ----------------------------------------------------------------------------- */

static uint64_t count_rows(database *database, const char *sql)
{
    query query = query_make(database, sql);
    const uint64_t count = query_next(&query) ? (uint64_t)query_number(&query, 0) : 0;
    query_end(&query);
    return count;
}

static uint64_t count_stale(store_call *call)
{
    const story_maker maker = store_maker(call->store);
    query query = query_make(&call->store->database,
                             "SELECT count(*) FROM story WHERE NOT EXISTS (SELECT 1 FROM record"
                             " WHERE story = story.id AND version = story.version AND engine = ?"
                             " AND model = ?)");
    query_put_text(&query, str_of(maker.engine));
    query_put_text(&query, str_of(maker.model));
    const uint64_t count = query_next(&query) ? (uint64_t)query_number(&query, 0) : 0;
    query_end(&query);
    return count;
}

static void measure_body(void *context)
{
    store_call *call = context;
    database *database = &call->store->database;
    readout_store_size *size = (readout_store_size *)call->input;
    database_begin_read(database);
    size->reports = count_rows(database, "SELECT count(*) FROM report");
    size->stories = count_rows(database, "SELECT count(*) FROM story");
    size->stale = call->store->model != NULL ? count_stale(call) : 0;
    size->schema = SCHEMA_VERSION;
    database_commit(database);
}

readout_status readout_store_measure(readout_store *store, readout_store_size *out,
                                     readout_error *error)
{
    readout_store_size size = {0};
    if (store == NULL || out == NULL)
        return no_argument("readout_store_measure", error);
    store_call call = {.store = store, .input = &size, .error = error};
    const readout_status status = store_run(&call, measure_body);
    if (status == READOUT_OK)
        *out = size;
    return status;
}

static void changes_body(void *context)
{
    store_call *call = context;
    call->result = count_rows(&call->store->database, "PRAGMA data_version");
}

readout_status readout_store_changes(readout_store *store, uint64_t *number, readout_error *error)
{
    if (store == NULL || number == NULL)
        return no_argument("readout_store_changes", error);
    store_call call = {.store = store, .error = error};
    const readout_status status = store_run(&call, changes_body);
    if (status == READOUT_OK)
        *number = call.result;
    return status;
}

/* ---- Adding --------------------------------------------------------------------------- */

static void make_ready(void *context)
{
    readout_store *store = ((store_call *)context)->store;
    rarity_init(&store->arena, &store->rarity);
    store->ready = true;
}

static readout_status add(readout_store *store, const char *path, const readout_input *input,
                          readout_error *error)
{
    enum { FILES_MAX = 10000000 };
    if (store->options.read_only)
        return error_set(error, READOUT_ERR_ARGUMENT, "the store was opened to be read only");
    store_call call = {.store = store, .error = error};
    if (!store->ready && store_run(&call, make_ready) != READOUT_OK)
        return call.status;
    const adding adding = {.database = &store->database,
                           .rarity = &store->rarity,
                           .memory = &store->memory,
                           .format = store->options.format,
                           .jobs = store->options.jobs,
                           .max_report_bytes = store->options.max_report_bytes,
                           .max_files = FILES_MAX,
                           .arrived = store->options.arrived,
                           .progress = store->options.progress,
                           .payload = store->options.payload};
    return add_run(&adding, path, input, error);
}

readout_status readout_store_add(readout_store *store, const readout_input *input,
                                 readout_error *error)
{
    if (store == NULL || input == NULL)
        return no_argument("readout_store_add", error);
    if (input->format == READOUT_FORMAT_CONLLU)
        return error_set(error, READOUT_ERR_ARGUMENT, "a store takes no CoNLL-U");
    return add(store, NULL, input, error);
}

readout_status readout_store_add_path(readout_store *store, const char *path, readout_error *error)
{
    if (store == NULL || path == NULL)
        return no_argument("readout_store_add_path", error);
    return add(store, path, NULL, error);
}

/* ---- Finding -------------------------------------------------------------------------- */

typedef struct finding {
    const readout_query *query;
    const readout_view *view;
    uint64_t (*search)(database *database, arena *scratch, const wanted *wanted,
                       const search_page *page, record_sink *sink);
} finding;

static void find_body(void *context)
{
    store_call *call = context;
    const finding *finding = call->input;
    readout_store *store = call->store;
    const readout_query *query = finding->query;
    const readout_view *view = finding->view;
    const search_page page = {.page = query->page > 0 ? query->page : 1,
                              .size = query->size > 0 ? query->size : PAGE_SIZE,
                              .face = view != NULL ? view->face : READOUT_FACE_TEXT,
                              .width = view != NULL && view->width > 0 ? view->width : WIDTH,
                              .color = view != NULL && view->color};
    wanted wanted;
    str problem;
    if (!wanted_read(&store->scratch, query, &wanted, &problem)) {
        call->status = error_set(call->error, READOUT_ERR_ARGUMENT, "%.*s", STR_ARG(problem));
        return;
    }
    database_begin_read(&store->database);
    call->result = finding->search(&store->database, &store->scratch, &wanted, &page, &call->sink);
    database_commit(&store->database);
}

static readout_status find(readout_store *store, const finding *finding, readout_writer write,
                           void *payload, size_t *found, readout_error *error)
{
    if (finding->query->size > PAGE_SIZE_MAX)
        return error_set(error, READOUT_ERR_ARGUMENT, "a page has at most %d results",
                         PAGE_SIZE_MAX);
    if (finding->view != NULL && finding->view->face != READOUT_FACE_TEXT &&
        finding->view->face != READOUT_FACE_JSON)
        return error_set(error, READOUT_ERR_ARGUMENT, "what was found is text or JSON");
    store_call call = {.store = store,
                       .input = finding,
                       .sink = {.write = write, .payload = payload},
                       .error = error};
    const readout_status status = store_run(&call, find_body);
    if (status == READOUT_OK && found != NULL)
        *found = (size_t)call.result;
    return status;
}

readout_status readout_store_search(readout_store *store, const readout_query *query,
                                    const readout_view *view, readout_writer write, void *payload,
                                    size_t *found, readout_error *error)
{
    if (store == NULL || query == NULL || write == NULL)
        return no_argument("readout_store_search", error);
    const finding finding = {query, view, search_reports};
    return find(store, &finding, write, payload, found, error);
}

readout_status readout_store_stories(readout_store *store, const readout_query *query,
                                     const readout_view *view, readout_writer write, void *payload,
                                     size_t *found, readout_error *error)
{
    static const readout_query everything = {0};
    if (store == NULL || write == NULL)
        return no_argument("readout_store_stories", error);
    const finding finding = {query != NULL ? query : &everything, view, search_stories};
    return find(store, &finding, write, payload, found, error);
}

/* ---- Reports -------------------------------------------------------------------------- */

static void report_body(void *context)
{
    store_call *call = context;
    database *database = &call->store->database;
    database_begin_read(database);
    if (!export_report(database, &call->store->scratch, (int64_t)call->number, &call->sink))
        store_missing(call, "report", call->number);
    database_commit(database);
}

static void original_body(void *context)
{
    store_call *call = context;
    readout_input given;
    if (shelf_original(&call->store->database, &call->store->scratch, (int64_t)call->number,
                       &given))
        sink_str(&call->sink, given.content);
    else
        store_missing(call, "report", call->number);
}

static readout_status write_number(readout_store *store, const char *function, uint64_t number,
                                   void (*body)(void *call), readout_writer write, void *payload,
                                   readout_error *error)
{
    if (store == NULL || write == NULL)
        return no_argument(function, error);
    store_call call = {.store = store,
                       .number = number,
                       .sink = {.write = write, .payload = payload},
                       .error = error};
    return store_run(&call, body);
}

readout_status readout_store_report(readout_store *store, uint64_t report, readout_writer write,
                                    void *payload, readout_error *error)
{
    return write_number(store, "readout_store_report", report, report_body, write, payload, error);
}

readout_status readout_store_original(readout_store *store, uint64_t report, readout_writer write,
                                      void *payload, readout_error *error)
{
    return write_number(store, "readout_store_original", report, original_body, write, payload,
                        error);
}

/* ---- Everything ----------------------------------------------------------------------- */

static void export_body(void *context)
{
    store_call *call = context;
    readout_store *store = call->store;
    database_begin_read(&store->database);
    if (call->number == READOUT_ARCHIVE_CSV)
        export_csv(&store->database, &store->scratch, &call->sink);
    else
        export_jsonl(&store->database, &store->scratch, &call->sink);
    database_commit(&store->database);
}

readout_status readout_store_export(readout_store *store, readout_archive archive,
                                    readout_writer write, void *payload, readout_error *error)
{
    if ((unsigned)archive > READOUT_ARCHIVE_CSV)
        return error_set(error, READOUT_ERR_ARGUMENT, "there is no such archive");
    return write_number(store, "readout_store_export", archive, export_body, write, payload, error);
}

static void copy_body(void *context)
{
    store_call *call = context;
    export_copy(&call->store->database, call->input);
}

readout_status readout_store_copy(readout_store *store, const char *path, readout_error *error)
{
    if (store == NULL || path == NULL)
        return no_argument("readout_store_copy", error);
    store_call call = {.store = store, .input = path, .error = error};
    return store_run(&call, copy_body);
}
