/* annotate.c - every report as CoNLL-U: readout_annotate. */
#include "base/error.h"
#include "engine/engine.h"
#include "language/conllu_write.h"
#include "record/record.h"

typedef struct annotating {
    readout *engine;
    record_sink sink;
    arena scratch;
} annotating;

static void annotate_body(void *context)
{
    annotating *work = context;
    for (uint32_t i = 0; i < work->engine->count && !work->sink.failed; i++) {
        const entry *entry = work->engine->entries[i];
        const arena_mark mark = arena_save(&work->scratch);
        buffer out = {.arena = &work->scratch};
        conllu_write(&out, &entry->report, &entry->analysis, entry->given);
        sink_str(&work->sink, buffer_str(&out));
        arena_restore(&work->scratch, mark);
    }
}

readout_status readout_annotate(readout *engine, readout_writer write, void *payload,
                                readout_error *error)
{
    if (engine == NULL || write == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_annotate: an argument is NULL");
    if (stage_behind("names") > engine->end)
        return error_set(error, READOUT_ERR_ARGUMENT,
                         "what is annotated lies behind the last stage that the engine runs");
    const readout_status status = corridor_read(engine, error);
    if (status != READOUT_OK)
        return status;
    annotating work = {.engine = engine, .sink = {.write = write, .payload = payload}};
    arena_init(&work.scratch, &engine->memory);
    const bool enough = memory_try(&engine->memory, annotate_body, &work);
    arena_finish(&work.scratch);
    if (!enough)
        return error_set(error, READOUT_ERR_MEMORY, "out of memory");
    sink_flush(&work.sink);
    if (work.sink.failed)
        return error_set(error, READOUT_ERR_IO, "the output could not be written");
    return error_clear(error);
}

bool readout_report_problem(const readout *engine, size_t index, readout_str *path,
                            readout_str *problem)
{
    if (engine == NULL || path == NULL || problem == NULL || index >= engine->count ||
        !engine->entries[index]->read)
        return false;
    *path = engine->entries[index]->report.path;
    *problem = engine->entries[index]->report.problem;
    return true;
}
