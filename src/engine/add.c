/* add.c - taking reports in: bytes, files, folders, standard input; JSON lines are split
 * into one entry a line here, and read by the workers later.
 *
 * A call that fails takes back the entries that it had added. */
#include "base/error.h"
#include "base/file.h"
#include "base/stream.h"
#include "engine/engine.h"
#include "intake/intake.h"

#include <stdio.h>
#include <string.h>

typedef struct adding {
    readout *engine;
    const readout_input *input; /* readout_add */
    const char *path;           /* readout_add_path */
    arena scratch;
    readout_status status;
    readout_error *error;
} adding;

/* A new entry whose failures leave the running memory_try of the engine. */
static entry *next_entry(adding *adding)
{
    readout *engine = adding->engine;
    if (engine->count >= engine->options.max_reports) {
        adding->status =
            error_set(adding->error, READOUT_ERR_ARGUMENT, "more than %zu reports; see max_reports",
                      engine->options.max_reports);
        return NULL;
    }
    entry *entry = engine_add_entry(engine);
    if (entry == NULL)
        memory_fail(&engine->memory);
    arena_bind(&entry->source, &engine->memory);
    return entry;
}

static void copy_input(entry *entry, const readout_input *from)
{
    arena *arena = &entry->source;
    entry->input = *from;
    entry->input.content = arena_str(arena, from->content);
    entry->input.path = arena_str(arena, from->path);
    entry->input.id = arena_str(arena, from->id);
    entry->input.url = arena_str(arena, from->url);
    entry->input.outlet = arena_str(arena, from->outlet);
    entry->input.title = arena_str(arena, from->title);
    entry->input.author = arena_str(arena, from->author);
    entry->input.published = arena_str(arena, from->published);
    entry->input.content_type = arena_str(arena, from->content_type);
}

/* An entry that only says why there is nothing. */
static bool add_problem(adding *adding, str path, str problem)
{
    entry *entry = next_entry(adding);
    if (entry == NULL)
        return false;
    entry->input.path = arena_str(&entry->source, path);
    entry->problem = arena_str(&entry->source, problem);
    return true;
}

static bool add_json_line(adding *adding, str path, uint32_t number, str line, bool cut)
{
    size_t limit = adding->engine->options.max_report_bytes;
    if (!cut && str_trim(line).len == 0)
        return true;
    if (cut || line.len > limit) {
        str name = str_format(&adding->scratch, "%.*s:%u", STR_ARG(path), number);
        return add_problem(
            adding, name, str_format(&adding->scratch, "the line is larger than %zu bytes", limit));
    }
    entry *entry = next_entry(adding);
    if (entry == NULL)
        return false;
    entry->json_line = true;
    entry->input.content = arena_str(&entry->source, line);
    entry->input.path = str_format(&entry->source, "%.*s:%u", STR_ARG(path), number);
    return true;
}

static void add_json_lines(adding *adding, str path, str content)
{
    str line;
    for (uint32_t number = 1; str_line(&content, &line); number++)
        if (!add_json_line(adding, path, number, line, false))
            return;
}

/* ---- CoNLL-U: a document after the other ---------------------------------------------- */

typedef struct documents {
    adding *adding;
    const readout_input *input; /* what is the same for all of them */
    buffer text;                /* of the document so far */
    size_t block;               /* where the sentence that is being read starts in it */
    uint32_t line;
    uint32_t first_line; /* of the document */
    bool too_large;
} documents;

/* Adds bytes [0, end) of the text as a report; the rest is the start of the next one. */
static bool end_document(documents *documents, size_t end)
{
    adding *adding = documents->adding;
    buffer *text = &documents->text;
    str document = str_slice(buffer_str(text), 0, end);
    str path = str_format(&adding->scratch, "%.*s:%u", STR_ARG(documents->input->path),
                          documents->first_line);
    bool added = true;
    if (documents->too_large) {
        added = add_problem(adding, path,
                            str_format(&adding->scratch, "is larger than %zu bytes",
                                       adding->engine->options.max_report_bytes));
    } else if (str_trim(document).len > 0) {
        entry *entry = next_entry(adding);
        added = entry != NULL;
        readout_input input = *documents->input;
        input.content = document;
        input.path = path;
        if (added)
            copy_input(entry, &input);
    }
    if (end < text->len)
        memmove(text->data, text->data + end, text->len - end);
    text->len -= end;
    documents->block = 0;
    documents->first_line = documents->line;
    documents->too_large = false;
    return added;
}

