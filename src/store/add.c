/* add.c - see add.h. A batch is small enough that another writer never waits long, and large enough
 * that the disk is not waited for at every report. */
#include "store/add.h"

#include "base/error.h"
#include "base/file.h"
#include "base/pool.h"
#include "base/stream.h"
#include "intake/intake.h"
#include "store/merge.h"
#include "store/place.h"
#include "store/shelf.h"

#include <stdlib.h>

enum { BATCH = 64, BATCH_BYTES = 16 << 20 };

/* A report on its way in. */
typedef struct item {
    memory memory; /* of the worker that has it */
    arena arena;   /* of what the worker makes */
    readout_input input;
    str bytes_id;
    str problem; /* why there is nothing to keep */
    bool json_line;
    bool known;
    bool read;
    report report;
    shelf_place place;
} item;

/* Where the reading of paths stands between two batches. */
typedef struct filling {
    const adding *adding;
    const char *path;
    const readout_input *input;
    arena files; /* the list of paths, and the file that is open */
    arena_mark before_file;
    arena batch;   /* what was read of it */
    arena scratch; /* for putting */
    file_list list;
    uint32_t next;
    stream *lines; /* a file of JSON lines that is being read, or NULL */
    str name;      /* its path */
    str rest;      /* the lines of `input` that are still to be read */
    uint32_t number;
    bool started;
    bool ended;
    item items[BATCH];
    uint32_t count;
    size_t bytes;
    readout_status status;
    readout_error *error;
} filling;

/* ---- Filling a batch ------------------------------------------------------------------ */

static bool is_full(const filling *filling)
{
    return filling->count == BATCH || filling->bytes >= BATCH_BYTES;
}

static item *next_item(filling *filling, str path)
{
    item *item = &filling->items[filling->count++];
    *item = (struct item){.input.path = arena_str(&filling->batch, path)};
    arena_init(&item->arena, &item->memory);
    return item;
}

static void fill_problem(filling *filling, str path, str problem)
{
    next_item(filling, path)->problem = arena_str(&filling->batch, problem);
}

static void fill_content(filling *filling, const readout_input *input, bool json_line)
{
    arena *batch = &filling->batch;
    item *item = next_item(filling, input->path);
    const str path = item->input.path;
    item->input = *input;
    item->input.path = path;
    item->input.content = arena_str(batch, input->content);
    item->input.id = arena_str(batch, input->id);
    item->input.url = arena_str(batch, input->url);
    item->input.outlet = arena_str(batch, input->outlet);
    item->input.title = arena_str(batch, input->title);
    item->input.author = arena_str(batch, input->author);
    item->input.published = arena_str(batch, input->published);
    item->input.content_type = arena_str(batch, input->content_type);
    item->json_line = json_line;
    item->bytes_id = shelf_bytes_id(batch, &item->input);
    filling->bytes += input->content.len;
}

static void fill_line(filling *filling, str name, str line, bool cut)
{
    const size_t limit = filling->adding->max_report_bytes;
    const str path = str_format(&filling->batch, "%.*s:%u", STR_ARG(name), ++filling->number);
    if (cut || line.len > limit)
        fill_problem(filling, path,
                     str_format(&filling->batch, "the line is larger than %zu bytes", limit));
    else if (str_trim(line).len > 0)
        fill_content(filling, &(readout_input){.content = line, .path = path}, true);
}

/* The reason in an error message that begins with the path. */
static str reason_of(const readout_error *error, str path)
{
    str message = str_of(error->message);
    if (str_starts(message, path))
        message = str_slice(message, path.len, message.len);
    return str_starts(message, STR(": ")) ? str_slice(message, 2, message.len) : message;
}

static void close_file(filling *filling)
{
    filling->lines = NULL;
    arena_restore(&filling->files, filling->before_file);
}

static void fill_lines(filling *filling)
{
    readout_error error;
    str line;
    bool cut = false;
    bool done = false;
    while (!is_full(filling)) {
        if (stream_line(filling->lines, filling->adding->max_report_bytes, &line, &cut, &done,
                        &error) != READOUT_OK) {
            fill_problem(filling, filling->name, reason_of(&error, filling->name));
            done = true;
        }
        if (done) {
            close_file(filling);
            return;
        }
        fill_line(filling, filling->name, line, cut);
    }
}

static bool is_lines(readout_format format, str head)
{
    return format == READOUT_FORMAT_JSONL ||
           (format == READOUT_FORMAT_DETECT && intake_sniff(head) == REPORT_JSONL);
}

