/* file.c - see file.h.
 *
 * Whatever is open while memory is asked for hangs off the arena, see memory.h. It is
 * closed as soon as it has been read all the same: a pile has more files than a process
 * may hold open.
 *
 * Messages are our own, not strerror's: they reach the record, which no locale may change. */
#include "base/file.h"

#include "base/array.h"
#include "base/error.h"
#include "base/map.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FIRST_READ = 64 << 10, /* where the size is not known */
    WRITER_WAIT_MS = 1000, /* for somebody to open the other end of a FIFO */
    PATH_BYTES_MAX = 4096, /* Linux's PATH_MAX */
    PATH_SHOWN_MAX = 300,  /* of a path in a message */
    TEMPORARY_TRIES = 100
};

/* ---- Messages ------------------------------------------------------------------------ */

static const char *reason(int code)
{
    switch (code) {
    case ENOENT:
        return "no such file or folder";
    case EACCES:
    case EPERM:
        return "permission denied";
    case ENOTDIR:
        return "a part of the path is not a folder";
    case EISDIR:
        return "it is a folder";
    case ELOOP:
        return "too many links";
    case ENAMETOOLONG:
        return "the path is too long";
    case EMFILE:
    case ENFILE:
        return "too many open files";
    case ENXIO:
        return "it is a socket or a device that is not there";
    case ENOSPC:
    case EDQUOT:
        return "no space left";
    case EROFS:
        return "the file system is read-only";
    case EFBIG:
        return "the file would be too large";
    case EIO:
        return "the device failed";
    default:
        return "the system refused";
    }
}

/* The end of a path that is long: it says more than the start. */
static str shown(const char *path)
{
    const str whole = str_of(path);
    if (str_equal(whole, STR("-")))
        return STR("standard input");
    if (whole.len <= PATH_SHOWN_MAX)
        return whole;
    return str_slice(whole, utf8_floor(whole, whole.len - PATH_SHOWN_MAX), whole.len);
}

static readout_status fail(readout_error *error, const char *path, const char *what)
{
    return error_set(error, READOUT_ERR_INPUT, "%.*s %s", STR_ARG(shown(path)), what);
}

static readout_status fail_reading(readout_error *error, const char *path, int code)
{
    return error_set(error, READOUT_ERR_INPUT, "cannot read %.*s: %s", STR_ARG(shown(path)),
                     reason(code));
}

static readout_status fail_writing(readout_error *error, const char *path, int code)
{
    return error_set(error, READOUT_ERR_IO, "cannot write %.*s: %s", STR_ARG(shown(path)),
                     reason(code));
}

static readout_status fail_size(readout_error *error, const char *path, size_t limit)
{
    static const char *const UNITS[] = {"bytes", "KiB", "MiB", "GiB"};
    size_t unit = 0;
    while (unit < 3 && limit >= 1024 && limit % 1024 == 0) {
        limit /= 1024;
        unit++;
    }
    return error_set(error, READOUT_ERR_INPUT, "%.*s is larger than %zu %s", STR_ARG(shown(path)),
                     limit, UNITS[unit]);
}

/* ---- Reading a file ------------------------------------------------------------------ */

/* A descriptor that is closed with its arena at the latest. */
typedef struct opened {
    int descriptor; /* -1: closed, or not ours to close */
} opened;

static void close_opened(void *what)
{
    opened *file = what;
    if (file->descriptor >= 0)
        close(file->descriptor);
    file->descriptor = -1;
}

/* What read() gives, after signals and, where the descriptor does not block, after
 * waiting; -1 with errno. */
static ssize_t read_some(int descriptor, char *data, size_t len)
{
    for (;;) {
        const ssize_t got = read(descriptor, data, len);
        if (got >= 0 || (errno != EINTR && errno != EAGAIN))
            return got;
        if (errno == EAGAIN)
            poll(&(struct pollfd){.fd = descriptor, .events = POLLIN}, 1, -1);
    }
}

/* Reads to the end or to one byte over the limit; -1 with errno. */
static int read_all(int descriptor, buffer *content, size_t limit)
{
    while (content->len <= limit) {
        size_t room = limit + 1 - content->len;
        if (content->len == content->capacity) {
            const size_t more = content->capacity < limit ? content->capacity : limit;
            char *data = arena_array(content->arena, char, content->capacity + more + 1);
            memcpy(data, content->data, content->len);
            content->data = data;
            content->capacity += more + 1;
        }
        if (room > content->capacity - content->len)
            room = content->capacity - content->len;
        const ssize_t got = read_some(descriptor, content->data + content->len, room);
        if (got <= 0)
            return (int)got;
        content->len += (size_t)got;
    }
    return 0;
}

static void wait_for_writer(int descriptor)
{
    poll(&(struct pollfd){.fd = descriptor, .events = POLLIN}, 1, WRITER_WAIT_MS);
}

