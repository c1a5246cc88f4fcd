/* pool.h: every item once, whatever the number of threads; also run under TSan. */
#include "base/pool.h"
#include "unit/base/fixture.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

enum { ITEMS = 5000 };

typedef struct job {
    unsigned char times[ITEMS]; /* that each item was done */
    size_t done_by[POOL_JOBS_MAX];
    pthread_t caller;
    bool elsewhere; /* with one job: done on another thread, or out of order */
    size_t last;
    atomic_size_t done;
    size_t reports;
    size_t reported;   /* the last `done` */
    size_t stop_after; /* reports */
    long pause_us;
} job;

static void pause_for(long microseconds)
{
    nanosleep(&(struct timespec){0, microseconds * 1000}, NULL);
}

static void do_item(void *context, unsigned worker, size_t item)
{
    job *job = context;
    job->times[item]++;
    job->done_by[worker]++;
    atomic_fetch_add(&job->done, 1);
    if (job->pause_us > 0)
        pause_for(job->pause_us);
}

static bool note_progress(void *context, size_t done, size_t total)
{
    job *job = context;
    assert_true(done <= total);
    assert_true(done >= job->reported);
    job->reports++;
    job->reported = done;
    return job->reports != job->stop_after;
}

static void assert_each_once(const job *job, unsigned jobs, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < ITEMS; i++)
        assert_int_equal(job->times[i], i < count ? 1 : 0);
    for (unsigned worker = 0; worker < POOL_JOBS_MAX; worker++) {
        sum += job->done_by[worker];
        assert_true(worker < jobs || job->done_by[worker] == 0);
    }
    assert_int_equal(sum, count);
}

static void every_item_is_done_once(void **state)
{
    (void)state;
    static const unsigned JOBS[] = {1, 2, 3, 8, 64};
    static const size_t COUNTS[] = {0, 1, 2, 7, ITEMS};
    for (size_t i = 0; i < sizeof JOBS / sizeof *JOBS; i++)
        for (size_t j = 0; j < sizeof COUNTS / sizeof *COUNTS; j++) {
            job job = {0};
            const pool_work work = {do_item, note_progress, &job};
            assert_true(pool_run(&work, JOBS[i], COUNTS[j]));
            assert_each_once(&job, JOBS[i] < COUNTS[j] ? JOBS[i] : (unsigned)COUNTS[j], COUNTS[j]);
            assert_int_equal(job.reported, COUNTS[j]);
            assert_true(job.reports >= 1);
        }
}

static void progress_may_be_left_out(void **state)
{
    (void)state;
    for (unsigned jobs = 0; jobs <= 3; jobs++) {
        job job = {0};
        const pool_work work = {.body = do_item, .context = &job};
        assert_true(pool_run(&work, jobs, 100));
        assert_each_once(&job, pool_jobs(jobs), 100);
    }
}

static void note_thread(void *context, unsigned worker, size_t item)
{
    job *job = context;
    if (!pthread_equal(job->caller, pthread_self()) || worker != 0 || item != job->last)
        job->elsewhere = true;
    job->last = item + 1;
}

static void one_job_runs_in_order_on_the_calling_thread(void **state)
{
    (void)state;
    job job = {.caller = pthread_self()};
    const pool_work work = {.body = note_thread, .context = &job};
    assert_true(pool_run(&work, 1, 1000));
    assert_true(pool_run(&(pool_work){.body = note_thread, .context = &job}, 8, 0));
    assert_int_equal(job.last, 1000);
    assert_false(job.elsewhere);
}

static void progress_is_reported_on_the_way(void **state)
{
    (void)state;
    for (unsigned jobs = 1; jobs <= 2; jobs++) {
        job job = {.pause_us = 20000};
        const pool_work work = {do_item, note_progress, &job};
        assert_true(pool_run(&work, jobs, (size_t)20 * jobs)); /* 0.4 s */
        assert_true(job.reports >= 3);
        assert_true(job.reports <= 40);
        assert_int_equal(job.reported, 20 * jobs);
    }
}

static void progress_can_stop_it(void **state)
{
    (void)state;
    for (unsigned jobs = 1; jobs <= 4; jobs++) {
        job job = {.pause_us = 10000, .stop_after = 1};
        const pool_work work = {do_item, note_progress, &job};
        assert_false(pool_run(&work, jobs, ITEMS));
        assert_int_equal(job.reports, 1);
        assert_true(job.done < ITEMS);
        for (size_t i = 0; i < ITEMS; i++)
            assert_true(job.times[i] <= 1);
    }
}

static void the_number_of_jobs_is_bounded(void **state)
{
    (void)state;
    assert_true(pool_jobs(0) >= 1);
    assert_true(pool_jobs(0) <= POOL_JOBS_MAX);
    assert_int_equal(pool_jobs(1), 1);
    assert_int_equal(pool_jobs(7), 7);
    assert_int_equal(pool_jobs(POOL_JOBS_MAX), POOL_JOBS_MAX);
    assert_int_equal(pool_jobs(POOL_JOBS_MAX + 1), POOL_JOBS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(every_item_is_done_once),
        specification(progress_may_be_left_out),
        specification(one_job_runs_in_order_on_the_calling_thread),
        specification(progress_is_reported_on_the_way),
        specification(progress_can_stop_it),
        specification(the_number_of_jobs_is_bounded),
    };
    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