static void open_file(filling *filling, str path)
{
    readout_error error;
    stream *stream;
    str head;
    readout_input input = {.format = filling->adding->format};
    input.path = str_equal(path, STR("-")) ? STR("<stdin>") : path;
    filling->before_file = arena_save(&filling->files);
    const bool opened = stream_open(&filling->files, arena_cstr(&filling->files, path), &stream,
                                    &error) == READOUT_OK &&
                        stream_head(stream, &head, &error) == READOUT_OK;
    if (opened && is_lines(input.format, head)) {
        filling->lines = stream;
        filling->name = arena_str(&filling->files, input.path);
        filling->number = 0;
        return;
    }
    if (opened && stream_rest(stream, &filling->batch, filling->adding->max_report_bytes,
                              &input.content, &error) == READOUT_OK)
        fill_content(filling, &input, false);
    else
        fill_problem(filling, input.path, reason_of(&error, input.path));
    close_file(filling);
}

/* The paths to read; for one that is no folder, itself. */
static void list_path(filling *filling)
{
    const str path = str_of(filling->path);
    const file_kind kind = str_equal(path, STR("-")) ? FILE_OTHER : file_kind_of(filling->path);
    if (kind == FILE_MISSING) {
        filling->status = error_set(filling->error, READOUT_ERR_INPUT, "%s: no such file or folder",
                                    filling->path);
    } else if (kind == FILE_FOLDER) {
        filling->status = file_walk(&filling->files, filling->path, filling->adding->max_files,
                                    &filling->list, filling->error);
    } else {
        filling->list.paths = arena_new(&filling->files, str);
        filling->list.paths[0] = path;
        filling->list.count = 1;
    }
}

static void fill_from_input(filling *filling)
{
    const readout_input *input = filling->input;
    str line;
    if (!filling->started && is_lines(input->format, str_slice(input->content, 0, STREAM_HEAD))) {
        filling->rest = input->content;
        filling->name = input->path;
    } else if (!filling->started && input->content.len > filling->adding->max_report_bytes) {
        fill_problem(filling, input->path,
                     str_format(&filling->batch, "is larger than %zu bytes",
                                filling->adding->max_report_bytes));
    } else if (!filling->started) {
        fill_content(filling, input, false);
    }
    filling->started = true;
    while (!is_full(filling) && !filling->ended)
        if (str_line(&filling->rest, &line))
            fill_line(filling, filling->name, line, false);
        else
            filling->ended = true;
}

static void fill(void *context)
{
    filling *filling = context;
    if (filling->path == NULL) {
        fill_from_input(filling);
        return;
    }
    if (!filling->started)
        list_path(filling);
    filling->started = true;
    while (!is_full(filling) && filling->status == READOUT_OK && !filling->ended) {
        if (filling->lines != NULL)
            fill_lines(filling);
        else if (filling->next < filling->list.count)
            open_file(filling, filling->list.paths[filling->next++]);
        else
            filling->ended = true;
    }
}

/* ---- Reading it ----------------------------------------------------------------------- */

static void read_body(void *context)
{
    item *item = context;
    arena scratch;
    if (item->json_line) {
        readout_input input = {0};
        if (!intake_json_line(&item->arena, item->input.content, &input, &item->problem))
            return;
        input.path = item->input.path;
        item->input = input;
    }
    arena_init(&scratch, &item->memory);
    arena_bind(&item->arena, &item->memory);
    intake_read(&item->arena, &scratch, &item->input, &item->report);
    arena_finish(&scratch);
    if (item->report.text.len == 0)
        item->problem = item->report.problem;
    item->input.format =
        item->report.format == REPORT_HTML ? READOUT_FORMAT_HTML : READOUT_FORMAT_TEXT;
}

static void read_item(void *context, unsigned worker, size_t at)
{
    item *item = &((filling *)context)->items[at];
    (void)worker;
    item->read = item->known || item->problem.len > 0 || memory_try(&item->memory, read_body, item);
}

/* Those that need not be read, since their bytes were added before. */
static bool find_known(filling *filling)
{
    database *database = filling->adding->database;
    for (uint32_t i = 0; i < filling->count; i++) {
        item *item = &filling->items[i];
        item->known =
            item->problem.len == 0 && shelf_find_bytes(database, item->bytes_id, &item->place);
    }
    return !database_failed(database);
}

/* ---- Keeping it ----------------------------------------------------------------------- */

static void keep_item(filling *filling, item *item)
{
    database *database = filling->adding->database;
    arena *scratch = &filling->scratch;
    const arena_mark mark = arena_save(scratch);
    const str identity = shelf_identity(scratch, &item->report);
    item->known = shelf_find(database, identity, &item->place);
    if (!item->known) {
        place_terms terms;
        place_read(scratch, filling->adding->rarity, &item->report, &terms);
        item->place.story = place_find(database, scratch, &item->report, &terms);
        item->place.report = shelf_put(database, scratch, &item->report, &item->input,
                                       item->bytes_id, identity, item->place.story);
        place_note(database, item->place.report, &item->report, &terms);
    }
    arena_restore(scratch, mark);
}

