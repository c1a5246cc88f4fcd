/* server.c - see server.h. libmicrohttpd with a thread a connection: an analysis that takes long
 * holds up nobody else, and the number of connections bounds the threads. */
#include "server.h"

#include "api.h"
#include "body.h"
#include "guard.h"
#include "page.h"
#include "watch.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct server {
    struct MHD_Daemon *daemon;
    guard guard;
    api api;
    body_budget budget;
    watch *watch;
    readout_str page;
    text policy; /* of the page, a C string */
    char address[400];
    pthread_mutex_t lock;
    unsigned running; /* requests */
};

/* A request on its way; the connection's until it is over. */
typedef struct request {
    watched *watched;
    body body;
    bool answered;
} request;

/* ---- Answering ------------------------------------------------------------------------ */

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
    if (value[0] != '\0')
        (void)MHD_add_response_header(response, name, value);
}

/* What every answer says to a browser. */
static void add_usual_headers(const server *server, struct MHD_Response *response,
                              const api_reply *reply)
{
    add_header(response, "Content-Security-Policy",
               reply->is_page ? server->policy.data : "default-src 'none'; frame-ancestors 'none'");
    add_header(response, "X-Content-Type-Options", "nosniff");
    add_header(response, "X-Frame-Options", "DENY");
    add_header(response, "Referrer-Policy", "no-referrer");
    add_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    add_header(response, "Cross-Origin-Opener-Policy", "same-origin");
    add_header(response, "Cache-Control",
               reply->is_page || reply->etag[0] != '\0' ? "no-cache" : "no-store");
}

static void add_headers(const server *server, struct MHD_Response *response, const api_reply *reply)
{
    char value[160];
    add_usual_headers(server, response, reply);
    add_header(response, "Content-Type", reply->type);
    add_header(response, "Location", reply->location);
    add_header(response, "ETag", reply->etag);
    add_header(response, "Allow", reply->allow);
    if (reply->file_name[0] != '\0') {
        snprintf(value, sizeof value, "attachment; filename=\"%s\"", reply->file_name);
        add_header(response, "Content-Disposition", value);
    }
    if (reply->retry_after > 0) {
        snprintf(value, sizeof value, "%u", reply->retry_after);
        add_header(response, "Retry-After", value);
    }
    if (reply->status == MHD_HTTP_UNAUTHORIZED)
        add_header(response, "WWW-Authenticate", "Bearer");
}

/* Sends a reply, whose body goes with it. */
static enum MHD_Result send_reply(const server *server, struct MHD_Connection *connection,
                                  api_reply *reply)
{
    struct MHD_Response *response =
        reply->is_page ? MHD_create_response_from_buffer(
                             server->page.len, (void *)server->page.data, MHD_RESPMEM_PERSISTENT)
                       : MHD_create_response_from_buffer(reply->body.len, reply->body.data,
                                                         MHD_RESPMEM_MUST_FREE);
    if (response == NULL) {
        text_free(&reply->body);
        return MHD_NO;
    }
    add_headers(server, response, reply);
    const enum MHD_Result result = MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result send_error(const server *server, struct MHD_Connection *connection,
                                  unsigned status, const char *code, const char *message)
{
    api_reply reply = {0};
    api_error(&reply, status, code, "%s", message);
    if (status == MHD_HTTP_TOO_MANY_REQUESTS)
        reply.retry_after = 2;
    return send_reply(server, connection, &reply);
}

/* ---- Who asks ------------------------------------------------------------------------- */

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* "/?token=..." sets the cookie and leads on, so that the token does not stay in the address. */
static bool takes_token(const server *server, struct MHD_Connection *connection, const char *path)
{
    const char *given = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "token");
    return server->guard.token[0] != '\0' && strcmp(path, "/") == 0 && given != NULL &&
           guard_is_token(&server->guard, given);
}

