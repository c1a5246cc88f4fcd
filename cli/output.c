/* output.c - see output.h. */
#include "output.h"

#include "message.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The one thing that a signal must tidy up. */
static char *volatile to_remove;

static void remove_and_die(int number)
{
    if (to_remove != NULL)
        unlink(to_remove);
    signal(number, SIG_DFL);
    raise(number);
}

static void watch_signals(bool on)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {0};
    action.sa_handler = on ? remove_and_die : SIG_DFL;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction before;
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
}

/* The rights of the file that is replaced, or those of a new file. */
static void set_rights(int descriptor, const struct stat *old)
{
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = old != NULL ? old->st_mode & 0777 : 0666 & ~mask;
    (void)!fchmod(descriptor, mode);
}

static bool make_temporary(output *output, const struct stat *old)
{
    static const char ending[] = ".XXXXXX";
    const size_t length = strlen(output->target);
    output->temporary = malloc(length + sizeof ending);
    if (output->temporary == NULL)
        return false;
    memcpy(output->temporary, output->target, length);
    memcpy(output->temporary + length, ending, sizeof ending);
    int descriptor = mkstemp(output->temporary);
    if (descriptor < 0) {
        free(output->temporary);
        output->temporary = NULL;
        return false;
    }
    to_remove = output->temporary;
    watch_signals(true);
    set_rights(descriptor, old);
    output->file = fdopen(descriptor, "w");
    if (output->file == NULL)
        close(descriptor);
    return output->file != NULL;
}

/* A device or a pipe is written to directly; a link is followed to what it names. */
static bool open_file(output *output, const char *name)
{
    struct stat old;
    const bool exists = stat(name, &old) == 0;
    if (exists && !S_ISREG(old.st_mode)) {
        output->file = fopen(name, "w");
        return output->file != NULL;
    }
    output->target = exists ? realpath(name, NULL) : strdup(name);
    return output->target != NULL && make_temporary(output, exists ? &old : NULL);
}

bool output_open(output *output, const options *options)
{
    *output = (struct output){.file = stdout, .name = "standard output"};
    if (options->output == NULL)
        return true;
    output->file = NULL;
    output->name = options->output;
    if (open_file(output, options->output))
        return true;
    message("cannot write %s: %s", output->name, strerror(errno));
    output_drop(output);
    return false;
}

bool output_write(void *payload, const char *data, size_t len)
{
    output *output = payload;
    if (output->failure == 0 && fwrite(data, 1, len, output->file) != len)
        output->failure = errno != 0 ? errno : EIO;
    return output->failure == 0;
}

static void tidy(output *output)
{
    if (output->temporary != NULL) {
        to_remove = NULL;
        watch_signals(false);
    }
    free(output->temporary);
    free(output->target);
    output->temporary = NULL;
    output->target = NULL;
    output->file = NULL;
}

void output_drop(output *output)
{
    if (output->file != NULL && output->file != stdout)
        fclose(output->file);
    if (output->temporary != NULL)
        unlink(output->temporary);
    tidy(output);
}

bool output_close(output *output)
{
    errno = 0;
    if (output->failure == 0 && fflush(output->file) != 0)
        output->failure = errno != 0 ? errno : EIO;
    if (fclose(output->file) != 0 && output->failure == 0)
        output->failure = errno != 0 ? errno : EIO;
    output->file = NULL;
    if (output->failure == 0 && output->temporary != NULL &&
        rename(output->temporary, output->target) != 0)
        output->failure = errno;
    const int failure = output->failure;
    if (failure != 0 && output->temporary != NULL)
        unlink(output->temporary);
    if (failure != 0 && failure != EPIPE)
        message("cannot write %s: %s", output->name, strerror(failure));
    tidy(output);
    return failure == 0 || failure == EPIPE;
}

bool output_is_terminal(const output *output)
{
    return output->file != NULL && isatty(fileno(output->file)) == 1;
}