static bool starts_document(str line)
{
    return line.len > 0 && line.data[0] == '#' &&
           str_starts(str_trim(str_slice(line, 1, line.len)), STR("newdoc"));
}

static bool add_document_line(documents *documents, str line)
{
    const size_t limit = documents->adding->engine->options.max_report_bytes;
    documents->line++;
    if ((documents->block > 0 || documents->too_large) && starts_document(line) &&
        !end_document(documents, documents->block))
        return false;
    if (documents->text.len + line.len + 1 > limit)
        documents->too_large = true;
    if (documents->too_large)
        documents->text.len = documents->block = 0;
    else
        buffer_add(&documents->text, line);
    buffer_add_byte(&documents->text, '\n');
    if (str_trim(line).len == 0)
        documents->block = documents->text.len;
    return true;
}

static void add_conllu(adding *adding, const readout_input *input)
{
    documents documents = {
        .adding = adding, .input = input, .text = {.arena = &adding->scratch}, .first_line = 1};
    str rest = input->content;
    str line;
    bool going = true;
    while (going && str_line(&rest, &line))
        going = add_document_line(&documents, line);
    if (going)
        (void)end_document(&documents, documents.text.len);
}

static void add_input(void *context)
{
    adding *adding = context;
    const readout_input *input = adding->input;
    size_t limit = adding->engine->options.max_report_bytes;
    if (input->format == READOUT_FORMAT_CONLLU) {
        add_conllu(adding, input);
        return;
    }
    bool lines = input->format == READOUT_FORMAT_JSONL ||
                 (input->format == READOUT_FORMAT_DETECT &&
                  intake_sniff(str_slice(input->content, 0, STREAM_HEAD)) == REPORT_JSONL);
    if (lines) {
        add_json_lines(adding, input->path, input->content);
    } else if (input->content.len > limit) {
        add_problem(adding, input->path,
                    str_format(&adding->scratch, "is larger than %zu bytes", limit));
    } else {
        entry *entry = next_entry(adding);
        if (entry != NULL)
            copy_input(entry, input);
    }
}

/* The reason in an error message that begins with the path. */
static str reason_of(const readout_error *error, str path)
{
    str message = str_of(error->message);
    if (str_starts(message, path))
        message = str_slice(message, path.len, message.len);
    if (str_starts(message, STR(": ")))
        message = str_slice(message, 2, message.len);
    return message;
}

static void add_stream_lines(adding *adding, str path, stream *stream)
{
    size_t limit = adding->engine->options.max_report_bytes;
    readout_error error;
    for (uint32_t number = 1;; number++) {
        str line;
        bool cut;
        bool done;
        if (stream_line(stream, limit, &line, &cut, &done, &error) != READOUT_OK) {
            add_problem(adding, path, reason_of(&error, path));
            return;
        }
        if (done || !add_json_line(adding, path, number, line, cut))
            return;
    }
}

static void add_stream_conllu(adding *adding, str path, stream *stream)
{
    const readout_input input = {.path = path, .format = READOUT_FORMAT_CONLLU};
    documents documents = {
        .adding = adding, .input = &input, .text = {.arena = &adding->scratch}, .first_line = 1};
    const size_t limit = adding->engine->options.max_report_bytes;
    readout_error error;
    bool cut = false;
    bool done = false;
    str line;
    while (true) {
        if (stream_line(stream, limit, &line, &cut, &done, &error) != READOUT_OK) {
            add_problem(adding, path, reason_of(&error, path));
            return;
        }
        if (done)
            break;
        documents.too_large = documents.too_large || cut;
        if (!add_document_line(&documents, line))
            return;
    }
    (void)end_document(&documents, documents.text.len);
}

