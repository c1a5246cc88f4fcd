/* body.h - the body of a request as it comes in, bounded: a file, a form with files, or JSON. */
#ifndef WEB_BODY_H
#define WEB_BODY_H

#include "api.h"

#include <microhttpd.h>
#include <pthread.h>

/* Bytes of bodies that are being received, over all connections. */
typedef struct body_budget {
    pthread_mutex_t lock;
    size_t used;
} body_budget;

enum { BODY_BUDGET = 256 << 20 };

typedef struct body {
    api_body kind;
    body_budget *budget;
    size_t counted; /* against the budget */
    size_t max_report_bytes;
    size_t received;
    struct MHD_PostProcessor *form;
    bool open; /* a part of the form is a file */
    uploads files;
    text bytes;
    unsigned refused; /* HTTP status, or 0 */
    const char *code;
    const char *message;
} body;

/* Looks at the headers; body->refused is set when the body need not be read. */
void body_begin(body *body, api_body kind, struct MHD_Connection *connection,
                size_t max_report_bytes, body_budget *budget);

/* Takes the next bytes. False when the connection should be closed: far too much comes. */
bool body_take(body *body, const char *data, size_t size);

/* Ends the reading; what was read stays. */
void body_end(body *body);
void body_free(body *body);

/* "a%20b.txt" to "a b.txt", cut to `size`; what is no percent code stays as it is. */
void body_decode_name(const char *given, char *name, size_t size);

#endif
