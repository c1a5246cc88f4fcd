/* startup.c - wall time and memory of a whole process: readout-startup RUNS PROGRAM ARGUMENT...
 *
 * Runs the program RUNS times after one run that does not count, with its output thrown away,
 * and prints the median, the smallest and the largest wall time, the smallest processor time, and
 * the largest resident set. The median is the figure to quote; on a machine that does other things
 * too processor time says more. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 1000 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Of all children so far, in milliseconds. */
static double processor_time(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

/* Milliseconds of one run; negative when it failed. */
static double run(char **argv)
{
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        if (null >= 0)
            dup2(null, STDOUT_FILENO);
        execv(argv[0], argv);
        _exit(127);
    }
    int status;
    if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status) ||
        WEXITSTATUS(status) != 0)
        return -1;
    return now() - start;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return left < right ? -1 : left > right;
}

int main(int argc, char **argv)
{
    static double times[RUNS_MAX];
    int runs = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > RUNS_MAX) {
        fprintf(stderr, "usage: readout-startup RUNS PROGRAM ARGUMENT...\n");
        return 2;
    }
    double least = 0;
    for (int i = -1; i < runs; i++) {
        const double before = processor_time();
        double time = run(argv + 2);
        const double used = processor_time() - before;
        least = i < 0 || used < least ? used : least;
        if (time < 0) {
            fprintf(stderr, "readout-startup: %s failed\n", argv[2]);
            return 1;
        }
        if (i >= 0)
            times[i] = time;
    }
    qsort(times, (size_t)runs, sizeof times[0], compare);
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    printf("%8.1f ms median of %d (%.1f to %.1f), %.1f of processor time, %.1f MB\n",
           times[runs / 2], runs, times[0], times[runs - 1], least, (double)usage.ru_maxrss / 1024);
    return 0;
}
