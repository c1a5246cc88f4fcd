/* stories.c - readout_stories_write: reports come in, finished stories go out, and only the
 * window between the two is kept. Lines of JSON are read one by one; anything else goes through
 * an engine of its own, a path at a time, in the order of the dates. */
#include "compare/stories.h"

#include "base/error.h"
#include "base/file.h"
#include "base/stream.h"
#include "engine/engine.h"
#include "intake/intake.h"
#include "record/json.h"
#include "record/page.h"

#include <stdlib.h>

enum { STATE_MAX = 1 << 30 }; /* bytes */

typedef struct writing {
    readout *engine; /* reads what comes, and is emptied again */
    const readout_stories_options *options;
    const char *const *paths;
    size_t count;
    record_sink sink;
    arena arena;
    grouper *grouper;
    readout_status status;
    readout_error *error;
} writing;

static void write_line(writing *writing, const story_told *story, str from, str to)
{
    json json = {.sink = &writing->sink};
    json_open(&json, '{');
    json_key(&json, "story"), json_number(&json, story->number);
    json_key(&json, "reports"), json_open(&json, '[');
    for (uint32_t i = 0; i < story->count; i++)
        json_str(&json, story->members[i].id);
    json_close(&json, ']');
    json_key(&json, "from"), json_str_or_null(&json, from);
    json_key(&json, "to"), json_str_or_null(&json, to);
    json_key(&json, "title"), json_str_or_null(&json, story->title);
    if (story->split_from != 0)
        json_key(&json, "split_from"), json_number(&json, story->split_from);
    if (story->merged_count > 0) {
        json_key(&json, "merged"), json_open(&json, '[');
        for (uint32_t i = 0; i < story->merged_count; i++)
            json_number(&json, story->merged[i]);
        json_close(&json, ']');
    }
    json_close(&json, '}');
    sink_text(&writing->sink, "\n");
}

static void write_text(writing *writing, const story_told *story, str from, str to)
{
    sink_str(&writing->sink, from.len > 0 ? from : STR("undated"));
    if (!str_equal(from, to)) {
        sink_text(&writing->sink, " to ");
        sink_str(&writing->sink, to);
    }
    sink_format(&writing->sink, "  %u report%s  ", story->count, story->count == 1 ? "" : "s");
    sink_str(&writing->sink, page_clean(&writing->arena, story->title));
    if (story->split_from != 0)
        sink_format(&writing->sink, "  (story %u, split from %u)", story->number,
                    story->split_from);
    if (story->merged_count > 0)
        sink_format(&writing->sink, "  (story %u, joined by %u other%s)", story->number,
                    story->merged_count, story->merged_count == 1 ? "" : "s");
    sink_text(&writing->sink, "\n");
    for (uint32_t i = 0; i < story->count; i++) {
        sink_text(&writing->sink, "    ");
        sink_str(&writing->sink, page_clean(&writing->arena, story->members[i].id));
        sink_text(&writing->sink, "\n");
    }
}

static void take_story(void *payload, const story_told *story)
{
    writing *writing = payload;
    arena_mark mark = arena_save(&writing->engine->arena);
    str from = date_format(&writing->engine->arena, story->from);
    str to = date_format(&writing->engine->arena, story->to);
    if (writing->options->face == READOUT_FACE_JSON)
        write_line(writing, story, from, to);
    else
        write_text(writing, story, from, to);
    arena_restore(&writing->engine->arena, mark);
}

/* ---- Reading -------------------------------------------------------------------------- */

static int by_date(const void *x, const void *y)
{
    const entry *left = *(entry *const *)x;
    const entry *right = *(entry *const *)y;
    int dates = date_compare(left->report.published.date, right->report.published.date);
    return dates != 0 ? dates : str_compare(left->report.path, right->report.path);
}

/* Groups what the engine has read, and empties it. */
static void group_entries(writing *writing)
{
    readout *engine = writing->engine;
    arena scratch;
    arena_init(&scratch, &engine->memory);
    for (uint32_t i = 0; i < engine->count; i++) {
        stage_report work = {engine->model, engine->entries[i], &scratch, engine->end};
        arena_bind(&engine->entries[i]->arena, &engine->memory);
        stages[0].one(&work);
    }
    if (engine->count > 1)
        /* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers */
        qsort(engine->entries, engine->count, sizeof *engine->entries, by_date);
    for (uint32_t i = 0; i < engine->count; i++)
        if (engine->entries[i]->report.text.len > 0)
            grouper_add(writing->grouper, &engine->entries[i]->report);
    arena_finish(&scratch);
}

