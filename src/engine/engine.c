/* engine.c - opening, closing and reading: the functions of readout.h that need no room of
 * their own. */
#include "engine/engine.h"

#include "base/error.h"
#include "base/pool.h"
#include "intake/intake.h"
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

const char *readout_version(void)
{
    return READOUT_VERSION;
}

const char *readout_status_name(readout_status status)
{
    switch (status) {
    case READOUT_OK:
        return "ok";
    case READOUT_ERR_MEMORY:
        return "memory";
    case READOUT_ERR_ARGUMENT:
        return "argument";
    case READOUT_ERR_INPUT:
        return "input";
    case READOUT_ERR_MODEL:
        return "model";
    case READOUT_ERR_STORE:
        return "store";
    case READOUT_ERR_IO:
        return "io";
    case READOUT_ERR_CANCELLED:
        return "cancelled";
    }
    return "unknown";
}

static readout_status check_options(const readout_options *options, readout_error *error)
{
    if (options->jobs > POOL_JOBS_MAX)
        return error_set(error, READOUT_ERR_ARGUMENT, "jobs is %u, at most %d are possible",
                         options->jobs, POOL_JOBS_MAX);
    if (options->max_report_bytes > INTAKE_LIMIT_MAX)
        return error_set(error, READOUT_ERR_ARGUMENT,
                         "max_report_bytes is %zu, at most %d are possible",
                         options->max_report_bytes, INTAKE_LIMIT_MAX);
    if (stage_behind(options->until) == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "there is no stage '%s'", options->until);
    return READOUT_OK;
}

readout_status readout_open(const readout_model *model, const readout_options *options,
                            readout **out, readout_error *error)
{
    static const readout_options defaults = {0};
    if (model == NULL || out == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_open: model or out is NULL");
    if (options == NULL)
        options = &defaults;
    readout_status status = check_options(options, error);
    if (status != READOUT_OK)
        return status;
    readout *engine = calloc(1, sizeof *engine);
    if (engine == NULL)
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    engine->model = model;
    engine->options = *options;
    engine->options.until = NULL;
    engine->end = stage_behind(options->until);
    if (engine->options.max_report_bytes == 0)
        engine->options.max_report_bytes = INTAKE_LIMIT_DEFAULT;
    if (engine->options.max_reports == 0)
        engine->options.max_reports = 1000000;
    arena_init(&engine->arena, &engine->memory);
    *out = engine;
    return error_clear(error);
}

entry *engine_add_entry(readout *engine)
{
    if (engine->count == engine->capacity) {
        uint32_t capacity = engine->capacity > 0 ? engine->capacity * 2 : 16;
        entry **entries = realloc(engine->entries, capacity * sizeof(entry *));
        if (entries == NULL)
            return NULL;
        engine->entries = entries;
        engine->capacity = capacity;
    }
    entry *entry = calloc(1, sizeof *entry);
    if (entry == NULL)
        return NULL;
    arena_init(&entry->source, &entry->memory);
    arena_init(&entry->arena, &entry->memory);
    engine->entries[engine->count++] = entry;
    return entry;
}

void engine_drop_entries(readout *engine, uint32_t count)
{
    while (engine->count > count) {
        entry *entry = engine->entries[--engine->count];
        arena_finish(&entry->source);
        arena_finish(&entry->arena);
        free(entry);
    }
}

void readout_close(readout *engine)
{
    if (engine == NULL)
        return;
    engine_drop_entries(engine, 0);
    free(engine->entries);
    arena_finish(&engine->arena);
    free(engine);
}

size_t readout_report_count(const readout *engine)
{
    return engine != NULL ? engine->count : 0;
}

/* ---- Reading -------------------------------------------------------------------------- */

typedef struct reading_work {
    readout *engine;
    readout_record *record;
    arena keep; /* what the pile stages make; the record copies what it needs */
    arena scratch;
} reading_work;

static void build_record(void *context)
{
    reading_work *work = context;
    pile pile = {0};
    comparison comparison = {0};
    corridor_compare(work->engine, &work->keep, &work->scratch, &pile, &comparison);
    record_build(work->record, &pile, &comparison, model_name(work->engine->model));
}

readout_status readout_read(readout *engine, readout_record **out, readout_error *error)
{
    if (engine == NULL || out == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_read: engine or out is NULL");
    readout_status status = corridor_read(engine, error);
    if (status != READOUT_OK)
        return status;
    reading_work work = {.engine = engine, .record = calloc(1, sizeof(readout_record))};
    if (work.record == NULL)
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    arena_init(&work.record->arena, &work.record->memory);
    arena_init(&work.keep, &work.record->memory);
    arena_init(&work.scratch, &work.record->memory);
    bool built = memory_try(&work.record->memory, build_record, &work);
    arena_finish(&work.keep);
    arena_finish(&work.scratch);
    if (!built) {
        readout_record_free(work.record);
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    }
    *out = work.record;
    return error_clear(error);
}
