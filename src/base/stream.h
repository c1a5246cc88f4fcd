/* stream.h - reading a file or a pipe piece by piece, a line at a time or as a whole. */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include "base/str.h"

typedef struct stream stream;

enum { STREAM_HEAD = 64 << 10 };

/* Opens a file ("-": standard input); it is closed when the arena is finished or restored. Never
 * blocks on a FIFO without a writer. READOUT_ERR_INPUT with a message that names the path
 * when it is missing, unreadable or no file. */
readout_status stream_open(arena *arena, const char *path, stream **out, readout_error *error);

/* The first bytes, at most STREAM_HEAD, without taking them. Valid until the next call. */
readout_status stream_head(stream *stream, str *head, readout_error *error);

/* Everything from here to the end, copied into the arena; READOUT_ERR_INPUT when that is
 * more than `limit` bytes: a regular file is then not read at all. */
readout_status stream_rest(stream *stream, arena *arena, size_t limit, str *rest,
                           readout_error *error);

/* The next line without its line break, valid until the next call. A line longer than
 * `limit` is passed over: *cut is set and the line is empty. *done at the end. */
readout_status stream_line(stream *stream, size_t limit, str *line, bool *cut, bool *done,
                           readout_error *error);

#endif
