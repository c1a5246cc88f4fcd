/* store_record.c - readout_store_* that need a story's record: it is computed from the story's
 * reports (store_layers.c), in the order in which they were added, and kept with the version of the
 * story, the rules and the model that it was made of.
 *
 *   versions are equal   -> the JSON that is kept
 *   else                 -> take the reports, compare, write JSON; keep it when the story is still
 *                           of that version (another writer may have added a report meanwhile) */
#include "base/error.h"
#include "engine/store.h"
#include "store/merge.h"
#include "store/notes.h"
#include "store/notes_list.h"
#include "store/shelf.h"

#include <inttypes.h>

/* ---- Computing ------------------------------------------------------------------------ */

/* A story on its way to a current record. */
typedef struct refreshing {
    readout_store *store;
    int64_t story;
    bool anew;  /* also when the record that is kept would do */
    bool exact; /* the story itself, not the one that it became part of */
    arena keep;
    int64_t version;
    bool current; /* the record that is kept is */
    number_array members;
    readout_record *record; /* NULL: the one that is kept is current */
    str json;
    readout_error *error;
} refreshing;

static void take_reports(store_call *call, refreshing *work)
{
    readout_store *store = work->store;
    if (store->engine == NULL) {
        call->status = error_set(
            work->error, READOUT_ERR_ARGUMENT,
            "the record of story %" PRId64 " has to be computed, which needs a model", work->story);
        return;
    }
    story_members(&store->database, &work->keep, work->story, &work->members);
    store_take_reports(store, &work->keep, &work->members);
}

static void look_body(void *context)
{
    store_call *call = context;
    refreshing *work = (refreshing *)call->input;
    database *database = &work->store->database;
    const story_maker maker = store_maker(work->store);
    database_begin_read(database);
    if (!work->exact)
        work->story = merge_now(database, work->story);
    work->version = story_version(database, work->story);
    if (work->version == 0)
        store_missing(call, "story", (uint64_t)work->story);
    else
        work->current = story_record(database, &work->keep, work->story, &maker, &work->json);
    if (work->version != 0 && (work->anew || !work->current))
        take_reports(call, work);
    database_commit(database);
}

static bool add_bytes(void *payload, const char *data, size_t len)
{
    buffer_add(payload, (str){data, len});
    return true;
}

static void json_body(void *context)
{
    store_call *call = context;
    refreshing *work = (refreshing *)call->input;
    buffer json = {.arena = &work->keep};
    record_sink sink = {.write = add_bytes, .payload = &json};
    json_write(&sink, &work->store->scratch, work->record, READOUT_PART_BRIEF);
    sink_flush(&sink);
    work->json = buffer_str(&json);
}

/* ---- Keeping -------------------------------------------------------------------------- */

static void keep_mentions(const refreshing *work)
{
    database *database = &work->store->database;
    const readout_record *record = work->record;
    for (uint32_t i = 0; i < work->members.count; i++) {
        const entry *entry = work->store->engine->entries[i];
        story_forget_mentions(database, work->members.items[i]);
        for (uint32_t k = 0; k < entry->analysis.entities.count; k++)
            story_mention(database, work->members.items[i], entry->analysis.entities.items[k].name,
                          false);
    }
    for (uint32_t i = 0; i < record->statements_count; i++) {
        const readout_statement *said = &record->statements[i];
        const bool known = said->speaker.entity < record->entities_count;
        if (said->report < work->members.count)
            story_mention(database, work->members.items[said->report],
                          known ? record->entities[said->speaker.entity].name : said->speaker.text,
                          true);
    }
}

static void keep_reports(const refreshing *work)
{
    database *database = &work->store->database;
    const readout_record *record = work->record;
    for (uint32_t i = 0; i < record->reports_count && i < work->members.count; i++) {
        const readout_report *report = &record->reports[i];
        date date = {0};
        shelf_renew(database, work->members.items[i], report->title, report->text);
        if (date_parse_iso(report->published.value, &date))
            shelf_date(database, work->members.items[i], date, report->published.value);
    }
}

static uint32_t contested(const readout_record *record)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < record->claims_count; i++)
        count += record->claims[i].status == READOUT_CLAIM_CONTESTED ? 1 : 0;
    return count;
}

static void keep_body(void *context)
{
    store_call *call = context;
    refreshing *work = (refreshing *)call->input;
    database *database = &work->store->database;
    const readout_record *record = work->record;
    const story_maker maker = store_maker(work->store);
    const story_counts counts = {.copies = record->copies_count,
                                 .claims = record->claims_count,
                                 .contested = contested(record),
                                 .statements = record->statements_count,
                                 .quotations = record->quotations_count,
                                 .differences = record->differences_count};
    database_begin_write(database);
    if (story_version(database, work->story) == work->version) {
        story_keep(database, &work->store->scratch, work->story, work->version, &maker, &counts,
                   work->json);
        store_keep_reports(work->store, &work->members);
        keep_mentions(work);
        keep_reports(work);
        notes_attach(database, &work->store->scratch, work->story, work->json);
    }
    database_commit(database);
}