static readout_status read_opened(int descriptor, const char *path, size_t limit, buffer *content,
                                  readout_error *error)
{
    struct stat about;
    if (fstat(descriptor, &about) != 0)
        return fail_reading(error, path, errno);
    if (S_ISDIR(about.st_mode))
        return fail(error, path, "is a folder");
    const bool sized = S_ISREG(about.st_mode) && about.st_size > 0;
    if (sized && (uintmax_t)about.st_size > limit)
        return fail_size(error, path, limit);

    /* One byte more than the file has, so that its end is seen without growing. */
    content->capacity = sized ? (size_t)about.st_size + 1 : FIRST_READ;
    content->data = arena_array(content->arena, char, content->capacity);
    const bool named_pipe = S_ISFIFO(about.st_mode) && descriptor != STDIN_FILENO;
    if (named_pipe)
        wait_for_writer(descriptor);
    if (read_all(descriptor, content, limit) != 0)
        return fail_reading(error, path, errno);
    if (content->len > limit)
        return fail_size(error, path, limit);
    if (named_pipe && content->len == 0)
        return fail(error, path, "is a pipe that nobody writes to");
    return READOUT_OK;
}

readout_status file_read(arena *arena, const char *path, size_t limit, str *content,
                         readout_error *error)
{
    const arena_mark mark = arena_save(arena);
    opened *file = arena_new(arena, opened);
    file->descriptor = -1;
    arena_defer(arena, close_opened, file);
    const bool standard_input = strcmp(path, "-") == 0;
    if (!standard_input)
        file->descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

    readout_status status;
    buffer bytes = {.arena = arena};
    if (limit > SIZE_MAX / 4)
        limit = SIZE_MAX / 4;
    if (!standard_input && file->descriptor < 0)
        status = fail_reading(error, path, errno);
    else
        status = read_opened(standard_input ? STDIN_FILENO : file->descriptor, path, limit, &bytes,
                             error);
    close_opened(file);
    if (status != READOUT_OK) {
        arena_restore(arena, mark);
        return status;
    }
    *content = buffer_str(&bytes);
    return error_clear(error);
}

/* ---- Walking a folder ---------------------------------------------------------------- */

static file_kind kind_of(const struct stat *about)
{
    if (S_ISREG(about->st_mode))
        return FILE_REGULAR;
    return S_ISDIR(about->st_mode) ? FILE_FOLDER : FILE_OTHER;
}

file_kind file_kind_of(const char *path)
{
    struct stat about;
    if (strcmp(path, "-") == 0)
        return FILE_OTHER;
    return stat(path, &about) == 0 ? kind_of(&about) : FILE_MISSING;
}

typedef struct entry {
    str path; /* NUL-terminated */
    file_kind kind;
} entry;

typedef array_of(entry) entry_array;

typedef struct walk {
    arena *arena;
    map entered; /* device and inode of each folder */
    file_list *list;
    size_t max;
} walk;

typedef struct listing {
    DIR *folder; /* NULL: closed */
} listing;

static void close_listing(void *what)
{
    listing *open_one = what;
    if (open_one->folder != NULL)
        closedir(open_one->folder);
    open_one->folder = NULL;
}

static void list_file(walk *walk, str path)
{
    file_list *list = walk->list;
    list->paths =
        array_room(walk->arena, list->paths, sizeof *list->paths, list->count, &list->capacity, 1);
    list->paths[list->count++] = path;
}

/* Notes that the folder is entered; false if it was before. */
static bool enter(walk *walk, const struct stat *about)
{
    const uint64_t numbers[2] = {(uint64_t)about->st_dev, (uint64_t)about->st_ino};
    const str key = {(const char *)numbers, sizeof numbers};
    if (map_get(&walk->entered, key) != MAP_NONE)
        return false;
    *map_put(&walk->entered, arena_str(walk->arena, key)) = 0;
    return true;
}

/* The byte at `at` of what the paths below an entry start with. */
static int byte_at(const entry *entry, size_t at)
{
    if (at < entry->path.len)
        return (unsigned char)entry->path.data[at];
    return at == entry->path.len && entry->kind == FILE_FOLDER ? '/' : 0;
}

/* With "/" behind folders, so that going through the entries in this order, folder by
 * folder, gives all files in byte order of their paths: "a-b" stands before "a/c". */
static int compare_entries(const void *left, const void *right)
{
    const entry *a = left;
    const entry *b = right;
    for (size_t at = 0; at <= a->path.len || at <= b->path.len; at++)
        if (byte_at(a, at) != byte_at(b, at))
            return byte_at(a, at) - byte_at(b, at);
    return 0;
}

