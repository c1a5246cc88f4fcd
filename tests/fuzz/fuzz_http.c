/* What comes over the wire to the local server. The first byte chooses what stands before the rest:
 * nothing, the headers of a form, the start of a search, or those of a note. Whatever the rest is,
 * the server answers or closes, an answer is HTTP, and none says that something unforeseen
 * happened. */
#include "fuzz.h"
#include "server.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/readout-http-XXXXXX";
static server *running;
static unsigned port;

static void end(void)
{
    static const char *const names[] = {"store", "store-wal", "store-shm"};
    char path[sizeof folder + 16];
    server_stop(running);
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

static void begin(void)
{
    static char path[sizeof folder + 16];
    readout_error error;
    must(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/store", folder);
    const server_options options = {.path = path, .max_report_bytes = 1 << 16};
    running = server_start(&options, &error);
    must(running != NULL);
    must(sscanf(server_address(running), "http://127.0.0.1:%u/", &port) == 1);
    atexit(end);
}

/* Everything of it, or until the server has had enough. */
static void send_bytes(int connection, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        const ssize_t sent = send(connection, at, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        at += sent;
        size -= (size_t)sent;
    }
}

static void send_request(int connection, uint8_t choice, const uint8_t *rest, size_t size)
{
    char head[512];
    head[0] = '\0';
    if (choice % 4 == 1)
        snprintf(head, sizeof head,
                 "POST /api/1/reports HTTP/1.1\r\nHost: localhost:%u\r\nConnection: close\r\n"
                 "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: %zu\r\n\r\n",
                 port, size);
    else if (choice % 4 == 2)
        snprintf(head, sizeof head, "GET /api/1/search?");
    else if (choice % 4 == 3)
        snprintf(
            head, sizeof head,
            "PUT /api/1/stories/1/notes/story/- HTTP/1.1\r\nHost: localhost:%u\r\n"
            "Connection: close\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
            port, size);
    send_bytes(connection, head, strlen(head));
    send_bytes(connection, rest, size);
    if (choice % 4 == 2) {
        snprintf(head, sizeof head, " HTTP/1.1\r\nHost: localhost:%u\r\nConnection: close\r\n\r\n",
                 port);
        send_bytes(connection, head, strlen(head));
    }
    shutdown(connection, SHUT_WR);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { STATUS = 9 };
    char answer[4096];
    size_t read = 0;
    if (running == NULL)
        begin();
    if (size == 0)
        return 0;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    must(connection >= 0);
    must(connect(connection, (struct sockaddr *)&address, sizeof address) == 0);
    send_request(connection, data[0], data + 1, size - 1);
    ssize_t got;
    while ((got = recv(connection, answer + read, sizeof answer - read, 0)) > 0)
        read = read + (size_t)got < sizeof answer ? read + (size_t)got : sizeof answer / 2;
    close(connection);
    must(read < STATUS + 3 || memcmp(answer, "HTTP/1.", 7) == 0);
    must(read < STATUS + 3 || memcmp(answer + STATUS, "500", 3) != 0);
    return 0;
}
