/* pool.c - see pool.h.
 *
 *      next:  0 1 2 3 | 4 5 6 ...     a counter that each worker advances by one
 *                      ^next          for its next item: no queue, no lock per item
 *
 * The calling thread does no items: it sleeps until the last worker has left, and wakes
 * ten times a second to report progress. */
#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

enum { REPORT_EVERY_NS = 100 * 1000 * 1000, SECOND_NS = 1000 * 1000 * 1000 };

typedef struct crew {
    const pool_work *work;
    size_t count;
    atomic_size_t next;
    atomic_size_t done;
    atomic_bool stopped;
    pthread_mutex_t lock;
    pthread_cond_t gone; /* a worker has left */
    unsigned working;    /* under the lock */
} crew;

typedef struct worker {
    crew *crew;
    unsigned number;
    pthread_t thread;
} worker;

unsigned pool_jobs(unsigned jobs)
{
    if (jobs == 0) {
        const long processors = sysconf(_SC_NPROCESSORS_ONLN);
        jobs = processors > 0 ? (unsigned)processors : 1;
    }
    return jobs < POOL_JOBS_MAX ? jobs : POOL_JOBS_MAX;
}

static bool report(const pool_work *work, size_t done, size_t count)
{
    return work->progress == NULL || work->progress(work->context, done, count);
}

static struct timespec report_time(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_nsec += REPORT_EVERY_NS;
    if (time.tv_nsec >= SECOND_NS) {
        time.tv_nsec -= SECOND_NS;
        time.tv_sec++;
    }
    return time;
}

static bool has_come(struct timespec time)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > time.tv_sec || (now.tv_sec == time.tv_sec && now.tv_nsec >= time.tv_nsec);
}

static bool run_alone(const pool_work *work, size_t count)
{
    struct timespec next_report = report_time();
    for (size_t item = 0; item < count; item++) {
        work->body(work->context, 0, item);
        if (work->progress != NULL && has_come(next_report)) {
            if (!report(work, item + 1, count))
                return false;
            next_report = report_time();
        }
    }
    return report(work, count, count);
}

static void *work_along(void *argument)
{
    const worker *worker = argument;
    crew *crew = worker->crew;
    const pool_work *work = crew->work;
    while (!atomic_load(&crew->stopped)) {
        const size_t item = atomic_fetch_add(&crew->next, 1);
        if (item >= crew->count)
            break;
        work->body(work->context, worker->number, item);
        atomic_fetch_add(&crew->done, 1);
    }
    pthread_mutex_lock(&crew->lock);
    crew->working--;
    pthread_cond_signal(&crew->gone);
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

/* Returns when every worker has left. The lock is open while progress is called, so that
 * a slow one holds up nobody. */
static void wait_and_report(crew *crew)
{
    struct timespec next_report = report_time();
    pthread_mutex_lock(&crew->lock);
    while (crew->working > 0) {
        pthread_cond_timedwait(&crew->gone, &crew->lock, &next_report);
        if (!has_come(next_report) || atomic_load(&crew->stopped))
            continue;
        pthread_mutex_unlock(&crew->lock);
        if (!report(crew->work, atomic_load(&crew->done), crew->count))
            atomic_store(&crew->stopped, true);
        next_report = report_time();
        pthread_mutex_lock(&crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
}

static bool crew_init(crew *crew, const pool_work *work, size_t count)
{
    crew->work = work;
    crew->count = count;
    crew->working = 0;
    atomic_init(&crew->next, 0);
    atomic_init(&crew->done, 0);
    atomic_init(&crew->stopped, false);

    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) != 0)
        return false;
    bool ready = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 &&
                 pthread_cond_init(&crew->gone, &attributes) == 0;
    pthread_condattr_destroy(&attributes);
    if (ready && pthread_mutex_init(&crew->lock, NULL) != 0) {
        pthread_cond_destroy(&crew->gone);
        ready = false;
    }
    return ready;
}

static void crew_finish(crew *crew)
{
    pthread_mutex_destroy(&crew->lock);
    pthread_cond_destroy(&crew->gone);
}

/* Starts up to `jobs` workers and returns how many there are. */
static unsigned start_workers(crew *crew, worker *workers, unsigned jobs)
{
    unsigned started = 0;
    pthread_mutex_lock(&crew->lock);
    for (; started < jobs; started++) {
        workers[started].crew = crew;
        workers[started].number = started;
        if (pthread_create(&workers[started].thread, NULL, work_along, &workers[started]) != 0)
            break;
    }
    crew->working = started;
    pthread_mutex_unlock(&crew->lock);
    return started;
}

bool pool_run(const pool_work *work, unsigned jobs, size_t count)
{
    worker workers[POOL_JOBS_MAX];
    crew crew;

    jobs = pool_jobs(jobs);
    if (jobs > count)
        jobs = (unsigned)count;
    if (jobs <= 1 || !crew_init(&crew, work, count))
        return run_alone(work, count);

    const unsigned started = start_workers(&crew, workers, jobs);
    wait_and_report(&crew);
    for (unsigned i = 0; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    crew_finish(&crew);

    if (started == 0)
        return run_alone(work, count);
    return !atomic_load(&crew.stopped) && report(work, count, count);
}
