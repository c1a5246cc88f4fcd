/* pool.h - the same work on many items, spread over threads.
 *
 * Items are handed out in order, one at a time; which worker takes which is not
 * determined, so a body must write only to its own item and its own worker's memory.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

enum { POOL_JOBS_MAX = 256 };

typedef struct pool_work {
    /* Does item number `item` as worker number `worker` (0 .. jobs-1). */
    void (*body)(void *context, unsigned worker, size_t item);
    /* Called by the calling thread about ten times a second and at the end; false stops:
     * no new item is begun. May be NULL. */
    bool (*progress)(void *context, size_t done, size_t total);
    void *context;
} pool_work;

/* Runs `count` items on `jobs` threads (0: one per processor; never more than items).
 * With one job all runs on the calling thread. If threads cannot be made, fewer do the
 * work. Returns false when progress stopped it. */
bool pool_run(const pool_work *work, unsigned jobs, size_t count);

/* How many workers pool_run would use at most for `jobs`. */
unsigned pool_jobs(unsigned jobs);

#endif
