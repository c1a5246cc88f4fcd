/* stores.c - see stores.h. */
#include "stores.h"

#include <pthread.h>
#include <stdlib.h>

enum { MOST = 64 };

struct stores {
    const char *path;
    const readout_model *model;
    unsigned most;
    unsigned open;
    readout_store *idle[MOST];
    unsigned idle_count;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    readout_store *watching; /* opened when it is first needed */
    pthread_mutex_t watching_lock;
};

stores *stores_open(const char *path, const readout_model *model, unsigned most)
{
    stores *stores = calloc(1, sizeof *stores);
    if (stores == NULL)
        return NULL;
    stores->path = path;
    stores->model = model;
    stores->most = most < MOST ? most : MOST;
    pthread_mutex_init(&stores->lock, NULL);
    pthread_cond_init(&stores->changed, NULL);
    pthread_mutex_init(&stores->watching_lock, NULL);
    return stores;
}

void stores_close(stores *stores)
{
    if (stores == NULL)
        return;
    while (stores->idle_count > 0)
        readout_store_close(stores->idle[--stores->idle_count]);
    readout_store_close(stores->watching);
    pthread_mutex_destroy(&stores->watching_lock);
    pthread_cond_destroy(&stores->changed);
    pthread_mutex_destroy(&stores->lock);
    free(stores);
}

readout_store *stores_take(stores *stores, readout_error *error)
{
    static const readout_store_options options = {.must_exist = true, .jobs = 1};
    readout_store *store = NULL;
    pthread_mutex_lock(&stores->lock);
    while (stores->idle_count == 0 && stores->open == stores->most)
        pthread_cond_wait(&stores->changed, &stores->lock);
    if (stores->idle_count > 0)
        store = stores->idle[--stores->idle_count];
    else
        stores->open++;
    pthread_mutex_unlock(&stores->lock);
    if (store != NULL ||
        readout_store_open(stores->path, stores->model, &options, &store, error) == READOUT_OK)
        return store;
    pthread_mutex_lock(&stores->lock);
    stores->open--;
    pthread_cond_signal(&stores->changed);
    pthread_mutex_unlock(&stores->lock);
    return NULL;
}

void stores_give(stores *stores, readout_store *store)
{
    pthread_mutex_lock(&stores->lock);
    stores->idle[stores->idle_count++] = store;
    pthread_cond_signal(&stores->changed);
    pthread_mutex_unlock(&stores->lock);
}

uint64_t stores_changes(stores *stores)
{
    static const readout_store_options options = {.must_exist = true, .read_only = true};
    readout_error error;
    uint64_t number = 0;
    pthread_mutex_lock(&stores->watching_lock);
    if (stores->watching == NULL &&
        readout_store_open(stores->path, NULL, &options, &stores->watching, &error) != READOUT_OK)
        stores->watching = NULL;
    if (stores->watching != NULL &&
        readout_store_changes(stores->watching, &number, &error) != READOUT_OK)
        number = 0;
    pthread_mutex_unlock(&stores->watching_lock);
    return number;
}
