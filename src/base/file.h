/* file.h - reading files and folders with stated limits. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/str.h"

/* Reads a file (or standard input for "-") into the arena, at most `limit` bytes.
 * READOUT_ERR_INPUT with a message when it does not exist, cannot be read, is a folder, or
 * is larger than the limit: a file of a known size is then not read at all, a pipe no
 * further than one byte over it. Reads pipes too; a FIFO that nobody opens for writing
 * within a second is an error. */
readout_status file_read(arena *arena, const char *path, size_t limit, str *content,
                         readout_error *error);

typedef enum file_kind { FILE_MISSING = 0, FILE_REGULAR, FILE_FOLDER, FILE_OTHER } file_kind;

/* Follows links. "-" is FILE_OTHER. */
file_kind file_kind_of(const char *path);

typedef struct file_list {
    str *paths; /* NUL-terminated behind their length */
    uint32_t count;
    uint32_t capacity;
} file_list;

/* Every regular file below a folder, in byte order of the paths. Passes over hidden names
 * and README*, follows links but enters no folder twice (by device and inode), goes at
 * most FILE_DEPTH_MAX folders deep, stops at `max` files. What cannot be read is listed as
 * if it were a file, so that reading it says why: a folder without permission or too deep,
 * a link to nothing. Pipes, sockets and devices are passed over. READOUT_ERR_INPUT when `path`
 * itself is no readable folder. */
enum { FILE_DEPTH_MAX = 64 };
readout_status file_walk(arena *arena, const char *path, size_t max, file_list *list,
                         readout_error *error);

/* Writes a file as a whole: to a temporary name beside it, then renames, keeping the
 * permissions of a file that it replaces. A link, a device or a pipe is written through
 * instead. READOUT_ERR_IO with a message. */
readout_status file_write(const char *path, str content, readout_error *error);

#endif
