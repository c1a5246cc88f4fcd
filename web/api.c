/* api.c - see api.h: the table of routes, and finding the one of a request. */
#include "api.h"

#include "api_parts.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The table ------------------------------------------------------------------------ */

/* In a pattern # is a number, $ a word, and @ the rest of the path. */
typedef enum route_keeps {
    KEEP_NOTHING = 0,
    KEEP_STORY, /* the answer about a story */
    KEEP_ASKED  /* the answer to these parameters */
} route_keeps;

typedef struct route {
    const char *method;
    const char *pattern;
    const char *parameters; /* that it takes, a space before and behind each */
    api_body body;
    bool needs_store;
    void (*answer)(api_call *call);
    route_keeps keeps;
} route;

static const char FILTERS[] = " search q from to outlet name speaker page size ";

static const route routes[] = {
    {"GET", "/", NULL, API_BODY_NONE, false, api_page, KEEP_NOTHING},
    {"GET", "/stories/#", NULL, API_BODY_NONE, false, api_page, KEEP_NOTHING},
    {"GET", "/api/1/about", "", API_BODY_NONE, true, api_about, KEEP_NOTHING},
    {"GET", "/api/1/stories", FILTERS, API_BODY_NONE, true, api_stories, KEEP_ASKED},
    {"GET", "/api/1/search", FILTERS, API_BODY_NONE, true, api_search, KEEP_ASKED},
    {"GET", "/api/1/stories/#", "", API_BODY_NONE, true, api_story, KEEP_STORY},
    {"GET", "/api/1/stories/#/record", "", API_BODY_NONE, true, api_record, KEEP_NOTHING},
    {"GET", "/api/1/stories/#/export", " format ", API_BODY_NONE, true, api_export, KEEP_NOTHING},
    {"GET", "/api/1/stories/#/notes", "", API_BODY_NONE, true, api_notes, KEEP_NOTHING},
    {"PUT", "/api/1/stories/#/notes/$/@", "", API_BODY_JSON, true, api_note_put, KEEP_NOTHING},
    {"DELETE", "/api/1/stories/#/notes/$/@", "", API_BODY_NONE, true, api_note_delete,
     KEEP_NOTHING},
    {"GET", "/api/1/reports/#", "", API_BODY_NONE, true, api_report, KEEP_NOTHING},
    {"GET", "/api/1/reports/#/original", "", API_BODY_NONE, true, api_original, KEEP_NOTHING},
    {"POST", "/api/1/reports", "", API_BODY_FILES, false, api_add, KEEP_NOTHING},
    {"GET", "/api/1/jobs", "", API_BODY_NONE, false, api_jobs, KEEP_NOTHING},
    {"GET", "/api/1/jobs/#", "", API_BODY_NONE, false, api_job, KEEP_NOTHING},
};

enum { ROUTES = sizeof routes / sizeof routes[0] };

/* ---- Paths ---------------------------------------------------------------------------- */

/* Takes a number off the path, of at most 15 digits and without a zero before it. */
static const char *take_number(const char *path, uint64_t *number)
{
    enum { DIGITS_MAX = 15, TEN = 10 };
    const size_t digits = strspn(path, "0123456789");
    if (digits == 0 || digits > DIGITS_MAX || path[0] == '0')
        return NULL;
    *number = 0;
    for (size_t i = 0; i < digits; i++)
        *number = *number * TEN + (uint64_t)(path[i] - '0');
    return path + digits;
}

static const char *take_word(const char *path, char *word, size_t size)
{
    const size_t length = strspn(path, "abcdefghijklmnopqrstuvwxyz-");
    if (length == 0 || length >= size)
        return NULL;
    memcpy(word, path, length);
    word[length] = '\0';
    return path + length;
}

static bool matches(const char *pattern, const char *path, api_call *call)
{
    for (; *pattern != '\0'; pattern++) {
        if (*pattern == '@') {
            call->item = path;
            return path[0] != '\0';
        }
        if (*pattern == '#')
            path = take_number(path, &call->number);
        else if (*pattern == '$')
            path = take_word(path, call->kind, sizeof call->kind);
        else
            path = *path == *pattern ? path + 1 : NULL;
        if (path == NULL)
            return false;
    }
    return *path == '\0';
}

