/* jobs.c - see jobs.h. */
#include "jobs.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = JOBS_WAITING_MAX + JOBS_REMEMBERED + 1 };

typedef enum job_state { JOB_WAITING = 0, JOB_READING, JOB_DONE, JOB_FAILED } job_state;

typedef struct job {
    uint64_t id; /* 0: the slot is free */
    job_state state;
    uploads files;
    const char *stage;
    size_t done;
    size_t total;
    uint64_t counts[READOUT_UNREADABLE + 1];
    uint64_t *stories;
    size_t story_count;
    size_t story_capacity;
    text reports; /* the first of them as JSON */
    uint64_t report_count;
    readout_error error;
} job;

struct jobs {
    readout_store *store;
    job slots[SLOTS];
    job *current;
    uint64_t next; /* id of the next job */
    uint64_t turn; /* id of the next job to be read */
    size_t bytes;  /* of the files that wait */
    unsigned waiting;
    bool stopping;
    pthread_t worker;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

/* ---- Files ---------------------------------------------------------------------------- */

upload *uploads_push(uploads *uploads, const char *name)
{
    enum { FIRST = 4 };
    if (uploads->count == uploads->capacity) {
        const size_t capacity = uploads->capacity > 0 ? uploads->capacity * 2 : FIRST;
        upload *items = realloc(uploads->items, capacity * sizeof *items);
        if (items == NULL)
            return NULL;
        uploads->items = items;
        uploads->capacity = capacity;
    }
    upload *upload = &uploads->items[uploads->count];
    *upload = (struct upload){.name = strdup(name)};
    if (upload->name == NULL)
        return NULL;
    uploads->count++;
    return upload;
}

void uploads_free(uploads *uploads)
{
    for (size_t i = 0; i < uploads->count; i++) {
        free(uploads->items[i].name);
        text_free(&uploads->items[i].content);
    }
    free(uploads->items);
    *uploads = (struct uploads){0};
}

/* ---- A job ---------------------------------------------------------------------------- */

static void empty_job(job *job)
{
    uploads_free(&job->files);
    free(job->stories);
    text_free(&job->reports);
    *job = (struct job){0};
}

static void note_story(job *job, uint64_t story)
{
    enum { FIRST = 64 };
    if (story == 0 || (job->story_count > 0 && job->stories[job->story_count - 1] == story))
        return;
    if (job->story_count == job->story_capacity) {
        const size_t capacity = job->story_capacity > 0 ? job->story_capacity * 2 : FIRST;
        uint64_t *stories = realloc(job->stories, capacity * sizeof *stories);
        if (stories == NULL)
            return; /* it is analysed when somebody opens it */
        job->stories = stories;
        job->story_capacity = capacity;
    }
    job->stories[job->story_count++] = story;
}

static void note_report(job *job, const readout_arrival *arrival)
{
    static const char *const outcomes[] = {"added", "known", "unreadable"};
    text *out = &job->reports;
    if (job->report_count++ >= JOBS_LISTED)
        return;
    text_put(out, job->report_count > 1 ? ",{\"path\":" : "{\"path\":");
    text_json(out, arrival->path);
    text_format(out, ",\"result\":\"%s\",\"number\":", outcomes[arrival->outcome]);
    if (arrival->report != 0)
        text_format(out, "%" PRIu64 ",\"story\":%" PRIu64, arrival->report, arrival->story);
    else
        text_put(out, "null,\"story\":null");
    text_put(out, ",\"problem\":");
    if (arrival->problem.len > 0)
        text_json(out, arrival->problem);
    else
        text_put(out, "null");
    text_put(out, "}");
}

static void take_arrival(void *payload, const readout_arrival *arrival)
{
    jobs *jobs = payload;
    pthread_mutex_lock(&jobs->lock);
    job *job = jobs->current;
    job->counts[arrival->outcome]++;
    note_report(job, arrival);
    if (arrival->outcome == READOUT_ADDED)
        note_story(job, arrival->story);
    pthread_mutex_unlock(&jobs->lock);
}

static bool go_on(void *payload, const char *stage, size_t done, size_t total)
{
    jobs *jobs = payload;
    (void)stage;
    (void)done;
    (void)total;
    pthread_mutex_lock(&jobs->lock);
    const bool stopping = jobs->stopping;
    pthread_mutex_unlock(&jobs->lock);
    return !stopping;
}

/* Shows how far it is; false when it has to stop. */
static bool show(jobs *jobs, const char *stage, size_t done, size_t total)
{
    pthread_mutex_lock(&jobs->lock);
    jobs->current->stage = stage;
    jobs->current->done = done;
    jobs->current->total = total;
    const bool stopping = jobs->stopping;
    pthread_mutex_unlock(&jobs->lock);
    return !stopping;
}

static int by_number(const void *x, const void *y)
{
    const uint64_t left = *(const uint64_t *)x;
    const uint64_t right = *(const uint64_t *)y;
    return left < right ? -1 : left > right;
}

static void sort_stories(jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    job *job = jobs->current;
    size_t kept = 0;
    if (job->story_count > 1)
        qsort(job->stories, job->story_count, sizeof *job->stories, by_number);
    for (size_t i = 0; i < job->story_count; i++)
        if (kept == 0 || job->stories[kept - 1] != job->stories[i])
            job->stories[kept++] = job->stories[i];
    job->story_count = kept;
    pthread_mutex_unlock(&jobs->lock);
}

static readout_status read_job(jobs *jobs, readout_error *error)
{
    job *job = jobs->current;
    readout_status status = READOUT_OK;
    for (size_t i = 0; i < job->files.count && status == READOUT_OK; i++) {
        const upload *file = &job->files.items[i];
        const readout_input input = {.content = {file->content.data, file->content.len},
                                     .path = {file->name, strlen(file->name)}};
        if (!show(jobs, "read", i, job->files.count))
            return READOUT_ERR_CANCELLED;
        status = readout_store_add(jobs->store, &input, error);
    }
    sort_stories(jobs);
    for (size_t i = 0; i < job->story_count && status == READOUT_OK; i++) {
        if (!show(jobs, "stories", i, job->story_count))
            return READOUT_ERR_CANCELLED;
        status = readout_store_refresh(jobs->store, job->stories[i], error);
    }
    return status;
}

/* ---- The worker ----------------------------------------------------------------------- */

static job *job_with(jobs *jobs, uint64_t id)
{
    for (size_t i = 0; i < SLOTS && id != 0; i++)
        if (jobs->slots[i].id == id)
            return &jobs->slots[i];
    return NULL;
}

static void finish_job(jobs *jobs, readout_status status, const readout_error *error)
{
    job *job = jobs->current;
    jobs->bytes -= job->files.bytes;
    jobs->waiting--;
    uploads_free(&job->files);
    job->state = status == READOUT_OK ? JOB_DONE : JOB_FAILED;
    if (status != READOUT_OK)
        job->error = *error;
    job->done = job->total;
    jobs->current = NULL;
    jobs->turn++;
}

static void *work(void *context)
{
    jobs *jobs = context;
    pthread_mutex_lock(&jobs->lock);
    while (!jobs->stopping) {
        jobs->current = job_with(jobs, jobs->turn);
        if (jobs->current == NULL) {
            pthread_cond_wait(&jobs->changed, &jobs->lock);
            continue;
        }
        readout_error error = {READOUT_ERR_CANCELLED, "the server ends"};
        jobs->current->state = JOB_READING;
        pthread_mutex_unlock(&jobs->lock);
        const readout_status status = read_job(jobs, &error);
        pthread_mutex_lock(&jobs->lock);
        finish_job(jobs, status, &error);
    }
    pthread_mutex_unlock(&jobs->lock);
    return NULL;
}

jobs *jobs_open(const char *path, const readout_model *model, size_t max_report_bytes,
                readout_error *error)
{
    jobs *jobs = calloc(1, sizeof *jobs);
    if (jobs == NULL) {
        *error = (readout_error){READOUT_ERR_MEMORY, "out of memory"};
        return NULL;
    }
    const readout_store_options options = {.jobs = 1,
                                           .max_report_bytes = max_report_bytes,
                                           .arrived = take_arrival,
                                           .progress = go_on,
                                           .payload = jobs};
    jobs->next = jobs->turn = 1;
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->changed, NULL);
    if (readout_store_open(path, model, &options, &jobs->store, error) == READOUT_OK) {
        if (pthread_create(&jobs->worker, NULL, work, jobs) == 0)
            return jobs;
        *error = (readout_error){READOUT_ERR_MEMORY, "a thread cannot be started"};
    }
    readout_store_close(jobs->store);
    pthread_cond_destroy(&jobs->changed);
    pthread_mutex_destroy(&jobs->lock);
    free(jobs);
    return NULL;
}

