/* body.c - see body.h. Forms are taken apart by libmicrohttpd. */
#include "body.h"

#include "server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 300, FORM_BUFFER = 4096 };

static void refuse(body *body, unsigned status, const char *code, const char *message)
{
    if (body->refused != 0)
        return;
    body->refused = status;
    body->code = code;
    body->message = message;
}

/* ---- Names ---------------------------------------------------------------------------- */

static int hex_of(char digit)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = digit != '\0' ? strchr(digits, digit) : NULL;
    return at != NULL ? (int)((at - digits) % 16) : -1;
}

void body_decode_name(const char *given, char *name, size_t size)
{
    size_t length = 0;
    while (*given != '\0' && length + 1 < size) {
        const int high = given[0] == '%' ? hex_of(given[1]) : -1;
        const int low = high >= 0 ? hex_of(given[2]) : -1;
        name[length++] = low > 0 || (low == 0 && high > 0) ? (char)(high * 16 + low) : given[0];
        given += low > 0 || (low == 0 && high > 0) ? 3 : 1;
    }
    name[length] = '\0';
}

/* ---- Files ---------------------------------------------------------------------------- */

static void open_file(body *body, const char *given)
{
    char name[NAME_MAX_BYTES + 1];
    if (body->files.count == SERVER_FILES) {
        refuse(body, 413, "too_large", "too many files in one request");
        return;
    }
    snprintf(name, sizeof name, "%s", given[0] != '\0' ? given : "upload");
    if (uploads_push(&body->files, name) == NULL)
        refuse(body, 500, "internal", "out of memory");
}

static void add_to_file(body *body, const char *data, size_t size)
{
    if (body->refused != 0 || body->files.count == 0)
        return;
    text *content = &body->files.items[body->files.count - 1].content;
    if (content->len + size > body->max_report_bytes) {
        refuse(body, 413, "too_large", "a file is larger than the limit");
        return;
    }
    text_add(content, data, size);
    body->files.bytes += size;
    if (content->failed)
        refuse(body, 500, "internal", "out of memory");
}

static enum MHD_Result take_part(void *context, enum MHD_ValueKind kind, const char *key,
                                 const char *file_name, const char *content_type,
                                 const char *encoding, const char *data, uint64_t offset,
                                 size_t size)
{
    body *body = context;
    (void)kind;
    (void)key;
    (void)content_type;
    (void)encoding;
    if (offset == 0) {
        body->open = file_name != NULL;
        if (body->open)
            open_file(body, file_name);
    }
    if (body->open)
        add_to_file(body, data, size);
    return body->refused == 0 ? MHD_YES : MHD_NO;
}

/* ---- The body ------------------------------------------------------------------------- */

static size_t limit_of(const body *body)
{
    return body->kind == API_BODY_FILES  ? SERVER_REQUEST_BYTES
           : body->kind == API_BODY_JSON ? SERVER_NOTE_BYTES
                                         : 0;
}

static bool is_form(const char *type)
{
    static const char form[] = "multipart/form-data";
    return type != NULL && strncmp(type, form, sizeof form - 1) == 0;
}

static void begin_files(body *body, struct MHD_Connection *connection)
{
    const char *type =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_TYPE);
    if (is_form(type)) {
        body->form = MHD_create_post_processor(connection, FORM_BUFFER, take_part, body);
        if (body->form == NULL)
            refuse(body, 400, "bad_request", "the form has no boundary");
        return;
    }
    char name[NAME_MAX_BYTES + 1] = "";
    const char *given = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "X-File-Name");
    if (given != NULL)
        body_decode_name(given, name, sizeof name);
    open_file(body, name);
}

void body_begin(body *body, api_body kind, struct MHD_Connection *connection,
                size_t max_report_bytes, body_budget *budget)
{
    enum { TEN = 10 };
    *body = (struct body){.kind = kind, .budget = budget, .max_report_bytes = max_report_bytes};
    const char *length =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
    if (length != NULL && strtoull(length, NULL, TEN) > limit_of(body)) {
        refuse(body, 413, "too_large", "the request is larger than the limit");
        return;
    }
    if (kind == API_BODY_FILES)
        begin_files(body, connection);
}

static bool count_bytes(body *body, size_t size)
{
    pthread_mutex_lock(&body->budget->lock);
    const bool enough = body->budget->used + size <= BODY_BUDGET;
    body->budget->used += enough ? size : 0;
    pthread_mutex_unlock(&body->budget->lock);
    body->counted += enough ? size : 0;
    return enough;
}

bool body_take(body *body, const char *data, size_t size)
{
    const size_t limit = limit_of(body);
    body->received += size;
    if (body->received > limit)
        refuse(body, 413, "too_large", "the request is larger than the limit");
    if (body->refused != 0)
        return body->received <= limit + SERVER_NOTE_BYTES;
    if (!count_bytes(body, size))
        refuse(body, 429, "busy", "too much is being sent at once; try again in a moment");
    else if (body->form != NULL)
        (void)MHD_post_process(body->form, data, size);
    else if (body->kind == API_BODY_FILES)
        add_to_file(body, data, size);
    else
        text_add(&body->bytes, data, size);
    return true;
}

void body_end(body *body)
{
    if (body->form != NULL && MHD_destroy_post_processor(body->form) != MHD_YES &&
        body->refused == 0)
        refuse(body, 400, "bad_request", "the form is cut or broken");
    body->form = NULL;
    if (body->bytes.failed)
        refuse(body, 500, "internal", "out of memory");
}

void body_free(body *body)
{
    if (body->form != NULL)
        MHD_destroy_post_processor(body->form);
    uploads_free(&body->files);
    text_free(&body->bytes);
    if (body->counted > 0) {
        pthread_mutex_lock(&body->budget->lock);
        body->budget->used -= body->counted;
        pthread_mutex_unlock(&body->budget->lock);
    }
    *body = (struct body){0};
}