/* HEAD is GET without its body, which the server leaves out. */
static bool same_method(const char *method, const char *wanted)
{
    return strcmp(method, wanted) == 0 ||
           (strcmp(method, "HEAD") == 0 && strcmp(wanted, "GET") == 0);
}

static const route *find_route(const char *method, const char *path, api_call *call)
{
    for (size_t i = 0; i < ROUTES; i++)
        if (same_method(method, routes[i].method) && matches(routes[i].pattern, path, call))
            return &routes[i];
    return NULL;
}

api_body api_body_of(const char *method, const char *path)
{
    api_call call = {0};
    const route *route = find_route(method, path, &call);
    return route != NULL ? route->body : API_BODY_NONE;
}

bool api_writes(const char *method)
{
    return !same_method(method, "GET") && strcmp(method, "OPTIONS") != 0;
}

/* ---- Parameters ----------------------------------------------------------------------- */

readout_str api_parameter_of(const api_call *call, const char *key)
{
    const api_request *request = call->request;
    for (size_t i = 0; i < request->parameter_count; i++)
        if (strcmp(request->parameters[i].key, key) == 0 && request->parameters[i].value != NULL)
            return (readout_str){request->parameters[i].value,
                                 strlen(request->parameters[i].value)};
    return (readout_str){NULL, 0};
}

bool api_number_of(const api_call *call, const char *key, unsigned most, unsigned *number)
{
    const readout_str value = api_parameter_of(call, key);
    uint64_t read = 0;
    *number = 0;
    if (value.len == 0)
        return true;
    const char *end = take_number(value.data, &read);
    if (end != NULL && *end == '\0' && read <= most) {
        *number = (unsigned)read;
        return true;
    }
    api_error(call->reply, 400, "bad_request", "%s is a number from 1 to %u", key, most);
    return false;
}

/* Is each parameter one that the route knows? The page's are its own. */
static bool check_parameters(const api_call *call, const route *route)
{
    const api_request *request = call->request;
    char word[40];
    if (route->parameters == NULL)
        return true;
    for (size_t i = 0; i < request->parameter_count; i++) {
        const char *key = request->parameters[i].key;
        const int length = snprintf(word, sizeof word, " %s ", key);
        if (length < 0 || (size_t)length >= sizeof word || strchr(key, ' ') != NULL ||
            strstr(route->parameters, word) == NULL) {
            api_error(call->reply, 400, "bad_request", "there is no parameter '%.40s' here", key);
            return false;
        }
    }
    if (request->too_many)
        api_error(call->reply, 400, "bad_request", "more than %d parameters", API_PARAMETERS_MAX);
    return !request->too_many;
}

/* ---- Replies -------------------------------------------------------------------------- */