static void add_stream_whole(adding *adding, str path, stream *stream)
{
    readout_error error;
    entry *entry = next_entry(adding);
    if (entry == NULL)
        return;
    entry->input.path = arena_str(&entry->source, path);
    entry->input.format = adding->engine->options.format;
    if (stream_rest(stream, &entry->source, adding->engine->options.max_report_bytes,
                    &entry->input.content, &error) != READOUT_OK)
        entry->problem = arena_str(&entry->source, reason_of(&error, path));
}

static void add_file(adding *adding, str path)
{
    stream *stream;
    str head;
    readout_error error;
    const readout_format format = adding->engine->options.format;
    arena_mark mark = arena_save(&adding->scratch);
    str name = str_equal(path, STR("-")) ? STR("<stdin>") : path;
    if (stream_open(&adding->scratch, arena_cstr(&adding->scratch, path), &stream, &error) !=
            READOUT_OK ||
        stream_head(stream, &head, &error) != READOUT_OK)
        add_problem(adding, name, reason_of(&error, name));
    else if (format == READOUT_FORMAT_CONLLU)
        add_stream_conllu(adding, name, stream);
    else if (format == READOUT_FORMAT_JSONL ||
             (format == READOUT_FORMAT_DETECT && intake_sniff(head) == REPORT_JSONL))
        add_stream_lines(adding, name, stream);
    else
        add_stream_whole(adding, name, stream);
    arena_restore(&adding->scratch, mark);
}

static bool keep_going(adding *adding, size_t done, size_t total)
{
    const readout_options *options = &adding->engine->options;
    if (options->progress == NULL || options->progress(options->payload, "add", done, total))
        return true;
    adding->status = error_set(adding->error, READOUT_ERR_CANCELLED, "stopped");
    return false;
}

static void add_folder(adding *adding)
{
    file_list list = {0};
    adding->status = file_walk(&adding->scratch, adding->path, adding->engine->options.max_reports,
                               &list, adding->error);
    for (uint32_t i = 0; adding->status == READOUT_OK && i < list.count; i++) {
        add_file(adding, list.paths[i]);
        if (adding->status == READOUT_OK && i % 64 == 63)
            (void)keep_going(adding, i + 1, list.count);
    }
}

static void add_path(void *context)
{
    adding *adding = context;
    file_kind kind = FILE_OTHER;
    if (!str_equal(str_of(adding->path), STR("-")))
        kind = file_kind_of(adding->path);
    if (kind == FILE_MISSING)
        adding->status =
            error_set(adding->error, READOUT_ERR_INPUT, "%s: no such file or folder", adding->path);
    else if (kind == FILE_FOLDER)
        add_folder(adding);
    else
        add_file(adding, str_of(adding->path));
}

static readout_status run(adding *adding, void (*body)(void *))
{
    readout *engine = adding->engine;
    const uint32_t before = engine->count;
    adding->status = READOUT_OK;
    error_clear(adding->error);
    arena_init(&adding->scratch, &engine->memory);
    if (!memory_try(&engine->memory, body, adding))
        adding->status = error_set(adding->error, READOUT_ERR_MEMORY, "out of memory");
    arena_finish(&adding->scratch);
    if (adding->status != READOUT_OK)
        engine_drop_entries(engine, before);
    return adding->status;
}

readout_status readout_add(readout *engine, const readout_input *input, readout_error *error)
{
    if (engine == NULL || input == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_add: engine or input is NULL");
    adding adding = {.engine = engine, .input = input, .error = error};
    return run(&adding, add_input);
}

readout_status readout_add_path(readout *engine, const char *path, readout_error *error)
{
    if (engine == NULL || path == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_add_path: engine or path is NULL");
    adding adding = {.engine = engine, .path = path, .error = error};
    return run(&adding, add_path);
}