/* Computes what is missing. On success the caller ends it with `finish`. */
static readout_status refresh(refreshing *work)
{
    readout_store *store = work->store;
    store_call call = {.store = store, .input = work, .error = work->error};
    readout_status status = store_run(&call, look_body);
    if (status != READOUT_OK || (work->current && !work->anew))
        return status;
    status = readout_read(store->engine, &work->record, work->error);
    if (status != READOUT_OK || work->current)
        return status;
    status = store_run(&call, json_body);
    if (status == READOUT_OK && !store->options.read_only)
        status = store_run(&call, keep_body);
    return status;
}

static void begin(refreshing *work, readout_store *store, uint64_t story, readout_error *error)
{
    *work = (refreshing){.store = store, .story = (int64_t)story, .error = error};
    arena_init(&work->keep, &store->memory);
}

static void finish(refreshing *work)
{
    readout_record_free(work->record);
    if (work->store->engine != NULL)
        engine_drop_entries(work->store->engine, 0);
    arena_finish(&work->keep);
}

readout_status readout_store_record(readout_store *store, uint64_t story, readout_record **out,
                                    readout_error *error)
{
    refreshing work;
    if (store == NULL || out == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_store_record: an argument is NULL");
    begin(&work, store, story, error);
    work.anew = true;
    const readout_status status = refresh(&work);
    if (status == READOUT_OK) {
        *out = work.record;
        work.record = NULL;
    }
    finish(&work);
    return status;
}

/* ---- All stories ---------------------------------------------------------------------- */

enum { AT_ONCE = 256 };

typedef struct stale {
    int64_t after;
    number_array stories;
    arena keep;
} stale;

static void stale_body(void *context)
{
    store_call *call = context;
    stale *stale = (struct stale *)call->input;
    const story_maker maker = store_maker(call->store);
    stale->stories.count = 0;
    story_stale(&call->store->database, &stale->keep, &maker, stale->after, AT_ONCE,
                &stale->stories);
}

static readout_status refresh_one(readout_store *store, uint64_t story, readout_error *error)
{
    refreshing work;
    begin(&work, store, story, error);
    const readout_status status = refresh(&work);
    finish(&work);
    return status;
}

static bool keep_going(const readout_store *store, size_t done, size_t total)
{
    const readout_store_options *options = &store->options;
    return options->progress == NULL || options->progress(options->payload, "stories", done, total);
}

static readout_status refresh_stale(readout_store *store, stale *stale, size_t total,
                                    readout_error *error)
{
    store_call call = {.store = store, .input = stale, .error = error};
    size_t done = 0;
    do {
        readout_status status = store_run(&call, stale_body);
        for (uint32_t i = 0; i < stale->stories.count && status == READOUT_OK; i++) {
            stale->after = stale->stories.items[i];
            status = refresh_one(store, (uint64_t)stale->after, error);
            if (status == READOUT_OK && !keep_going(store, ++done, total))
                return error_set(error, READOUT_ERR_CANCELLED, "stopped");
        }
        if (status != READOUT_OK)
            return status;
    } while (stale->stories.count == AT_ONCE);
    return READOUT_OK;
}

readout_status readout_store_refresh(readout_store *store, uint64_t story, readout_error *error)
{
    readout_store_size size;
    if (store == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_store_refresh: store is NULL");
    if (store->options.read_only || store->model == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT,
                         "records cannot be kept: the store is read only or has no model");
    if (story != 0)
        return refresh_one(store, story, error);
    readout_status status = readout_store_measure(store, &size, error);
    if (status != READOUT_OK)
        return status;
    stale stale = {0};
    arena_init(&stale.keep, &store->memory);
    status = refresh_stale(store, &stale, (size_t)size.stale, error);
    arena_finish(&stale.keep);
    return status;
}

/* ---- Writing a story ------------------------------------------------------------------ */

typedef struct telling {
    str json;      /* the record to write when none is kept */
    bool outdated; /* none is */
} telling;

static void write_story(store_call *call, str record)
{
    readout_store *store = call->store;
    json json = {.sink = &call->sink};
    json_open(&json, '{');
    json_key(&json, "story"), json_open(&json, '{');
    story_write_about(&json, &store->database, &store->scratch, (int64_t)call->number);
    json_key(&json, "reports_list");
    story_write_members(&json, &store->database, &store->scratch, (int64_t)call->number);
    json_close(&json, '}');
    json_break(&json);
    json_key(&json, "record");
    sink_str(&call->sink, str_trim(record));
    json.comma = true;
    json_break(&json);
    json_key(&json, "notes"), json_open(&json, '[');
    notes_write(&json, &store->database, (int64_t)call->number, STR(""), STR(""));
    json_close(&json, ']');
    json_close(&json, '}');
    sink_text(&call->sink, "\n");
}

static void tell_body(void *context)
{
    store_call *call = context;
    telling *telling = (struct telling *)call->input;
    readout_store *store = call->store;
    const story_maker maker = store_maker(store);
    str json = telling->json;
    database_begin_read(&store->database);
    call->number = (uint64_t)merge_now(&store->database, (int64_t)call->number);
    if (story_version(&store->database, (int64_t)call->number) == 0) {
        store_missing(call, "story", call->number);
        return;
    }
    telling->outdated = json.len == 0 && !story_record(&store->database, &store->scratch,
                                                       (int64_t)call->number, &maker, &json);
    if (!telling->outdated)
        write_story(call, json);
    database_commit(&store->database);
}

readout_status readout_store_story(readout_store *store, uint64_t story, readout_writer write,
                                   void *payload, readout_error *error)
{
    telling telling = {{NULL, 0}, true};
    refreshing work;
    if (store == NULL || write == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_store_story: an argument is NULL");
    store_call call = {.store = store,
                       .number = story,
                       .input = &telling,
                       .sink = {.write = write, .payload = payload},
                       .error = error};
    readout_status status = store_run(&call, tell_body);
    if (status != READOUT_OK || !telling.outdated)
        return status;
    begin(&work, store, story, error);
    status = refresh(&work);
    telling.json = work.json;
    if (status == READOUT_OK)
        status = store_run(&call, tell_body);
    finish(&work);
    return status;
}

static void now_body(void *context)
{
    store_call *call = context;
    database *database = &call->store->database;
    database_begin_read(database);
    call->result = (uint64_t)merge_now(database, (int64_t)call->number);
    if (story_version(database, (int64_t)call->result) == 0)
        store_missing(call, "story", call->number);
    database_commit(database);
}

readout_status readout_store_story_now(readout_store *store, uint64_t story, uint64_t *now,
                                       readout_error *error)
{
    if (store == NULL || now == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT,
                         "readout_store_story_now: an argument is NULL");
    store_call call = {.store = store, .number = story, .error = error};
    const readout_status status = store_run(&call, now_body);
    if (status == READOUT_OK)
        *now = call.result;
    return status;
}

static void tag_body(void *context)
{
    store_call *call = context;
    const story_maker maker = store_maker(call->store);
    const int64_t now = merge_now(&call->store->database, (int64_t)call->number);
    query query =
        query_make(&call->store->database, "SELECT version, noted FROM story WHERE id = ?");
    query_put_number(&query, now);
    if (!query_next(&query)) {
        store_missing(call, "story", call->number);
        return;
    }
    const str tag =
        str_format(&call->store->scratch, "%" PRId64 " %" PRId64 " %" PRId64 " %s %s", now,
                   query_number(&query, 0), query_number(&query, 1), maker.engine, maker.model);
    query_end(&query);
    call->result = str_hash(tag);
}

readout_status readout_store_story_tag(readout_store *store, uint64_t story, uint64_t *tag,
                                       readout_error *error)
{
    if (store == NULL || tag == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT,
                         "readout_store_story_tag: an argument is NULL");
    store_call call = {.store = store, .number = story, .error = error};
    const readout_status status = store_run(&call, tag_body);
    if (status == READOUT_OK)
        *tag = call.result;
    return status;
}

/* ---- Notes ---------------------------------------------------------------------------- */

typedef struct noting {
    const readout_note *note;
    str record;
} noting;

static void note_body(void *context)
{
    store_call *call = context;
    const noting *noting = call->input;
    database *database = &call->store->database;
    if (!database_begin_write(database))
        return;
    call->status = notes_put(database, &call->store->scratch, (int64_t)call->number, noting->record,
                             noting->note, call->error);
    if (call->status == READOUT_OK)
        database_commit(database);
}

readout_status readout_store_note(readout_store *store, uint64_t story, const readout_note *note,
                                  readout_error *error)
{
    refreshing work;
    if (store == NULL || note == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_store_note: an argument is NULL");
    if (store->options.read_only)
        return error_set(error, READOUT_ERR_ARGUMENT, "the store was opened to be read only");
    begin(&work, store, story, error);
    work.exact = true;
    readout_status status = refresh(&work);
    if (status == READOUT_OK) {
        const noting noting = {note, work.json};
        store_call call = {.store = store, .number = story, .input = &noting, .error = error};
        status = store_run(&call, note_body);
    }
    finish(&work);
    return status;
}

typedef struct listing {
    str kind;
    str item;
} listing;

static void notes_body(void *context)
{
    store_call *call = context;
    const listing *listing = call->input;
    database *database = &call->store->database;
    json json = {.sink = &call->sink};
    database_begin_read(database);
    call->number = (uint64_t)merge_now(database, (int64_t)call->number);
    if (story_version(database, (int64_t)call->number) == 0) {
        store_missing(call, "story", call->number);
        return;
    }
    json_open(&json, '[');
    notes_write(&json, database, (int64_t)call->number, listing->kind, listing->item);
    json_close(&json, ']');
    database_commit(database);
}

readout_status readout_store_notes(readout_store *store, uint64_t story, readout_str kind,
                                   readout_str item, readout_writer write, void *payload,
                                   readout_error *error)
{
    const listing listing = {kind, item};
    if (store == NULL || write == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_store_notes: an argument is NULL");
    store_call call = {.store = store,
                       .number = story,
                       .input = &listing,
                       .sink = {.write = write, .payload = payload},
                       .error = error};
    return store_run(&call, notes_body);
}
