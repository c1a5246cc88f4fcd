/* jobs.h - adding what was uploaded: one after the other, on a thread of its own.
 *
 *   jobs_add ---> waiting | waiting | reading ---> done, remembered for a while
 *                 (bounded)           the worker    (bounded)
 */
#ifndef WEB_JOBS_H
#define WEB_JOBS_H

#include "text.h"

/* A file that somebody sent. Both are the owner's to free. */
typedef struct upload {
    char *name;
    text content;
} upload;

typedef struct uploads {
    upload *items;
    size_t count;
    size_t capacity;
    size_t bytes;
} uploads;

/* A further file, empty; NULL when memory ran out. */
upload *uploads_push(uploads *uploads, const char *name);
void uploads_free(uploads *uploads);

enum {
    JOBS_WAITING_MAX = 16,
    JOBS_REMEMBERED = 100,
    JOBS_BYTES_MAX = 256 << 20, /* of all jobs that wait */
    JOBS_LISTED = 200           /* reports and stories that a job's answer names */
};

typedef struct jobs jobs;

/* Opens the store for writing and starts the worker. NULL with the error when that fails. */
jobs *jobs_open(const char *path, const readout_model *model, size_t max_report_bytes,
                readout_error *error);

/* Stops after the report that is being added; jobs that wait are dropped. */
void jobs_close(jobs *jobs);

/* Takes the files over. Gives the job's number; 0 when the queue is full, and nothing is taken. */
uint64_t jobs_add(jobs *jobs, uploads *uploads);

/* Writes a job, or all that are remembered, latest first, as JSON. False when there is none. */
bool jobs_write(jobs *jobs, uint64_t id, text *out);
void jobs_write_all(jobs *jobs, text *out);

#endif
