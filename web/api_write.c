/* api_write.c - the routes that change something: notes, and reports to add. */
#include "api_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

/* ---- Notes ---------------------------------------------------------------------------- */

static const readout_str nothing = {NULL, 0};

void api_notes(api_call *call)
{
    readout_error error;
    text *out = &call->reply->body;
    text_put(out, "{\"notes\":");
    if (api_check(call,
                  readout_store_notes(call->store, call->number, nothing, nothing, text_take, out,
                                      &error),
                  &error))
        text_put(out, "}\n");
}

static readout_note note_beside(const api_call *call)
{
    return (readout_note){.kind = {call->kind, strlen(call->kind)},
                          .item = {call->item, strlen(call->item)}};
}

/* The fields of a note; what they say is checked by the store. False after a reply. */
static bool read_note(const api_call *call, const json_t *root, readout_note *note)
{
    const json_t *words = json_object_get(root, "text");
    const json_t *source = json_object_get(root, "source");
    const json_t *information = json_object_get(root, "information");
    const char *wrong = NULL;
    if (!json_is_object(root))
        wrong = "the note is no JSON object";
    else if (words != NULL && !json_is_null(words) && !json_is_string(words))
        wrong = "\"text\" is text or null";
    else if (source != NULL && !json_is_null(source) &&
             (!json_is_string(source) || json_string_length(source) != 1))
        wrong = "\"source\" is a letter from A to F, or null";
    else if (information != NULL && !json_is_null(information) &&
             (!json_is_integer(information) || json_integer_value(information) < 1 ||
              json_integer_value(information) > 6))
        wrong = "\"information\" is a number from 1 to 6, or null";
    if (wrong != NULL) {
        api_error(call->reply, 400, "bad_request", "%s", wrong);
        return false;
    }
    if (json_is_string(words))
        note->text = (readout_str){json_string_value(words), json_string_length(words)};
    if (json_is_string(source))
        note->source = json_string_value(source)[0];
    if (json_is_integer(information))
        note->information = (unsigned)json_integer_value(information);
    return true;
}

static void answer_note(api_call *call, const readout_note *note)
{
    readout_error error;
    text list = {0};
    if (!api_check(call, readout_store_note(call->store, call->number, note, &error), &error))
        return;
    if (!api_check(call,
                   readout_store_notes(call->store, call->number, note->kind, note->item, text_take,
                                       &list, &error),
                   &error)) {
        text_free(&list);
        return;
    }
    /* A list of one, "[\n{...}]", or of none. */
    const char *start = list.len > 2 ? memchr(list.data, '{', list.len) : NULL;
    if (start == NULL) {
        call->reply->status = 204;
    } else {
        text_put(&call->reply->body, "{\"note\":");
        text_add(&call->reply->body, start, list.len - (size_t)(start - list.data) - 1);
        text_put(&call->reply->body, "}\n");
    }
    text_free(&list);
}

void api_note_put(api_call *call)
{
    static const char type[] = "application/json";
    json_error_t problem;
    readout_note note = note_beside(call);
    const api_request *request = call->request;
    if (request->content_type == NULL ||
        strncmp(request->content_type, type, sizeof type - 1) != 0) {
        api_error(call->reply, 415, "content_type", "a note is sent as application/json");
        return;
    }
    json_t *root = json_loadb(request->body.len > 0 ? request->body.data : "", request->body.len,
                              JSON_REJECT_DUPLICATES, &problem);
    if (root == NULL)
        api_error(call->reply, 400, "bad_request", "the body is no JSON: %s", problem.text);
    else if (read_note(call, root, &note))
        answer_note(call, &note);
    json_decref(root);
}

void api_note_delete(api_call *call)
{
    const readout_note note = note_beside(call);
    answer_note(call, &note);
}

/* ---- Adding --------------------------------------------------------------------------- */

void api_add(api_call *call)
{
    api_reply *reply = call->reply;
    uploads *files = call->request->files;
    if (files == NULL || files->count == 0) {
        api_error(reply, 400, "bad_request", "there is no file in the request");
        return;
    }
    const uint64_t id = jobs_add(call->api->jobs, files);
    if (id == 0) {
        api_error(reply, 429, "busy", "the queue is full; try again in a moment");
        reply->retry_after = 2;
        return;
    }
    reply->status = 202;
    snprintf(reply->location, sizeof reply->location, "/api/1/jobs/%" PRIu64, id);
    text_put(&reply->body, "{\"job\":");
    jobs_write(call->api->jobs, id, &reply->body);
    text_put(&reply->body, "}\n");
}
