/* progress.c - see progress.h. */
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHOWN_AFTER_MILLISECONDS = 500 };

void progress_start(progress *progress, bool quiet)
{
    const char *terminal = getenv("TERM");
    *progress = (struct progress){.wanted = !quiet && isatty(STDERR_FILENO) == 1 &&
                                            terminal != NULL && strcmp(terminal, "dumb") != 0};
    if (clock_gettime(CLOCK_MONOTONIC, &progress->begun) != 0)
        progress->wanted = false;
}

static long long milliseconds_since(const struct timespec *begun)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (long long)(now.tv_sec - begun->tv_sec) * 1000 +
           (now.tv_nsec - begun->tv_nsec) / 1000000;
}

bool progress_show(void *payload, const char *stage, size_t done, size_t total)
{
    progress *progress = payload;
    if (!progress->wanted || milliseconds_since(&progress->begun) < SHOWN_AFTER_MILLISECONDS)
        return true;
    if (total > 0)
        fprintf(stderr, "\r\033[K%s: %zu of %zu", stage, done, total);
    else
        fprintf(stderr, "\r\033[K%s: %zu", stage, done);
    fflush(stderr);
    progress->shown = true;
    return true;
}

void progress_clear(progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
