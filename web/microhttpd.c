/* microhttpd.c - the functions of libmicrohttpd, looked up when the server first asks for one.
 *
 * Only `readout serve` needs them. Linked in the usual way the library and what it brings (GnuTLS
 * and seven more, of which some set themselves up when they are loaded) would be loaded by every
 * command: 2.4 of the 5 milliseconds that it takes to start. The definitions below have the names
 * and types of <microhttpd.h>, so the code that calls them does not know. Where the library cannot
 * be loaded the daemon does not start, and nothing else is called. */
#include <dlfcn.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdarg.h>
#include <string.h>

static struct {
    enum MHD_Result (*add_response_header)(struct MHD_Response *, const char *, const char *);
    struct MHD_PostProcessor *(*create_post_processor)(struct MHD_Connection *, size_t,
                                                       MHD_PostDataIterator, void *);
    struct MHD_Response *(*create_response_from_buffer)(size_t, void *,
                                                        enum MHD_ResponseMemoryMode);
    enum MHD_Result (*destroy_post_processor)(struct MHD_PostProcessor *);
    void (*destroy_response)(struct MHD_Response *);
    const union MHD_ConnectionInfo *(*get_connection_info)(struct MHD_Connection *,
                                                           enum MHD_ConnectionInfoType, ...);
    int (*get_connection_values)(struct MHD_Connection *, enum MHD_ValueKind, MHD_KeyValueIterator,
                                 void *);
    const char *(*lookup_connection_value)(struct MHD_Connection *, enum MHD_ValueKind,
                                           const char *);
    enum MHD_Result (*post_process)(struct MHD_PostProcessor *, const char *, size_t);
    enum MHD_Result (*queue_response)(struct MHD_Connection *, unsigned, struct MHD_Response *);
    MHD_socket (*quiesce_daemon)(struct MHD_Daemon *);
    struct MHD_Daemon *(*start_daemon)(unsigned, uint16_t, MHD_AcceptPolicyCallback, void *,
                                       MHD_AccessHandlerCallback, void *, va_list);
    void (*stop_daemon)(struct MHD_Daemon *);
} functions; /* all of them, or none; the same for all threads once they are found */

static void find_functions(void)
{
    const struct {
        const char *name;
        void *to;
    } rows[] = {
        {"MHD_add_response_header", &functions.add_response_header},
        {"MHD_create_post_processor", &functions.create_post_processor},
        {"MHD_create_response_from_buffer", &functions.create_response_from_buffer},
        {"MHD_destroy_post_processor", &functions.destroy_post_processor},
        {"MHD_destroy_response", &functions.destroy_response},
        {"MHD_get_connection_info", &functions.get_connection_info},
        {"MHD_get_connection_values", &functions.get_connection_values},
        {"MHD_lookup_connection_value", &functions.lookup_connection_value},
        {"MHD_post_process", &functions.post_process},
        {"MHD_queue_response", &functions.queue_response},
        {"MHD_quiesce_daemon", &functions.quiesce_daemon},
        {"MHD_start_daemon_va", &functions.start_daemon},
        {"MHD_stop_daemon", &functions.stop_daemon},
    };
    void *library = dlopen(READOUT_MICROHTTPD, RTLD_NOW | RTLD_LOCAL);
    for (size_t i = 0; library != NULL && i < sizeof rows / sizeof rows[0]; i++) {
        void *found = dlsym(library, rows[i].name);
        if (found == NULL) {
            memset(&functions, 0, sizeof functions);
            return;
        }
        memcpy(rows[i].to, &found, sizeof found);
    }
}

struct MHD_Daemon *MHD_start_daemon(unsigned flags, uint16_t port, MHD_AcceptPolicyCallback accept,
                                    void *accept_context, MHD_AccessHandlerCallback handle,
                                    void *handle_context, ...)
{
    static pthread_once_t found = PTHREAD_ONCE_INIT;
    va_list options;
    struct MHD_Daemon *daemon = NULL;
    pthread_once(&found, find_functions);
    va_start(options, handle_context);
    if (functions.start_daemon != NULL)
        daemon = functions.start_daemon(flags, port, accept, accept_context, handle, handle_context,
                                        options);
    va_end(options);
    return daemon;
}

/* ---- Only called when a daemon runs ---------------------------------------------------------- */

enum MHD_Result MHD_add_response_header(struct MHD_Response *response, const char *header,
                                        const char *content)
{
    return functions.add_response_header(response, header, content);
}

struct MHD_PostProcessor *MHD_create_post_processor(struct MHD_Connection *connection,
                                                    size_t buffer_size,
                                                    MHD_PostDataIterator iterator, void *context)
{
    return functions.create_post_processor(connection, buffer_size, iterator, context);
}

struct MHD_Response *MHD_create_response_from_buffer(size_t size, void *buffer,
                                                     enum MHD_ResponseMemoryMode mode)
{
    return functions.create_response_from_buffer(size, buffer, mode);
}

enum MHD_Result MHD_destroy_post_processor(struct MHD_PostProcessor *processor)
{
    return functions.destroy_post_processor(processor);
}

void MHD_destroy_response(struct MHD_Response *response)
{
    functions.destroy_response(response);
}

const union MHD_ConnectionInfo *MHD_get_connection_info(struct MHD_Connection *connection,
                                                        enum MHD_ConnectionInfoType type, ...)
{
    return functions.get_connection_info(connection, type);
}

int MHD_get_connection_values(struct MHD_Connection *connection, enum MHD_ValueKind kind,
                              MHD_KeyValueIterator iterator, void *context)
{
    return functions.get_connection_values(connection, kind, iterator, context);
}

const char *MHD_lookup_connection_value(struct MHD_Connection *connection, enum MHD_ValueKind kind,
                                        const char *key)
{
    return functions.lookup_connection_value(connection, kind, key);
}

enum MHD_Result MHD_post_process(struct MHD_PostProcessor *processor, const char *data,
                                 size_t length)
{
    return functions.post_process(processor, data, length);
}

enum MHD_Result MHD_queue_response(struct MHD_Connection *connection, unsigned status,
                                   struct MHD_Response *response)
{
    return functions.queue_response(connection, status, response);
}

MHD_socket MHD_quiesce_daemon(struct MHD_Daemon *daemon)
{
    return functions.quiesce_daemon(daemon);
}

void MHD_stop_daemon(struct MHD_Daemon *daemon)
{
    functions.stop_daemon(daemon);
}