static void add_entry(walk *walk, entry_array *entries, DIR *folder, str path, const char *name)
{
    const str text = str_of(name);
    if (str_starts(text, STR(".")) || str_starts(text, STR("README")))
        return;
    struct stat about;
    file_kind kind = FILE_MISSING;
    if (fstatat(dirfd(folder), name, &about, 0) == 0)
        kind = kind_of(&about);
    if (kind == FILE_OTHER)
        return;
    const char *slash = str_ends(path, STR("/")) ? "" : "/";
    const str full = str_format(walk->arena, "%s%s%s", path.data, slash, name);
    *array_push(walk->arena, entries) = (entry){full, kind};
}

/* What is in a folder, in order. 0, or errno. A folder that was entered before is empty. */
static int list_entries(walk *walk, str path, entry_array *entries)
{
    listing *open_one = arena_new(walk->arena, listing);
    arena_defer(walk->arena, close_listing, open_one);
    open_one->folder = opendir(path.data);
    if (open_one->folder == NULL && errno == ENOMEM)
        memory_fail(walk->arena->memory);
    struct stat about;
    if (open_one->folder == NULL || fstat(dirfd(open_one->folder), &about) != 0)
        return errno;
    const bool first = enter(walk, &about);
    errno = 0;
    for (struct dirent *item; first && (item = readdir(open_one->folder)) != NULL; errno = 0)
        add_entry(walk, entries, open_one->folder, path, item->d_name);
    const int code = errno;
    close_listing(open_one);
    if (entries->count > 1)
        qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
    return code;
}

/* Lists the files below `path`. 0, or errno when the folder itself cannot be read. */
/* NOLINTNEXTLINE(misc-no-recursion): ends at FILE_DEPTH_MAX */
static int walk_folder(walk *walk, str path, int depth)
{
    entry_array entries = {0};
    const int code = list_entries(walk, path, &entries);
    if (code != 0)
        return code;
    for (uint32_t i = 0; i < entries.count && walk->list->count < walk->max; i++) {
        const entry *item = &entries.items[i];
        const bool enters = item->kind == FILE_FOLDER && depth < FILE_DEPTH_MAX;
        if (!enters || walk_folder(walk, item->path, depth + 1) != 0)
            list_file(walk, item->path);
    }
    return 0;
}

readout_status file_walk(arena *arena, const char *path, size_t max, file_list *list,
                         readout_error *error)
{
    file_list found = {0};
    walk walk = {.arena = arena, .entered = {.arena = arena}, .list = &found, .max = max};
    const int code = walk_folder(&walk, arena_str(arena, str_of(path)), 0);
    if (code != 0)
        return fail_reading(error, path, code);
    *list = found;
    return error_clear(error);
}

/* ---- Writing a file ------------------------------------------------------------------ */

/* 0, or errno. Closes the descriptor. */
static int write_all(int descriptor, str content)
{
    int code = 0;
    while (content.len > 0 && code == 0) {
        const ssize_t done = write(descriptor, content.data, content.len);
        if (done >= 0)
            content = str_slice(content, (size_t)done, content.len);
        else if (errno != EINTR)
            code = errno;
    }
    if (close(descriptor) != 0 && code == 0)
        code = errno;
    return code;
}

/* Opens a new file beside `path` and says its name; -1 with errno. */
static int open_beside(const char *path, char name[PATH_BYTES_MAX])
{
    for (int i = 0; i < TEMPORARY_TRIES; i++) {
        const int len = snprintf(name, PATH_BYTES_MAX, "%s.%ld-%d.tmp", path, (long)getpid(), i);
        if (len < 0 || len >= PATH_BYTES_MAX) {
            errno = ENAMETOOLONG;
            return -1;
        }
        const int descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0 || errno != EEXIST)
            return descriptor;
    }
    return -1;
}

/* 0, or errno. */
static int write_in_place(const char *path, str content)
{
    const int descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY);
    return descriptor >= 0 ? write_all(descriptor, content) : errno;
}

/* 0, or errno. */
static int write_beside(const char *path, str content, const struct stat *replaced)
{
    char name[PATH_BYTES_MAX];
    const int descriptor = open_beside(path, name);
    if (descriptor < 0)
        return errno;
    if (replaced != NULL)
        (void)fchmod(descriptor, replaced->st_mode & 0777);
    int code = write_all(descriptor, content);
    if (code == 0 && rename(name, path) != 0)
        code = errno;
    if (code != 0)
        unlink(name);
    return code;
}

readout_status file_write(const char *path, str content, readout_error *error)
{
    struct stat about;
    const bool there = lstat(path, &about) == 0;
    const int code = there && !S_ISREG(about.st_mode)
                         ? write_in_place(path, content)
                         : write_beside(path, content, there ? &about : NULL);
    return code == 0 ? error_clear(error) : fail_writing(error, path, code);
}
