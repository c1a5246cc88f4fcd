/* server.h - the local server: the API of docs/api.md and the page, over HTTP.
 *
 *   connection (a thread each, at most 128)
 *      guard    Host, Origin, token                       guard.h
 *      body     bounded, files kept apart                 body.h
 *      route    method and path -> one function           route.h, api.c
 *      store    one a running request, at most 8        stores.h
 *   uploads --> a queue, one worker                       jobs.h
 *   watch       ends connections that take too long       watch.h
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include <readout.h>

enum {
    SERVER_PORT = 8642,
    SERVER_CONNECTIONS = 128,
    SERVER_STORES = 8,
    SERVER_REQUEST_BYTES = 64 << 20, /* of a body with files */
    SERVER_FILES = 64,               /* in it */
    SERVER_NOTE_BYTES = 128 << 10    /* of any other body */
};

typedef struct server_options {
    const char *path; /* of the store */
    const readout_model *model;
    const char *listen;      /* an address; NULL: 127.0.0.1 */
    unsigned port;           /* 0: any that is free */
    size_t max_report_bytes; /* 0: the library's default */
} server_options;

typedef struct server server;

/* Opens the store, making it when it is not there, and listens. NULL with the error. `options` is
 * copied; what it points at must outlive the server. Signals are the caller's: they should be
 * blocked, so that no thread of the server takes them. */
server *server_start(const server_options *options, readout_error *error);

/* "http://127.0.0.1:8642/", with the token where there is one. */
const char *server_address(const server *server);

/* Takes no further connections, lets requests and the running job come to an end, and frees it. */
void server_stop(server *server);

#endif
