/* watch.c - see watch.h. libmicrohttpd's own limit starts anew with every byte, so a client that
 * sends one byte now and then would hold a thread for ever; here a request has one limit. */
#include "watch.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

struct watched {
    bool used;
    bool ended;
    int socket;
    time_t until;
};

struct watch {
    watched *slots;
    unsigned most;
    bool stopping;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

static time_t seconds_now(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* The socket is shut down, not closed: its thread sees that and ends the connection. */
static void end_late(watch *watch)
{
    const time_t now = seconds_now();
    for (unsigned i = 0; i < watch->most; i++) {
        watched *slot = &watch->slots[i];
        if (slot->used && !slot->ended && now > slot->until) {
            shutdown(slot->socket, SHUT_RDWR);
            slot->ended = true;
        }
    }
}

static void *look(void *context)
{
    watch *watch = context;
    pthread_mutex_lock(&watch->lock);
    while (!watch->stopping) {
        struct timespec next = {0};
        clock_gettime(CLOCK_MONOTONIC, &next);
        next.tv_sec += 1;
        pthread_cond_timedwait(&watch->changed, &watch->lock, &next);
        end_late(watch);
    }
    pthread_mutex_unlock(&watch->lock);
    return NULL;
}

watch *watch_open(unsigned most)
{
    pthread_condattr_t attributes;
    watch *watch = calloc(1, sizeof *watch);
    if (watch == NULL)
        return NULL;
    watch->most = most;
    watch->slots = calloc(most, sizeof *watch->slots);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&watch->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&watch->lock, NULL);
    if (watch->slots != NULL && pthread_create(&watch->thread, NULL, look, watch) == 0)
        return watch;
    pthread_mutex_destroy(&watch->lock);
    pthread_cond_destroy(&watch->changed);
    free(watch->slots);
    free(watch);
    return NULL;
}

void watch_close(watch *watch)
{
    if (watch == NULL)
        return;
    pthread_mutex_lock(&watch->lock);
    watch->stopping = true;
    pthread_cond_signal(&watch->changed);
    pthread_mutex_unlock(&watch->lock);
    pthread_join(watch->thread, NULL);
    pthread_mutex_destroy(&watch->lock);
    pthread_cond_destroy(&watch->changed);
    free(watch->slots);
    free(watch);
}

watched *watch_add(watch *watch, int socket)
{
    watched *found = NULL;
    pthread_mutex_lock(&watch->lock);
    for (unsigned i = 0; i < watch->most && found == NULL; i++)
        if (!watch->slots[i].used)
            found = &watch->slots[i];
    if (found != NULL)
        *found = (watched){true, false, socket, seconds_now() + WATCH_IDLE_SECONDS};
    pthread_mutex_unlock(&watch->lock);
    return found;
}

void watch_remove(watch *watch, watched *watched)
{
    pthread_mutex_lock(&watch->lock);
    watched->used = false;
    pthread_mutex_unlock(&watch->lock);
}

void watch_allow(watch *watch, watched *watched, unsigned seconds)
{
    if (watched == NULL)
        return;
    pthread_mutex_lock(&watch->lock);
    watched->until = seconds_now() + (time_t)seconds;
    pthread_mutex_unlock(&watch->lock);
}