static readout_status read_lines(writing *writing, stream *stream)
{
    readout *engine = writing->engine;
    for (;;) {
        str line;
        bool cut;
        bool done;
        readout_status status = stream_line(stream, engine->options.max_report_bytes, &line, &cut,
                                            &done, writing->error);
        if (status != READOUT_OK || done)
            return status;
        if (cut || str_trim(line).len == 0)
            continue;
        entry *entry = engine_add_entry(engine);
        if (entry == NULL)
            return error_set(writing->error, READOUT_ERR_MEMORY, "out of memory");
        arena_bind(&entry->source, &engine->memory);
        entry->json_line = true;
        entry->input.content = arena_str(&entry->source, line);
        group_entries(writing);
        engine_drop_entries(engine, 0);
    }
}

static bool is_lines(arena *arena, const char *path, stream **stream)
{
    str head;
    readout_error error;
    return stream_open(arena, path, stream, &error) == READOUT_OK &&
           stream_head(*stream, &head, &error) == READOUT_OK && intake_sniff(head) == REPORT_JSONL;
}

/* What is told is out: the rest is kept. Inside memory_try. */
static void keep_state(void *context)
{
    writing *writing = context;
    buffer content = {.arena = &writing->arena};
    grouper_save(writing->grouper, &content);
    writing->status = file_write(writing->options->state, buffer_str(&content), writing->error);
}

/* The state of the call before, if there is one. Inside memory_try. */
static void read_state(writing *writing)
{
    str content;
    if (writing->options->state == NULL || file_kind_of(writing->options->state) == FILE_MISSING)
        return;
    writing->status =
        file_read(&writing->arena, writing->options->state, STATE_MAX, &content, writing->error);
    if (writing->status == READOUT_OK && !grouper_load(writing->grouper, content))
        writing->status =
            error_set(writing->error, READOUT_ERR_INPUT,
                      "%s is no whole state of stories with this window, or of another version",
                      writing->options->state);
}

/* Each path, inside memory_try. */
static void read_paths(void *context)
{
    writing *writing = context;
    writing->grouper =
        grouper_open(&writing->arena, writing->options->window_days, 0, take_story, writing);
    read_state(writing);
    for (size_t i = 0; i < writing->count && writing->status == READOUT_OK; i++) {
        stream *stream;
        arena scratch;
        arena_init(&scratch, &writing->engine->memory);
        if (is_lines(&scratch, writing->paths[i], &stream))
            writing->status = read_lines(writing, stream);
        arena_finish(&scratch);
    }
}

static void group_rest(void *context)
{
    writing *writing = context;
    group_entries(writing);
    if (writing->options->state == NULL || writing->options->finish)
        grouper_finish(writing->grouper);
    sink_flush(&writing->sink);
}

/* The paths that are no lines of JSON: read as a pile. Not inside memory_try. */
static void add_others(writing *writing)
{
    for (size_t i = 0; i < writing->count && writing->status == READOUT_OK; i++) {
        stream *stream;
        arena scratch;
        memory memory = {0};
        if (str_equal(str_of(writing->paths[i]), STR("-")))
            continue;
        arena_init(&scratch, &memory);
        bool lines = is_lines(&scratch, writing->paths[i], &stream);
        arena_finish(&scratch);
        if (!lines)
            writing->status = readout_add_path(writing->engine, writing->paths[i], writing->error);
    }
}

readout_status readout_stories_write(const readout_model *model,
                                     const readout_stories_options *options,
                                     const char *const *paths, size_t count, readout_writer write,
                                     void *payload, readout_error *error)
{
    static const readout_stories_options defaults = {0};
    if (model == NULL || paths == NULL || write == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_stories_write: an argument is NULL");
    const readout_options reading = {.jobs = 1};
    writing writing = {.options = options != NULL ? options : &defaults,
                       .paths = paths,
                       .count = count,
                       .sink = {.write = write, .payload = payload},
                       .error = error};
    writing.status = readout_open(model, &reading, &writing.engine, error);
    if (writing.status != READOUT_OK)
        return writing.status;
    arena_init(&writing.arena, &writing.engine->memory);
    bool enough = memory_try(&writing.engine->memory, read_paths, &writing);
    if (enough && writing.status == READOUT_OK)
        add_others(&writing);
    if (writing.status == READOUT_OK)
        enough = enough && memory_try(&writing.engine->memory, group_rest, &writing);
    if (writing.status == READOUT_OK && !writing.sink.failed && writing.options->state != NULL)
        enough = enough && memory_try(&writing.engine->memory, keep_state, &writing);
    if (!enough)
        writing.status = error_set(error, READOUT_ERR_MEMORY, "out of memory");
    else if (writing.status == READOUT_OK && writing.sink.failed)
        writing.status = error_set(error, READOUT_ERR_IO, "the output could not be written");
    arena_finish(&writing.arena);
    readout_close(writing.engine);
    return writing.status;
}
