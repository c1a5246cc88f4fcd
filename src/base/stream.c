/* stream.c - see stream.h. One buffer, filled from the descriptor:
 *
 *      data: [ taken | waiting ......... | free ]
 *                    ^start              ^end    ^capacity
 */
#include "base/stream.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct stream {
    memory *memory;
    str path;
    int fd;
    bool borrowed; /* standard input: not ours to close */
    bool ended;
    off_t size; /* of a regular file, else -1 */
    char *data;
    size_t start;
    size_t end;
    size_t capacity;
};

static void stream_close(void *what)
{
    stream *stream = what;
    if (stream->fd >= 0 && !stream->borrowed)
        close(stream->fd);
    free(stream->data);
}

static readout_status fail(const stream *stream, readout_error *error, const char *reason)
{
    return error_set(error, READOUT_ERR_INPUT, "%.*s: %s", STR_ARG(stream->path), reason);
}

/* Looks at what was opened: a folder, a device and a socket are no reports. */
static readout_status check_kind(stream *stream, readout_error *error)
{
    struct stat info;
    if (fstat(stream->fd, &info) != 0)
        return fail(stream, error, strerror(errno));
    if (S_ISDIR(info.st_mode))
        return fail(stream, error, "is a folder");
    if (S_ISREG(info.st_mode))
        stream->size = info.st_size;
    else if (!stream->borrowed && !S_ISFIFO(info.st_mode))
        return fail(stream, error, "is not a regular file");
    return READOUT_OK;
}

readout_status stream_open(arena *arena, const char *path, stream **out, readout_error *error)
{
    stream *stream = arena_new(arena, struct stream);
    stream->memory = arena->memory;
    stream->fd = -1;
    stream->size = -1;
    arena_defer(arena, stream_close, stream);
    if (strcmp(path, "-") == 0) {
        stream->path = STR("<stdin>");
        stream->fd = STDIN_FILENO;
        stream->borrowed = true;
    } else {
        stream->path = arena_str(arena, str_of(path));
        stream->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        if (stream->fd < 0)
            return fail(stream, error, strerror(errno));
    }
    readout_status status = check_kind(stream, error);
    if (status != READOUT_OK)
        return status;
    if (!stream->borrowed) {
        int flags = fcntl(stream->fd, F_GETFL);
        if (flags != -1)
            (void)fcntl(stream->fd, F_SETFL, flags & ~O_NONBLOCK);
    }
    *out = stream;
    return READOUT_OK;
}

static void make_room(stream *stream)
{
    if (stream->start > 0) {
        memmove(stream->data, stream->data + stream->start, stream->end - stream->start);
        stream->end -= stream->start;
        stream->start = 0;
    }
    if (stream->end < stream->capacity)
        return;
    size_t capacity = stream->capacity > 0 ? stream->capacity * 2 : STREAM_HEAD;
    char *data = realloc(stream->data, capacity);
    if (data == NULL)
        memory_fail(stream->memory);
    stream->data = data;
    stream->capacity = capacity;
}

/* Reads once more into the buffer. */
static readout_status fill(stream *stream, readout_error *error)
{
    if (stream->end == stream->capacity || stream->start == stream->end)
        make_room(stream);
    for (;;) {
        ssize_t got = read(stream->fd, stream->data + stream->end, stream->capacity - stream->end);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(stream, error, strerror(errno));
        stream->ended = got == 0;
        stream->end += (size_t)got;
        return READOUT_OK;
    }
}

static str waiting(const stream *stream)
{
    return stream->data != NULL ? (str){stream->data + stream->start, stream->end - stream->start}
                                : (str){NULL, 0};
}

readout_status stream_head(stream *stream, str *head, readout_error *error)
{
    while (!stream->ended && stream->end - stream->start < STREAM_HEAD) {
        readout_status status = fill(stream, error);
        if (status != READOUT_OK)
            return status;
    }
    *head = str_slice(waiting(stream), 0, STREAM_HEAD);
    return READOUT_OK;
}

static readout_status too_large(const stream *stream, size_t limit, readout_error *error)
{
    return error_set(error, READOUT_ERR_INPUT, "%.*s: is larger than %zu bytes",
                     STR_ARG(stream->path), limit);
}

readout_status stream_rest(stream *stream, arena *arena, size_t limit, str *rest,
                           readout_error *error)
{
    if (stream->size >= 0 && (uint64_t)stream->size > limit)
        return too_large(stream, limit, error);
    while (!stream->ended && stream->end - stream->start <= limit) {
        readout_status status = fill(stream, error);
        if (status != READOUT_OK)
            return status;
    }
    if (stream->end - stream->start > limit)
        return too_large(stream, limit, error);
    *rest = arena_str(arena, waiting(stream));
    stream->start = stream->end;
    return READOUT_OK;
}

/* Passes over what is left of a line that was too long. */
static readout_status skip_line(stream *stream, readout_error *error)
{
    for (;;) {
        size_t at = str_find_byte(waiting(stream), '\n', 0);
        if (at != SIZE_MAX) {
            stream->start += at + 1;
            return READOUT_OK;
        }
        stream->start = stream->end;
        if (stream->ended)
            return READOUT_OK;
        readout_status status = fill(stream, error);
        if (status != READOUT_OK)
            return status;
    }
}

readout_status stream_line(stream *stream, size_t limit, str *line, bool *cut, bool *done,
                           readout_error *error)
{
    size_t searched = 0;
    *cut = *done = false;
    for (;;) {
        str text = waiting(stream);
        size_t at = str_find_byte(text, '\n', searched);
        if (at != SIZE_MAX && at <= limit) {
            *line = str_slice(text, 0, at);
            stream->start += at + 1;
            break;
        }
        if (text.len > limit) {
            *cut = true;
            *line = str_slice(text, 0, 0);
            return skip_line(stream, error);
        }
        if (stream->ended) {
            *line = text;
            *done = text.len == 0;
            stream->start = stream->end;
            break;
        }
        searched = text.len;
        readout_status status = fill(stream, error);
        if (status != READOUT_OK)
            return status;
    }
    if (line->len > 0 && line->data[line->len - 1] == '\r')
        line->len--;
    return READOUT_OK;
}