static enum MHD_Result give_cookie(const server *server, struct MHD_Connection *connection)
{
    char cookie[sizeof server->guard.token + 64];
    const api_reply reply = {.status = MHD_HTTP_SEE_OTHER, .type = "text/plain", .location = "/"};
    struct MHD_Response *response =
        MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return MHD_NO;
    snprintf(cookie, sizeof cookie, "readout_token=%s; HttpOnly; SameSite=Strict; Path=/",
             server->guard.token);
    add_headers(server, response, &reply);
    add_header(response, "Set-Cookie", cookie);
    const enum MHD_Result result = MHD_queue_response(connection, reply.status, response);
    MHD_destroy_response(response);
    return result;
}

/* True when the request may go on; else *result is that of the answer. */
static bool may_ask(const server *server, struct MHD_Connection *connection, const char *method,
                    const char *path, enum MHD_Result *result)
{
    const guard_request asks = {
        .host = header(connection, "Host"),
        .origin = header(connection, "Origin"),
        .fetch_site = header(connection, "Sec-Fetch-Site"),
        .authorization = header(connection, "Authorization"),
        .cookie = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, "readout_token"),
        .writes = api_writes(method)};
    switch (guard_check(&server->guard, &asks)) {
    case GUARD_PASS:
        return true;
    case GUARD_HOST:
        *result = send_error(server, connection, MHD_HTTP_FORBIDDEN, "host",
                             "the Host header does not name this server");
        break;
    case GUARD_ORIGIN:
        *result = send_error(server, connection, MHD_HTTP_FORBIDDEN, "origin",
                             "the request comes from another page");
        break;
    case GUARD_TOKEN:
        *result = takes_token(server, connection, path)
                      ? give_cookie(server, connection)
                      : send_error(server, connection, MHD_HTTP_UNAUTHORIZED, "token",
                                   "open the address that readout serve printed");
        break;
    }
    return false;
}

/* ---- A request ------------------------------------------------------------------------ */

static enum MHD_Result take_parameter(void *context, enum MHD_ValueKind kind, const char *key,
                                      const char *value)
{
    api_request *asked = context;
    (void)kind;
    if (asked->parameter_count < API_PARAMETERS_MAX)
        asked->parameters[asked->parameter_count++] = (api_parameter){key, value};
    else
        asked->too_many = true;
    return MHD_YES;
}

static void count_running(server *server, int change)
{
    pthread_mutex_lock(&server->lock);
    server->running += (unsigned)change;
    pthread_mutex_unlock(&server->lock);
}

static enum MHD_Result answer(server *server, struct MHD_Connection *connection, const char *method,
                              const char *path, request *request)
{
    api_reply reply;
    body *body = &request->body;
    body_end(body);
    request->answered = true;
    if (body->refused != 0)
        return send_error(server, connection, body->refused, body->code, body->message);
    api_request asked = {.method = method,
                         .path = path,
                         .content_type = header(connection, "Content-Type"),
                         .if_none_match = header(connection, "If-None-Match"),
                         .body = {body->bytes.data, body->bytes.len},
                         .files = &body->files};
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, take_parameter, &asked);
    count_running(server, 1);
    api_answer(&server->api, &asked, &reply);
    count_running(server, -1);
    return send_reply(server, connection, &reply);
}

static watched *watched_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info != NULL ? info->socket_context : NULL;
}

static enum MHD_Result begin(server *server, struct MHD_Connection *connection, const char *method,
                             const char *path, void **own)
{
    enum MHD_Result result = MHD_NO;
    request *request = calloc(1, sizeof *request);
    if (request == NULL)
        return MHD_NO;
    *own = request;
    request->watched = watched_of(connection);
    watch_allow(server->watch, request->watched, WATCH_REQUEST_SECONDS);
    if (!may_ask(server, connection, method, path, &result)) {
        request->answered = true;
        return result;
    }
    body_begin(&request->body, api_body_of(method, path), connection, server->api.max_report_bytes,
               &server->budget);
    if (request->body.refused == 0)
        return MHD_YES;
    request->answered = true;
    return send_error(server, connection, request->body.refused, request->body.code,
                      request->body.message);
}

/* Called once for the headers, for each piece of the body, and once more at its end. */
static enum MHD_Result take_request(void *context, struct MHD_Connection *connection,
                                    const char *path, const char *method, const char *version,
                                    const char *data, size_t *size, void **own)
{
    server *server = context;
    request *request = *own;
    (void)version;
    if (request == NULL)
        return begin(server, connection, method, path, own);
    if (request->answered)
        return MHD_YES;
    if (*size == 0)
        return answer(server, connection, method, path, request);
    const bool going = body_take(&request->body, data, *size);
    *size = 0;
    return going ? MHD_YES : MHD_NO;
}