void api_error(api_reply *reply, unsigned status, const char *code, const char *format, ...)
{
    char message[sizeof((readout_error *)0)->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    text_free(&reply->body);
    reply->status = status;
    reply->type = "application/json";
    reply->file_name[0] = reply->etag[0] = '\0';
    reply->is_page = false;
    text_format(&reply->body, "{\"error\":{\"code\":\"%s\",\"message\":", code);
    text_json(&reply->body, (readout_str){message, strlen(message)});
    text_put(&reply->body, "}}\n");
}

bool api_check(const api_call *call, readout_status status, const readout_error *error)
{
    switch (status) {
    case READOUT_OK:
        return true;
    case READOUT_ERR_INPUT:
        api_error(call->reply, 404, "not_found", "%s", error->message);
        break;
    case READOUT_ERR_ARGUMENT:
        api_error(call->reply, 400, "bad_request", "%s", error->message);
        break;
    case READOUT_ERR_STORE:
        api_error(call->reply, 503, "store", "%s", error->message);
        break;
    case READOUT_ERR_MEMORY:
    case READOUT_ERR_MODEL:
    case READOUT_ERR_IO:
    case READOUT_ERR_CANCELLED:
        api_error(call->reply, 500, "internal", "%s", error->message);
        break;
    }
    return false;
}

/* No route: another method may have one. */
static void refuse(api_call *call)
{
    const char *path = call->request->path;
    api_reply *reply = call->reply;
    for (size_t i = 0; i < ROUTES; i++) {
        const size_t used = strlen(reply->allow);
        if (matches(routes[i].pattern, path, call))
            snprintf(reply->allow + used, sizeof reply->allow - used, "%s%s", used > 0 ? ", " : "",
                     routes[i].method);
    }
    if (reply->allow[0] != '\0')
        api_error(reply, 405, "method", "this path takes %s", reply->allow);
    else
        api_error(reply, 404, "not_found", "there is nothing at this path");
}

/* A story that became part of another one: who reads is led there, who writes is told, since the
 * items of another record have other numbers. */
static bool leads_on(api_call *call, const route *route)
{
    static const char stories[] = "/api/1/stories/#";
    enum { FORMAT_MAX = 8 };
    readout_error error;
    uint64_t now = call->number;
    readout_str format = api_parameter_of(call, "format");
    api_reply *reply = call->reply;
    if (strncmp(route->pattern, stories, sizeof stories - 1) != 0 ||
        readout_store_story_now(call->store, call->number, &now, &error) != READOUT_OK ||
        now == call->number)
        return false;
    if (api_writes(call->request->method)) {
        api_error(reply, 409, "merged", "story %" PRIu64 " became part of story %" PRIu64,
                  call->number, now);
        return true;
    }
    if (format.len > 0 && strspn(format.data, "abcdefghijklmnopqrstuvwxyz") != format.len)
        format = (readout_str){NULL, 0};
    reply->status = 308;
    snprintf(reply->location, sizeof reply->location, "/api/1/stories/%" PRIu64 "%s%s%.*s", now,
             route->pattern + sizeof stories - 1, format.len > 0 ? "?format=" : "", FORMAT_MAX,
             format.len > 0 ? format.data : "");
    text_format(&reply->body, "{\"merged\":{\"story\":%" PRIu64 ",\"into\":%" PRIu64 "}}\n",
                call->number, now);
    return true;
}

/* All parameters, each as its length, key and value: two lists are never alike. */
static uint64_t number_of_asked(const api_request *request)
{
    text asked = {0};
    for (size_t i = 0; i < request->parameter_count; i++) {
        const char *value = request->parameters[i].value;
        value = value != NULL ? value : "";
        text_put(&asked, request->parameters[i].key);
        text_format(&asked, " %zu ", strlen(value));
        text_put(&asked, value);
    }
    const uint64_t number = asked.failed ? 0 : answers_number(request->path, asked.data, asked.len);
    text_free(&asked);
    return number;
}

/* Gives an answer again that was right when the store was last changed, without asking it. */
static bool give_again(api_call *call, const route *route)
{
    uint64_t tag;
    if (route->keeps == KEEP_NOTHING)
        return false;
    call->changes = stores_changes(call->api->stores);
    call->answer = route->keeps == KEEP_STORY ? call->number : number_of_asked(call->request);
    if (!answers_find_unchanged(call->api->answers, call->answer, call->changes, &tag,
                                &call->reply->body))
        return false;
    if (route->keeps == KEEP_STORY && api_tag(call, tag))
        text_free(&call->reply->body);
    return true;
}

/* Keeps a list or what a search found, for as long as nothing changes. */
static void keep_asked(const api_call *call, const route *route)
{
    if (route->keeps != KEEP_ASKED || call->answer == 0 || call->changes == 0 ||
        call->reply->status != 200)
        return;
    answers_keep(call->api->answers, call->answer, call->changes, &call->reply->body);
    answers_confirm(call->api->answers, call->answer, call->changes, call->changes);
}

static void answer_with_store(api_call *call, const route *route)
{
    readout_error error;
    if (give_again(call, route))
        return;
    call->store = stores_take(call->api->stores, &error);
    if (call->store == NULL) {
        api_error(call->reply, 503, "store", "%s", error.message);
        return;
    }
    if (!leads_on(call, route))
        route->answer(call);
    keep_asked(call, route);
    stores_give(call->api->stores, call->store);
}

void api_answer(const api *api, const api_request *request, api_reply *reply)
{
    api_call call = {.api = api, .request = request, .reply = reply};
    *reply = (api_reply){.status = 200, .type = "application/json"};
    const route *route = find_route(request->method, request->path, &call);
    if (route == NULL)
        refuse(&call);
    else if (!check_parameters(&call, route))
        return;
    else if (route->needs_store)
        answer_with_store(&call, route);
    else
        route->answer(&call);
    if (reply->body.failed) {
        text_free(&reply->body);
        api_error(reply, 500, "internal", "out of memory");
    }
}