static void keep_batch(void *context)
{
    filling *filling = context;
    database *database = filling->adding->database;
    uint32_t fresh = 0;
    for (uint32_t i = 0; i < filling->count; i++)
        fresh += !filling->items[i].known && filling->items[i].problem.len == 0 ? 1 : 0;
    if (fresh == 0 || !database_begin_write(database))
        return;
    for (uint32_t i = 0; i < filling->count && !database_failed(database); i++)
        if (!filling->items[i].known && filling->items[i].problem.len == 0)
            keep_item(filling, &filling->items[i]);
    /* A later report of the batch may have made two of its stories one. */
    for (uint32_t i = 0; i < filling->count && !database_failed(database); i++)
        if (filling->items[i].place.story != 0)
            filling->items[i].place.story = merge_now(database, filling->items[i].place.story);
    database_commit(database);
}

static void tell(const filling *filling)
{
    if (filling->adding->arrived == NULL)
        return;
    for (uint32_t i = 0; i < filling->count; i++) {
        const item *item = &filling->items[i];
        const readout_arrival arrival = {
            .outcome = item->problem.len > 0 ? READOUT_UNREADABLE
                       : item->known         ? READOUT_KNOWN
                                             : READOUT_ADDED,
            .path = item->input.path,
            .problem = item->problem.len > 0 ? item->problem : item->report.problem,
            .report = (uint64_t)item->place.report,
            .story = (uint64_t)item->place.story,
        };
        filling->adding->arrived(filling->adding->payload, &arrival);
    }
}

static readout_status out_of_memory(filling *filling)
{
    return error_set(filling->error, READOUT_ERR_MEMORY, "out of memory");
}

static readout_status store_failure(filling *filling)
{
    const database *database = filling->adding->database;
    return error_set(filling->error, database->status, "%s", database->failure.message);
}

/* Reads and keeps what is in the batch. Not inside memory_try. */
static readout_status finish_batch(filling *filling)
{
    const adding *adding = filling->adding;
    const pool_work work = {read_item, NULL, filling};
    if (!find_known(filling))
        return store_failure(filling);
    pool_run(&work, adding->jobs, filling->count);
    for (uint32_t i = 0; i < filling->count; i++)
        if (!filling->items[i].read)
            return out_of_memory(filling);
    if (!memory_try(adding->memory, keep_batch, filling))
        return out_of_memory(filling);
    if (database_failed(adding->database))
        return store_failure(filling);
    tell(filling);
    return READOUT_OK;
}

static void empty_batch(filling *filling)
{
    for (uint32_t i = 0; i < filling->count; i++)
        arena_finish(&filling->items[i].arena);
    arena_finish(&filling->batch);
    filling->count = 0;
    filling->bytes = 0;
}

static bool keep_going(filling *filling, size_t arrived)
{
    const adding *adding = filling->adding;
    const bool files = filling->list.count > 1;
    if (adding->progress == NULL ||
        adding->progress(adding->payload, "add", files ? filling->next : arrived,
                         files ? filling->list.count : 0))
        return true;
    filling->status = error_set(filling->error, READOUT_ERR_CANCELLED, "stopped");
    return false;
}

static void run(filling *filling)
{
    size_t arrived = 0;
    while (filling->status == READOUT_OK && !filling->ended) {
        if (!memory_try(filling->adding->memory, fill, filling))
            filling->status = out_of_memory(filling);
        else if (filling->status == READOUT_OK)
            filling->status = finish_batch(filling);
        arrived += filling->count;
        database_settle(filling->adding->database);
        empty_batch(filling);
        if (filling->status == READOUT_OK)
            (void)keep_going(filling, arrived);
    }
}

readout_status add_run(const adding *adding, const char *path, const readout_input *input,
                       readout_error *error)
{
    filling *filling = calloc(1, sizeof *filling);
    if (filling == NULL)
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    filling->adding = adding;
    filling->path = path;
    filling->input = input;
    filling->error = error;
    arena_init(&filling->files, adding->memory);
    arena_init(&filling->batch, adding->memory);
    arena_init(&filling->scratch, adding->memory);
    run(filling);
    arena_finish(&filling->files);
    arena_finish(&filling->batch);
    arena_finish(&filling->scratch);
    const readout_status status = filling->status;
    free(filling);
    return status == READOUT_OK ? error_clear(error) : status;
}
