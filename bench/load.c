/* load.c - readers and writers against a server that runs: readout-load PORT SECONDS [READERS
 * WRITERS]
 *
 * Each reader is a thread with a connection that it keeps: eight of ten requests are story pages,
 * one a list, one a search. Each writer sends a report of its own, waits until its job says that it
 * is kept, and sends the next. Prints what was asked, what failed, and the times of story pages; at
 * the end the store must have every report whose job was done. Exit 1 when a request failed or a
 * report is lost. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS_MAX = 256, TIMES_MAX = 1 << 20, ANSWER_MAX = 16 << 20 };

typedef struct client {
    unsigned number;
    unsigned port;
    bool writes;
    unsigned stories;
    unsigned pause; /* milliseconds */
    double until;
    uint64_t random;
    int socket;
    char *answer;
    size_t length;
    const char *body;
    uint64_t requests;
    uint64_t failures;
    uint64_t kept; /* reports whose job was done */
    float *times;  /* milliseconds of story pages */
    size_t time_count;
    char problem[200]; /* the first */
} client;

static double now(void)
{
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* xorshift64* (S. Vigna, 2016): the same requests in every run. */
static uint64_t next_random(client *client)
{
    client->random ^= client->random >> 12;
    client->random ^= client->random << 25;
    client->random ^= client->random >> 27;
    return client->random * 0x2545f4914f6cdd1dULL;
}

static bool failed(client *client, const char *what)
{
    client->failures++;
    if (client->problem[0] == '\0')
        snprintf(client->problem, sizeof client->problem, "%s: %.*s", what, 120,
                 client->length > 0 ? client->answer : strerror(errno));
    if (client->socket >= 0)
        close(client->socket);
    client->socket = -1;
    return false;
}

static bool open_connection(client *client)
{
    const int yes = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)client->port)};
    if (client->socket >= 0)
        return true;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    client->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (client->socket < 0 ||
        connect(client->socket, (struct sockaddr *)&address, sizeof address) != 0)
        return failed(client, "connect");
    setsockopt(client->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return true;
}

/* Reads an answer with Content-Length; its body is client->body. */
static bool read_answer(client *client)
{
    size_t head = 0;
    size_t wanted = 0;
    client->length = 0;
    while (head == 0 || client->length < head + wanted) {
        if (client->length >= ANSWER_MAX - 1)
            return failed(client, "too long");
        const ssize_t got = recv(client->socket, client->answer + client->length,
                                 ANSWER_MAX - 1 - client->length, 0);
        if (got <= 0)
            return failed(client, "closed");
        client->length += (size_t)got;
        client->answer[client->length] = '\0';
        const char *end = head == 0 ? strstr(client->answer, "\r\n\r\n") : NULL;
        if (end != NULL) {
            const char *length = strstr(client->answer, "Content-Length: ");
            head = (size_t)(end - client->answer) + 4;
            wanted = length != NULL && length < end ? strtoul(length + 16, NULL, 10) : 0;
        }
    }
    client->body = client->answer + head;
    return true;
}

/* Is it one of the statuses, which stand in a list of three digits each? */
static bool answered_with(const client *client, const char *statuses)
{
    for (; *statuses != '\0'; statuses += 3)
        if (strncmp(client->answer + 9, statuses, 3) == 0)
            return true;
    return false;
}

/* Sends a request; false, and counted, when it is not answered with one of these statuses. */
static bool ask(client *client, const char *status, const char *request, size_t size)
{
    if (!open_connection(client))
        return false;
    client->requests++;
    client->length = 0;
    if (send(client->socket, request, size, MSG_NOSIGNAL) != (ssize_t)size)
        return failed(client, "send");
    if (!read_answer(client))
        return false;
    return answered_with(client, status) ? true : failed(client, "status");
}

static bool get_once(client *client, const char *status, const char *path)
{
    char request[400];
    const int size = snprintf(request, sizeof request,
                              "GET %s HTTP/1.1\r\nHost: localhost:%u\r\n\r\n", path, client->port);
    return ask(client, status, request, (size_t)size);
}

/* Where a story became part of another one, the answer leads there. */
static bool get(client *client, const char *path)
{
    char there[200];
    if (!get_once(client, "200308", path))
        return false;
    const char *location = strstr(client->answer, "\r\nLocation: ");
    if (strncmp(client->answer + 9, "308", 3) != 0 || location == NULL)
        return true;
    location += strlen("\r\nLocation: ");
    snprintf(there, sizeof there, "%.*s", (int)strcspn(location, "\r"), location);
    return get_once(client, "200", there);
}

static uint64_t number_behind(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    return at != NULL ? strtoull(at + strlen(key), NULL, 10) : 0;
}

/* ---- Readers and writers -------------------------------------------------------------- */

static void read_once(client *client)
{
    static const char *const words[] = {"government", "minister", "police",
                                        "war",        "court",    "market"};
    char path[200];
    const uint64_t choice = next_random(client) % 10;
    if (choice == 0) {
        snprintf(path, sizeof path, "/api/1/stories?page=%u",
                 (unsigned)(next_random(client) % 5) + 1);
        (void)get(client, path);
    } else if (choice == 1) {
        snprintf(path, sizeof path, "/api/1/search?q=%s", words[next_random(client) % 6]);
        (void)get(client, path);
    } else {
        snprintf(path, sizeof path, "/api/1/stories/%u",
                 (unsigned)(next_random(client) % client->stories) + 1);
        const double begun = now();
        if (get(client, path) && client->time_count < TIMES_MAX)
            client->times[client->time_count++] = (float)((now() - begun) * 1000);
    }
}