void jobs_close(jobs *jobs)
{
    if (jobs == NULL)
        return;
    pthread_mutex_lock(&jobs->lock);
    jobs->stopping = true;
    pthread_cond_signal(&jobs->changed);
    pthread_mutex_unlock(&jobs->lock);
    pthread_join(jobs->worker, NULL);
    for (size_t i = 0; i < SLOTS; i++)
        empty_job(&jobs->slots[i]);
    readout_store_close(jobs->store);
    pthread_cond_destroy(&jobs->changed);
    pthread_mutex_destroy(&jobs->lock);
    free(jobs);
}

/* A free slot, or that of the oldest job that is done. */
static job *next_slot(jobs *jobs)
{
    job *oldest = NULL;
    for (size_t i = 0; i < SLOTS; i++) {
        job *job = &jobs->slots[i];
        if (job->id == 0)
            return job;
        if (job->state >= JOB_DONE && (oldest == NULL || job->id < oldest->id))
            oldest = job;
    }
    if (oldest != NULL)
        empty_job(oldest);
    return oldest;
}

uint64_t jobs_add(jobs *jobs, uploads *uploads)
{
    uint64_t id = 0;
    pthread_mutex_lock(&jobs->lock);
    if (!jobs->stopping && jobs->waiting < JOBS_WAITING_MAX &&
        jobs->bytes + uploads->bytes <= JOBS_BYTES_MAX) {
        job *job = next_slot(jobs);
        id = jobs->next++;
        *job = (struct job){.id = id, .files = *uploads, .stage = "wait", .total = uploads->count};
        *uploads = (struct uploads){0};
        jobs->waiting++;
        jobs->bytes += job->files.bytes;
        pthread_cond_signal(&jobs->changed);
    }
    pthread_mutex_unlock(&jobs->lock);
    return id;
}