static void end_request(void *context, struct MHD_Connection *connection, void **own,
                        enum MHD_RequestTerminationCode how)
{
    server *server = context;
    request *request = *own;
    (void)connection;
    (void)how;
    if (request == NULL)
        return;
    watch_allow(server->watch, request->watched, WATCH_IDLE_SECONDS);
    if (request->body.budget != NULL)
        body_free(&request->body);
    free(request);
    *own = NULL;
}

static void note_connection(void *context, struct MHD_Connection *connection, void **own,
                            enum MHD_ConnectionNotificationCode how)
{
    server *server = context;
    if (how == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *own = info != NULL ? watch_add(server->watch, info->connect_fd) : NULL;
    } else if (*own != NULL) {
        watch_remove(server->watch, *own);
        *own = NULL;
    }
}

/* ---- Listening ------------------------------------------------------------------------ */

typedef union listen_address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} listen_address;

static bool read_address(const char *given, unsigned port, listen_address *address, bool *loopback)
{
    *address = (listen_address){0};
    if (given == NULL || strcmp(given, "localhost") == 0)
        given = "127.0.0.1";
    if (inet_pton(AF_INET, given, &address->v4.sin_addr) == 1) {
        enum { LOOPBACK_NET = 127, NET_SHIFT = 24 };
        address->v4.sin_family = AF_INET;
        address->v4.sin_port = htons((uint16_t)port);
        *loopback = ntohl(address->v4.sin_addr.s_addr) >> NET_SHIFT == LOOPBACK_NET;
        return true;
    }
    if (inet_pton(AF_INET6, given, &address->v6.sin6_addr) != 1)
        return false;
    address->v6.sin6_family = AF_INET6;
    address->v6.sin6_port = htons((uint16_t)port);
    *loopback = IN6_IS_ADDR_LOOPBACK(&address->v6.sin6_addr);
    return true;
}

/* The socket is made here, so that the port is known before the first request comes. */
static int open_socket(listen_address *address)
{
    enum { BACKLOG = 128 };
    const int yes = 1;
    const bool v6 = address->any.sa_family == AF_INET6;
    socklen_t size = v6 ? sizeof address->v6 : sizeof address->v4;
    const int listening = socket(address->any.sa_family, SOCK_STREAM, 0);
    if (listening < 0)
        return -1;
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listening, &address->any, size) == 0 && listen(listening, BACKLOG) == 0 &&
        getsockname(listening, &address->any, &size) == 0)
        return listening;
    const int reason = errno;
    close(listening);
    errno = reason;
    return -1;
}

static bool start_daemon(server *server, int listening)
{
    enum { CONNECTION_MEMORY = 32 << 10, IDLE_SECONDS = 30 };
    server->daemon = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ITC, 0, NULL,
        NULL, take_request, server, MHD_OPTION_LISTEN_SOCKET, listening,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)SERVER_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED, end_request, server,
        MHD_OPTION_NOTIFY_CONNECTION, note_connection, server, MHD_OPTION_END);
    if (server->daemon == NULL)
        close(listening);
    return server->daemon != NULL;
}

