/* api_read.c - the routes that only read. */
#include "api_parts.h"
#include "server.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SIZE_MOST = 100, STORIES_SIZE = 50, REPORTS_SIZE = 20, PAGE_MOST = 1000000 };

void api_page(api_call *call)
{
    call->reply->type = "text/html; charset=utf-8";
    call->reply->is_page = true;
}

void api_about(api_call *call)
{
    readout_error error;
    readout_store_size size;
    const api *api = call->api;
    text *out = &call->reply->body;
    if (!api_check(call, readout_store_measure(call->store, &size, &error), &error))
        return;
    const char *model = readout_model_name(api->model);
    text_put(out, "{\"api\":1,\"version\":");
    text_json(out, (readout_str){readout_version(), strlen(readout_version())});
    text_put(out, ",\"model\":");
    text_json(out, (readout_str){model, strlen(model)});
    text_put(out, ",\"store\":{\"name\":");
    text_json(out, (readout_str){api->name, strlen(api->name)});
    text_format(out, ",\"schema\":%u,\"reports\":%" PRIu64 ",\"stories\":%" PRIu64 "}", size.schema,
                size.reports, size.stories);
    text_format(out,
                ",\"limits\":{\"report_bytes\":%zu,\"request_bytes\":%d,\"files\":%d,"
                "\"note_bytes\":%d,\"size\":%d,\"queue\":%d}}\n",
                api->max_report_bytes, SERVER_REQUEST_BYTES, SERVER_FILES, 64 << 10, SIZE_MOST,
                JOBS_WAITING_MAX);
}

/* ---- Finding -------------------------------------------------------------------------- */

static bool read_query(const api_call *call, unsigned usual_size, readout_query *query)
{
    const readout_str words = api_parameter_of(call, "search");
    *query = (readout_query){.words = words.len > 0 ? words : api_parameter_of(call, "q"),
                             .name = api_parameter_of(call, "name"),
                             .speaker = api_parameter_of(call, "speaker"),
                             .outlet = api_parameter_of(call, "outlet"),
                             .from = api_parameter_of(call, "from"),
                             .to = api_parameter_of(call, "to")};
    if (!api_number_of(call, "page", PAGE_MOST, &query->page) ||
        !api_number_of(call, "size", SIZE_MOST, &query->size))
        return false;
    if (query->size == 0)
        query->size = usual_size;
    return true;
}

static const readout_view as_json = {.face = READOUT_FACE_JSON};

void api_stories(api_call *call)
{
    readout_error error;
    readout_query query;
    if (read_query(call, STORIES_SIZE, &query))
        (void)api_check(call,
                        readout_store_stories(call->store, &query, &as_json, text_take,
                                              &call->reply->body, NULL, &error),
                        &error);
}

void api_search(api_call *call)
{
    readout_error error;
    readout_query query;
    if (read_query(call, REPORTS_SIZE, &query))
        (void)api_check(call,
                        readout_store_search(call->store, &query, &as_json, text_take,
                                             &call->reply->body, NULL, &error),
                        &error);
}

/* ---- A story -------------------------------------------------------------------------- */

bool api_tag(const api_call *call, uint64_t tag)
{
    api_reply *reply = call->reply;
    snprintf(reply->etag, sizeof reply->etag, "\"%016" PRIx64 "\"", tag);
    if (call->request->if_none_match == NULL ||
        strcmp(call->request->if_none_match, reply->etag) != 0)
        return false;
    reply->status = 304;
    return true;
}

void api_story(api_call *call)
{
    readout_error error;
    uint64_t tag;
    api_reply *reply = call->reply;
    if (!api_check(call, readout_store_story_tag(call->store, call->number, &tag, &error), &error))
        return;
    if (api_tag(call, tag))
        return;
    if (answers_find(call->api->answers, call->number, tag, &reply->body)) {
        answers_confirm(call->api->answers, call->number, tag, call->changes);
        return;
    }
    if (api_check(call,
                  readout_store_story(call->store, call->number, text_take, &reply->body, &error),
                  &error))
        answers_keep(call->api->answers, call->number, tag, &reply->body);
}

typedef struct face {
    const char *name;
    const char *type;
    const char *ending;
    readout_part part;
    readout_face face;
} face;

static const face faces[] = {
    {"json", "application/json", "json", READOUT_PART_BRIEF, READOUT_FACE_JSON},
    {"md", "text/markdown; charset=utf-8", "md", READOUT_PART_BRIEF, READOUT_FACE_MARKDOWN},
    {"html", "text/html; charset=utf-8", "html", READOUT_PART_BRIEF, READOUT_FACE_HTML},
    {"text", "text/plain; charset=utf-8", "txt", READOUT_PART_BRIEF, READOUT_FACE_TEXT},
    {"csv", "text/csv; charset=utf-8", "csv", READOUT_PART_TIMELINE, READOUT_FACE_CSV},
    {"ics", "text/calendar; charset=utf-8", "ics", READOUT_PART_TIMELINE, READOUT_FACE_ICS},
    {"tsv", "text/tab-separated-values; charset=utf-8", "tsv", READOUT_PART_STATEMENTS,
     READOUT_FACE_TSV},
};

enum { FACES = sizeof faces / sizeof faces[0] };

static const face *face_named(readout_str name)
{
    for (size_t i = 0; i < FACES; i++)
        if (strlen(faces[i].name) == name.len && memcmp(faces[i].name, name.data, name.len) == 0)
            return &faces[i];
    return NULL;
}

static void write_face(api_call *call, const face *face)
{
    readout_error error;
    readout_record *record;
    const readout_view view = {.part = face->part, .face = face->face};
    if (!api_check(call, readout_store_record(call->store, call->number, &record, &error), &error))
        return;
    (void)api_check(
        call, readout_record_write(record, &view, text_take, &call->reply->body, &error), &error);
    readout_record_free(record);
}

void api_record(api_call *call)
{
    write_face(call, &faces[0]);
}

void api_export(api_call *call)
{
    const face *face = face_named(api_parameter_of(call, "format"));
    api_reply *reply = call->reply;
    if (face == NULL) {
        api_error(reply, 400, "bad_request",
                  "format is one of json, md, text, html, csv, ics, tsv");
        return;
    }
    reply->type = face->type;
    snprintf(reply->file_name, sizeof reply->file_name, "story-%" PRIu64 ".%s", call->number,
             face->ending);
    write_face(call, face);
}

/* ---- A report ------------------------------------------------------------------------- */

void api_report(api_call *call)
{
    readout_error error;
    (void)api_check(
        call,
        readout_store_report(call->store, call->number, text_take, &call->reply->body, &error),
        &error);
}

void api_original(api_call *call)
{
    readout_error error;
    api_reply *reply = call->reply;
    reply->type = "application/octet-stream";
    snprintf(reply->file_name, sizeof reply->file_name, "report-%" PRIu64 ".bin", call->number);
    (void)api_check(
        call, readout_store_original(call->store, call->number, text_take, &reply->body, &error),
        &error);
}

/* ---- Jobs ----------------------------------------------------------------------------- */

void api_jobs(api_call *call)
{
    text *out = &call->reply->body;
    text_put(out, "{\"jobs\":[");
    jobs_write_all(call->api->jobs, out);
    text_put(out, "]}\n");
}

void api_job(api_call *call)
{
    text *out = &call->reply->body;
    text_put(out, "{\"job\":");
    if (jobs_write(call->api->jobs, call->number, out))
        text_put(out, "}\n");
    else
        api_error(call->reply, 404, "not_found", "there is no job %" PRIu64, call->number);
}