static void write_once(client *client)
{
    char text[2000];
    char request[2400];
    char path[100];
    const unsigned long long mark = next_random(client);
    const int length = snprintf(text, sizeof text,
                                "Notice %llx of the harbour office\n\nHarbour master Amos Hale%llx "
                                "said on Monday that pier "
                                "%llu of Kelmouth stays shut.\n\"We ask every ship to wait,\" he "
                                "told reporters. Minister Petra "
                                "Halda denied that the port was closed.\n",
                                mark, mark % 997, mark % 89);
    const int size =
        snprintf(request, sizeof request,
                 "POST /api/1/reports HTTP/1.1\r\nHost: localhost:%u\r\nX-File-Name: %llx.txt\r\n"
                 "Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s",
                 client->port, mark, length, text);
    if (!ask(client, "202", request, (size_t)size))
        return;
    snprintf(path, sizeof path, "/api/1/jobs/%llu",
             (unsigned long long)number_behind(client->body, "\"id\":"));
    for (;;) {
        const struct timespec moment = {0, 20000000};
        if (!get(client, path))
            return;
        if (strstr(client->body, "\"state\":\"done\"") != NULL)
            break;
        if (strstr(client->body, "\"state\":\"failed\"") != NULL) {
            failed(client, "job");
            return;
        }
        nanosleep(&moment, NULL);
    }
    client->kept += number_behind(client->body, "\"added\":");
}

static void *run(void *context)
{
    client *client = context;
    const struct timespec pause = {client->pause / 1000, (long)(client->pause % 1000) * 1000000};
    while (now() < client->until) {
        if (client->writes)
            write_once(client);
        else
            read_once(client);
        if (!client->writes && client->pause > 0)
            nanosleep(&pause, NULL);
    }
    return NULL;
}

static bool start(client *client, unsigned number, unsigned port)
{
    *client = (struct client){.number = number,
                              .port = port,
                              .random = 0x9e3779b97f4a7c15ULL * (number + 1),
                              .socket = -1};
    client->answer = malloc(ANSWER_MAX);
    client->times = calloc(TIMES_MAX, sizeof(float));
    if (client->answer != NULL && client->times != NULL)
        return true;
    free(client->answer);
    free(client->times);
    return false;
}

static int by_time(const void *x, const void *y)
{
    const float left = *(const float *)x;
    const float right = *(const float *)y;
    return left < right ? -1 : left > right;
}

static int report(client *clients, unsigned count, double seconds, uint64_t before, uint64_t after)
{
    static float times[TIMES_MAX];
    size_t time_count = 0;
    uint64_t requests = 0;
    uint64_t failures = 0;
    uint64_t kept = 0;
    for (unsigned i = 0; i < count; i++) {
        client *client = &clients[i];
        requests += client->requests;
        failures += client->failures;
        kept += client->kept;
        for (size_t k = 0; k < client->time_count && time_count < TIMES_MAX; k++)
            times[time_count++] = client->times[k];
        if (client->problem[0] != '\0')
            printf("client %u: %s\n", client->number, client->problem);
    }
    qsort(times, time_count, sizeof times[0], by_time);
    printf("%llu requests in %.0f s, %llu failed; %llu reports kept, %llu in the store\n",
           (unsigned long long)requests, seconds, (unsigned long long)failures,
           (unsigned long long)kept, (unsigned long long)(after - before));
    if (time_count > 0)
        printf("story pages: %zu, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, most %.1f ms\n",
               time_count, (double)times[time_count / 2], (double)times[time_count * 9 / 10],
               (double)times[time_count * 99 / 100], (double)times[time_count - 1]);
    return failures == 0 && kept == after - before ? 0 : 1;
}

int main(int argc, char **argv)
{
    static client clients[CLIENTS_MAX];
    pthread_t threads[CLIENTS_MAX];
    static client asker;
    const unsigned port = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;
    const double seconds = argc > 2 ? strtod(argv[2], NULL) : 60;
    const unsigned readers = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 50;
    const unsigned writers = argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : 2;
    const unsigned pause = argc > 5 ? (unsigned)strtoul(argv[5], NULL, 10) : 0;
    const unsigned count = readers + writers;
    if (port == 0 || count > CLIENTS_MAX || !start(&asker, CLIENTS_MAX, port) ||
        !get(&asker, "/api/1/about")) {
        fprintf(
            stderr,
            "usage: readout-load PORT [SECONDS [READERS WRITERS [PAUSE]]], with a server there\n");
        return 2;
    }
    const uint64_t before = number_behind(asker.body, "\"reports\":");
    const uint64_t stories = number_behind(asker.body, "\"stories\":");
    for (unsigned i = 0; i < count; i++) {
        if (!start(&clients[i], i, port))
            return 2;
        clients[i].writes = i >= readers;
        clients[i].pause = pause;
        clients[i].stories = stories > 0 ? (unsigned)stories : 1;
        clients[i].until = now() + seconds;
        if (pthread_create(&threads[i], NULL, run, &clients[i]) != 0)
            return 2;
    }
    for (unsigned i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    close(asker.socket); /* the server has ended it, idle as it was */
    asker.socket = -1;
    if (!get(&asker, "/api/1/about"))
        return 1;
    return report(clients, count, seconds, before, number_behind(asker.body, "\"reports\":"));
}