static void write_address(server *server, const listen_address *address)
{
    char name[INET6_ADDRSTRLEN] = "";
    const bool v6 = address->any.sa_family == AF_INET6;
    server->guard.port = ntohs(v6 ? address->v6.sin6_port : address->v4.sin_port);
    inet_ntop(address->any.sa_family,
              v6 ? (const void *)&address->v6.sin6_addr : (const void *)&address->v4.sin_addr, name,
              sizeof name);
    const bool every = strcmp(name, "0.0.0.0") == 0 || strcmp(name, "::") == 0;
    if (every && server->guard.name[0] != '\0')
        snprintf(server->address, sizeof server->address, "http://%s:%u/", server->guard.name,
                 server->guard.port);
    else
        snprintf(server->address, sizeof server->address, v6 ? "http://[%s]:%u/" : "http://%s:%u/",
                 name, server->guard.port);
    if (server->guard.token[0] != '\0') {
        const size_t used = strlen(server->address);
        snprintf(server->address + used, sizeof server->address - used, "?token=%s",
                 server->guard.token);
    }
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static void fail(readout_error *error, readout_status status, const char *message)
{
    error->status = status;
    snprintf(error->message, sizeof error->message, "%s", message);
}

/* Everything but the daemon. */
static bool open_parts(server *server, const server_options *options, readout_error *error)
{
    enum { REPORT_BYTES = 8 << 20 };
    const size_t limit = options->max_report_bytes > 0 ? options->max_report_bytes : REPORT_BYTES;
    server->api =
        (api){.name = last_part(options->path),
              .model = options->model,
              .max_report_bytes = limit < SERVER_REQUEST_BYTES ? limit : SERVER_REQUEST_BYTES};
    server->page = page_html();
    server->api.jobs =
        jobs_open(options->path, options->model, server->api.max_report_bytes, error);
    if (server->api.jobs == NULL)
        return false;
    server->api.stores = stores_open(options->path, options->model, SERVER_STORES);
    server->api.answers = answers_open();
    server->watch = watch_open(2 * SERVER_CONNECTIONS);
    if (server->api.stores != NULL && server->api.answers != NULL && server->watch != NULL &&
        page_policy(server->page, &server->policy))
        return true;
    fail(error, READOUT_ERR_MEMORY, "out of memory");
    return false;
}

static bool open_guard(server *server, bool loopback, readout_error *error)
{
    server->guard.loopback = loopback;
    if (loopback)
        return true;
    if (gethostname(server->guard.name, sizeof server->guard.name - 1) != 0)
        server->guard.name[0] = '\0';
    if (guard_make_token(&server->guard))
        return true;
    fail(error, READOUT_ERR_IO, "the system gives no random numbers for a token");
    return false;
}

server *server_start(const server_options *options, readout_error *error)
{
    listen_address address;
    bool loopback = false;
    if (!read_address(options->listen, options->port, &address, &loopback)) {
        fail(error, READOUT_ERR_ARGUMENT, "the address to listen on is no IP address");
        return NULL;
    }
    server *server = calloc(1, sizeof *server);
    if (server == NULL) {
        fail(error, READOUT_ERR_MEMORY, "out of memory");
        return NULL;
    }
    pthread_mutex_init(&server->lock, NULL);
    pthread_mutex_init(&server->budget.lock, NULL);
    if (open_guard(server, loopback, error) && open_parts(server, options, error)) {
        const int listening = open_socket(&address);
        if (listening >= 0) {
            write_address(server, &address);
            if (start_daemon(server, listening))
                return server;
        }
        error->status = READOUT_ERR_IO;
        snprintf(error->message, sizeof error->message,
                 "cannot listen on port %u: %s; --port 0 takes any that is free", options->port,
                 strerror(errno));
    }
    server_stop(server);
    return NULL;
}

const char *server_address(const server *server)
{
    return server->address;
}

/* Requests that run get a moment. */
static void wait_for_requests(server *server)
{
    enum { TRIES = 100 };
    const struct timespec moment = {0, 100000000};
    for (int i = 0; i < TRIES; i++) {
        pthread_mutex_lock(&server->lock);
        const unsigned running = server->running;
        pthread_mutex_unlock(&server->lock);
        if (running == 0)
            return;
        nanosleep(&moment, NULL);
    }
}

void server_stop(server *server)
{
    if (server->daemon != NULL) {
        const MHD_socket socket = MHD_quiesce_daemon(server->daemon);
        if (socket != MHD_INVALID_SOCKET)
            close(socket);
        wait_for_requests(server);
        MHD_stop_daemon(server->daemon);
    }
    jobs_close(server->api.jobs);
    stores_close(server->api.stores);
    answers_close(server->api.answers);
    watch_close(server->watch);
    text_free(&server->policy);
    pthread_mutex_destroy(&server->budget.lock);
    pthread_mutex_destroy(&server->lock);
    free(server);
}
