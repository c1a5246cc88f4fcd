/* progress.h - one line on standard error while a long call runs: only on a terminal, only
 * after half a second, and gone at the end. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <readout.h>
#include <time.h>

typedef struct progress {
    bool wanted;
    bool shown;
    struct timespec begun;
} progress;

void progress_start(progress *progress, bool quiet);

/* For readout_options.progress; the payload is the progress. Never stops the call. */
bool progress_show(void *payload, const char *stage, size_t done, size_t total);

void progress_clear(progress *progress);

#endif