/* ---- Telling -------------------------------------------------------------------------- */

static void write_job(const job *job, text *out)
{
    static const char *const states[] = {"waiting", "reading", "done", "failed"};
    text_format(out, "{\"id\":%" PRIu64 ",\"state\":\"%s\",\"stage\":\"%s\",\"done\":%zu,", job->id,
                states[job->state], job->stage, job->done);
    text_format(out, "\"total\":%zu,\"added\":%" PRIu64 ",\"known\":%" PRIu64, job->total,
                job->counts[READOUT_ADDED], job->counts[READOUT_KNOWN]);
    text_format(out, ",\"unreadable\":%" PRIu64 ",\"stories\":[", job->counts[READOUT_UNREADABLE]);
    for (size_t i = 0; i < job->story_count && i < JOBS_LISTED; i++)
        text_format(out, "%s%" PRIu64, i > 0 ? "," : "", job->stories[i]);
    text_put(out, "],\"reports\":[");
    text_add(out, job->reports.data, job->reports.len);
    text_format(out, "],\"reports_left_out\":%" PRIu64 ",\"error\":",
                job->report_count > JOBS_LISTED ? job->report_count - JOBS_LISTED : 0);
    if (job->state == JOB_FAILED) {
        text_format(out, "{\"code\":\"%s\",\"message\":", readout_status_name(job->error.status));
        text_json(out, (readout_str){job->error.message, strlen(job->error.message)});
        text_put(out, "}");
    } else {
        text_put(out, "null");
    }
    text_put(out, "}");
}

bool jobs_write(jobs *jobs, uint64_t id, text *out)
{
    pthread_mutex_lock(&jobs->lock);
    const job *job = job_with(jobs, id);
    if (job != NULL)
        write_job(job, out);
    pthread_mutex_unlock(&jobs->lock);
    return job != NULL;
}

void jobs_write_all(jobs *jobs, text *out)
{
    bool first = true;
    pthread_mutex_lock(&jobs->lock);
    for (uint64_t id = jobs->next; id-- > 1;) {
        const job *job = job_with(jobs, id);
        if (job == NULL)
            break;
        text_put(out, first ? "" : ",");
        write_job(job, out);
        first = false;
    }
    pthread_mutex_unlock(&jobs->lock);
}
