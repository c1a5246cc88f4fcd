/* file.h: on real files in a temporary folder. */
#include "base/file.h"
#include "unit/base/fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT = 1 << 20, NOBODY = 65534 };

/* ---- A folder for each test, which is the working directory ---------------------------- */

static char folder[4096];

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

static int start_folder(void **state)
{
    const char *parent = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/readout-file-XXXXXX", parent != NULL ? parent : "/tmp");
    if (mkdtemp(folder) == NULL || chmod(folder, 0755) != 0 || chdir(folder) != 0)
        return -1;
    return fixture_start(state);
}

static int stop_folder(void **state)
{
    if (chdir("/") != 0)
        return -1;
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return fixture_stop(state);
}

#define in_a_folder(function) cmocka_unit_test_setup_teardown(function, start_folder, stop_folder)

static void make_file(const char *path, const char *content)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    assert_int_equal(fclose(file), 0);
}

static void make_folder(const char *path)
{
    assert_int_equal(mkdir(path, 0755), 0);
}

static void make_link(const char *to, const char *path)
{
    assert_int_equal(symlink(to, path), 0);
}

static void assert_says(const readout_error *error, const char *words)
{
    if (strstr(error->message, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error->message, words);
}

static void assert_read(arena *arena, const char *path, const char *content)
{
    readout_error error;
    str read;
    if (file_read(arena, path, LIMIT, &read, &error) != READOUT_OK)
        fail_msg("%s", error.message);
    assert_string_equal(error.message, "");
    assert_text(read, content);
}

static void assert_refused(arena *arena, const char *path, size_t limit, const char *why)
{
    readout_error error;
    str read = STR("untouched");
    assert_int_equal(file_read(arena, path, limit, &read, &error), READOUT_ERR_INPUT);
    assert_int_equal(error.status, READOUT_ERR_INPUT);
    assert_says(&error, why);
    assert_text(read, "untouched");
}

/* Somebody whom permissions bind, while `working`; root is bound by none. */
static void be_nobody(bool working)
{
    if (geteuid() == 0 || getuid() == 0)
        assert_int_equal(seteuid(working ? NOBODY : 0), 0);
}

/* ---- Reading ------------------------------------------------------------------------- */

static void a_file_is_read_as_it_is(void **state)
{
    arena *arena = arena_of(state);
    make_file("a.txt", "one\ntwo\n");
    make_file("empty.txt", "");
    assert_read(arena, "a.txt", "one\ntwo\n");
    assert_read(arena, "./a.txt", "one\ntwo\n");
    assert_read(arena, "empty.txt", "");
}

static void a_file_of_any_size_is_read_whole(void **state)
{
    arena *arena = arena_of(state);
    for (size_t size = 1; size <= LIMIT; size = size * 3 + 1) {
        char *bytes = arena_array(arena, char, size);
        for (size_t i = 0; i < size; i++)
            bytes[i] = (char)(i * 31);
        readout_error error;
        str read;
        assert_int_equal(file_write("sized", (str){bytes, size}, &error), READOUT_OK);
        assert_int_equal(file_read(arena, "sized", LIMIT, &read, &error), READOUT_OK);
        assert_int_equal(read.len, size);
        assert_memory_equal(read.data, bytes, size);
    }
}

static void the_limit_is_allowed_and_one_byte_more_is_not(void **state)
{
    arena *arena = arena_of(state);
    readout_error error;
    str read;
    make_file("ten", "0123456789");
    assert_int_equal(file_read(arena, "ten", 10, &read, &error), READOUT_OK);
    assert_int_equal(file_read(arena, "ten", SIZE_MAX, &read, NULL), READOUT_OK);
    assert_refused(arena, "ten", 9, "ten is larger than 9 bytes");
    assert_refused(arena, "ten", 0, "ten is larger than 0 bytes");
}

static void a_file_over_the_limit_is_not_read(void **state)
{
    arena *arena = arena_of(state);
    make_file("huge", "");
    assert_int_equal(truncate("huge", (off_t)1 << 30), 0);
    assert_refused(arena, "huge", (size_t)8 << 20, "huge is larger than 8 MiB");
    assert_int_equal(arena->used, 0);
}

static void what_cannot_be_read_says_why(void **state)
{
    arena *arena = arena_of(state);
    make_folder("sub");
    make_file("plain", "");
    make_link("loop", "loop");
    assert_refused(arena, "missing.txt", LIMIT, "cannot read missing.txt: no such file");
    assert_refused(arena, "", LIMIT, "no such file");
    assert_refused(arena, "sub", LIMIT, "sub is a folder");
    assert_refused(arena, "plain/x", LIMIT, "plain/x: a part of the path is not a folder");
    assert_refused(arena, "loop", LIMIT, "loop: too many links");
    make_file("secret", "s");
    assert_int_equal(chmod("secret", 0), 0);
    be_nobody(true);
    assert_refused(arena, "secret", LIMIT, "cannot read secret: permission denied");
    be_nobody(false);
}

static void a_reason_is_kept_however_long_the_path(void **state)
{
    arena *arena = arena_of(state);
    buffer path = {.arena = arena};
    for (int i = 0; i < 100; i++)
        buffer_add(&path, STR("long-name/"));
    buffer_add(&path, STR("end\0"));
    assert_refused(arena, path.data, LIMIT, "long-name/end: no such file");
}

static void a_file_of_unknown_size_is_read_to_its_end(void **state)
{
    arena *arena = arena_of(state);
    readout_error error;
    str read;
    if (file_kind_of("/proc/self/maps") != FILE_REGULAR)
        skip();
    assert_int_equal(file_read(arena, "/proc/self/maps", LIMIT, &read, &error), READOUT_OK);
    assert_true(read.len > 100);
    assert_refused(arena, "/proc/self/maps", 100, "is larger than 100 bytes");
}

static void a_device_without_end_stops_at_the_limit(void **state)
{
    arena *arena = arena_of(state);
    assert_refused(arena, "/dev/zero", 100000, "/dev/zero is larger than 100000 bytes");
    assert_read(arena, "/dev/null", "");
}

/* ---- Pipes --------------------------------------------------------------------------- */

/* Another process that writes `content` `times` to the FIFO. */
static pid_t write_to_fifo(const char *path, const char *content, int times)
{
    const pid_t writer = fork();
    assert_true(writer >= 0);
    if (writer > 0)
        return writer;
    const int descriptor = open(path, O_WRONLY);
    for (int i = 0; i < times; i++)
        if (write(descriptor, content, strlen(content)) < 0)
            break;
    _exit(0);
}

static void a_fifo_is_read_from_its_writer(void **state)
{
    arena *arena = arena_of(state);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    const pid_t writer = write_to_fifo("fifo", "through the pipe", 1);
    assert_read(arena, "fifo", "through the pipe");
    assert_int_equal(waitpid(writer, NULL, 0), writer);
}

static void a_fifo_without_writer_does_not_block(void **state)
{
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_refused(arena_of(state), "fifo", LIMIT, "fifo is a pipe that nobody writes to");
}

static void a_pipe_without_end_stops_at_the_limit(void **state)
{
    arena *arena = arena_of(state);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    const pid_t writer = write_to_fifo("fifo", "0123456789abcdef", 1 << 30);
    assert_refused(arena, "fifo", 100000, "fifo is larger than 100000 bytes");
    int status = 0;
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_true(WIFSIGNALED(status)); /* the reading end was closed */
}

static void a_dash_is_standard_input(void **state)
{
    arena *arena = arena_of(state);
    int ends[2];
    const int before = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "typed", 5), 5);
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    assert_read(arena, "-", "typed");
    assert_read(arena, "-", ""); /* still open, at its end */
    make_file("large", "more than four");
    const int large = open("large", O_RDONLY);
    assert_int_equal(dup2(large, STDIN_FILENO), STDIN_FILENO);
    close(large);
    assert_refused(arena, "-", 4, "standard input is larger than 4 bytes");
    dup2(before, STDIN_FILENO);
    close(before);
}

/* ---- What stays open ----------------------------------------------------------------- */

static int open_descriptors(void)
{
    int count = 0;
    for (int descriptor = 0; descriptor < 256; descriptor++)
        count += fcntl(descriptor, F_GETFD) != -1;
    return count;
}

static void nothing_stays_open(void **state)
{
    arena *arena = arena_of(state);
    make_folder("sub");
    make_file("sub/a", "a");
    const int before = open_descriptors();
    for (int i = 0; i < 300; i++) {
        file_list list;
        readout_error error;
        assert_read(arena, "sub/a", "a");
        assert_refused(arena, "sub", LIMIT, "is a folder");
        assert_int_equal(file_walk(arena, ".", 10, &list, &error), READOUT_OK);
        assert_int_equal(file_write("b", STR("b"), &error), READOUT_OK);
    }
    assert_int_equal(open_descriptors(), before);
}

static void read_with_little_memory(void *context)
{
    str read;
    (void)file_read(context, "sparse", SIZE_MAX, &read, NULL);
}

const char *__asan_default_options(void); /* NOLINT(bugprone-reserved-identifier): theirs */
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

static void nothing_stays_open_when_memory_runs_out(void **state)
{
    fixture *shared = *state;
    const int before = open_descriptors();
    make_file("sparse", "");
    if (truncate("sparse", (off_t)1 << 43) != 0) /* more than malloc gives */
        skip();
    assert_false(memory_try(&shared->memory, read_with_little_memory, &shared->arena));
    arena_finish(&shared->arena);
    assert_int_equal(open_descriptors(), before);
}

/* ---- Kinds --------------------------------------------------------------------------- */

static void kinds_follow_links(void **state)
{
    (void)state;
    make_file("file", "");
    make_folder("sub");
    make_link("file", "to-file");
    make_link("sub", "to-sub");
    make_link("nowhere", "to-nothing");
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(file_kind_of("file"), FILE_REGULAR);
    assert_int_equal(file_kind_of("sub"), FILE_FOLDER);
    assert_int_equal(file_kind_of("to-file"), FILE_REGULAR);
    assert_int_equal(file_kind_of("to-sub/"), FILE_FOLDER);
    assert_int_equal(file_kind_of("to-nothing"), FILE_MISSING);
    assert_int_equal(file_kind_of("fifo"), FILE_OTHER);
    assert_int_equal(file_kind_of("-"), FILE_OTHER);
    assert_int_equal(file_kind_of(""), FILE_MISSING);
}

/* ---- Walking ------------------------------------------------------------------------- */

/* The paths below `path`, one a line. */
static const char *walked(arena *arena, const char *path, size_t max)
{
    readout_error error;
    file_list list;
    if (file_walk(arena, path, max, &list, &error) != READOUT_OK)
        fail_msg("%s", error.message);
    buffer lines = {.arena = arena};
    for (uint32_t i = 0; i < list.count; i++) {
        assert_int_equal(strlen(list.paths[i].data), list.paths[i].len);
        buffer_format(&lines, "%s\n", list.paths[i].data);
    }
    return arena_cstr(arena, buffer_str(&lines));
}

static void files_come_in_byte_order_of_their_paths(void **state)
{
    arena *arena = arena_of(state);
    make_folder("pile");
    make_folder("pile/a");
    make_folder("pile/a-b");
    make_folder("pile/B");
    make_file("pile/a/z", "");
    make_file("pile/a/c", "");
    make_file("pile/a-b/x", "");
    make_file("pile/a-c", "");
    make_file("pile/a0", "");
    make_file("pile/B/y", "");
    make_file("pile/\xc3\xa9", "");
    const char *expected = "pile/B/y\npile/a-b/x\npile/a-c\npile/a/c\npile/a/z\npile/a0\n"
                           "pile/\xc3\xa9\n";
    assert_string_equal(walked(arena, "pile", 100), expected);
    assert_string_equal(walked(arena, "pile/", 100), expected);
}

static void a_large_folder_is_in_order_too(void **state)
{
    arena *arena = arena_of(state);
    uint64_t seed = 17;
    make_folder("pile");
    for (int i = 0; i < 500; i++) {
        const char *part = i % 3 == 0 ? "/" : i % 3 == 1 ? "-" : ".";
        str path = str_format(arena, "pile/%d", (int)(next_random(&seed) % 50));
        if (i % 3 == 0)
            (void)mkdir(path.data, 0755);
        path = str_format(arena, "%s%s%d", path.data, part, i);
        if (file_kind_of(path.data) == FILE_MISSING)
            (void)file_write(path.data, STR(""), NULL);
    }
    file_list list;
    assert_int_equal(file_walk(arena, "pile", 1000, &list, NULL), READOUT_OK);
    assert_true(list.count > 400);
    for (uint32_t i = 1; i < list.count; i++)
        assert_true(str_compare(list.paths[i - 1], list.paths[i]) < 0);
}

static void hidden_names_and_readmes_are_passed_over(void **state)
{
    arena *arena = arena_of(state);
    make_folder(".git");
    make_file(".git/config", "");
    make_file(".hidden", "");
    make_file("README", "");
    make_file("README.md", "");
    make_folder("README.d");
    make_file("README.d/x", "");
    make_file("readme.txt", "");
    make_file("MYREADME", "");
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_string_equal(walked(arena, ".", 100), "./MYREADME\n./readme.txt\n");
}

static void links_are_followed_but_no_folder_is_entered_twice(void **state)
{
    arena *arena = arena_of(state);
    make_folder("pile");
    make_folder("pile/sub");
    make_file("pile/sub/file", "");
    make_link("..", "pile/sub/up");
    make_link("sub", "pile/again");
    make_link("sub/file", "pile/file");
    make_link(".", "pile/self");
    assert_string_equal(walked(arena, "pile", 100), "pile/again/file\npile/file\n");
}

static void what_cannot_be_read_is_listed(void **state)
{
    arena *arena = arena_of(state);
    make_folder("pile");
    make_file("pile/good", "");
    make_link("nowhere", "pile/dangling");
    make_link("loop", "pile/loop");
    make_folder("pile/shut");
    make_file("pile/shut/inside", "");
    assert_int_equal(chmod("pile/shut", 0), 0);
    be_nobody(true);
    const char *list = walked(arena, "pile", 100);
    assert_refused(arena, "pile/shut", LIMIT, "pile/shut: permission denied");
    be_nobody(false);
    assert_int_equal(chmod("pile/shut", 0755), 0);
    assert_string_equal(list, "pile/dangling\npile/good\npile/loop\npile/shut\n");
}

static void the_walk_stops_at_the_first_files(void **state)
{
    arena *arena = arena_of(state);
    make_folder("a");
    make_file("a/1", "");
    make_file("a/2", "");
    make_file("b", "");
    assert_string_equal(walked(arena, ".", 0), "");
    assert_string_equal(walked(arena, ".", 1), "./a/1\n");
    assert_string_equal(walked(arena, ".", 2), "./a/1\n./a/2\n");
    assert_string_equal(walked(arena, ".", 3), "./a/1\n./a/2\n./b\n");
}

static void a_folder_too_deep_is_listed_not_entered(void **state)
{
    arena *arena = arena_of(state);
    buffer path = {.arena = arena};
    buffer_add(&path, STR("d"));
    for (int depth = 0; depth <= FILE_DEPTH_MAX + 1; depth++) {
        make_folder(arena_cstr(arena, buffer_str(&path)));
        make_file(str_format(arena, "%.*s/file", STR_ARG(buffer_str(&path))).data, "");
        buffer_add(&path, STR("/d"));
    }
    file_list list;
    assert_int_equal(file_walk(arena, "d", 1000, &list, NULL), READOUT_OK);
    assert_int_equal(list.count, FILE_DEPTH_MAX + 2);
    assert_int_equal(list.paths[0].len, 2 * (FILE_DEPTH_MAX + 2) - 1); /* "d/d/d...d" */
    assert_refused(arena, list.paths[0].data, LIMIT, "is a folder");
}

static void only_a_readable_folder_can_be_walked(void **state)
{
    arena *arena = arena_of(state);
    readout_error error;
    file_list list = {.count = 77};
    make_file("file", "");
    assert_int_equal(file_walk(arena, "missing", 9, &list, &error), READOUT_ERR_INPUT);
    assert_says(&error, "cannot read missing: no such file or folder");
    assert_int_equal(file_walk(arena, "file", 9, &list, &error), READOUT_ERR_INPUT);
    assert_int_equal(file_walk(arena, "", 9, &list, &error), READOUT_ERR_INPUT);
    assert_int_equal(list.count, 77);
    make_folder("empty");
    assert_string_equal(walked(arena, "empty", 9), "");
}

/* ---- Writing ------------------------------------------------------------------------- */

static int names_in(const char *path)
{
    int count = 0;
    DIR *open_folder = opendir(path);
    assert_non_null(open_folder);
    for (struct dirent *item; (item = readdir(open_folder)) != NULL;)
        count += item->d_name[0] != '.';
    closedir(open_folder);
    return count;
}

static void writing_replaces_the_whole_file(void **state)
{
    arena *arena = arena_of(state);
    readout_error error;
    assert_int_equal(file_write("out", STR("first and longer"), &error), READOUT_OK);
    assert_read(arena, "out", "first and longer");
    assert_int_equal(file_write("out", STR("second"), &error), READOUT_OK);
    assert_read(arena, "out", "second");
    assert_int_equal(file_write("out", (str){NULL, 0}, &error), READOUT_OK);
    assert_read(arena, "out", "");
    assert_int_equal(names_in("."), 1);
}

static void permissions_are_kept(void **state)
{
    (void)state;
    struct stat about;
    make_file("out", "");
    assert_int_equal(chmod("out", 0640), 0);
    assert_int_equal(file_write("out", STR("x"), NULL), READOUT_OK);
    assert_int_equal(stat("out", &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
}

static void links_and_devices_are_written_through(void **state)
{
    arena *arena = arena_of(state);
    struct stat about;
    make_file("target", "old and longer");
    make_link("target", "link");
    assert_int_equal(file_write("link", STR("new"), NULL), READOUT_OK);
    assert_read(arena, "target", "new");
    assert_int_equal(lstat("link", &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_int_equal(file_write("/dev/null", STR("gone"), NULL), READOUT_OK);
    assert_int_equal(file_kind_of("/dev/null"), FILE_OTHER);
}

static void a_failed_write_says_why_and_leaves_nothing(void **state)
{
    (void)state;
    readout_error error;
    make_folder("sub");
    assert_int_equal(file_write("missing/out", STR("x"), &error), READOUT_ERR_IO);
    assert_says(&error, "cannot write missing/out: no such file or folder");
    assert_int_equal(file_write("sub", STR("x"), &error), READOUT_ERR_IO);
    assert_says(&error, "cannot write sub: it is a folder");
    if (file_kind_of("/dev/full") == FILE_OTHER) {
        assert_int_equal(file_write("/dev/full", STR("x"), &error), READOUT_ERR_IO);
        assert_says(&error, "no space left");
    }
    assert_int_equal(names_in("."), 1);
}

static void an_old_file_survives_a_failed_write(void **state)
{
    arena *arena = arena_of(state);
    readout_error error;
    struct rlimit before;
    make_file("out", "old");
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    const struct rlimit small = {10, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    const readout_status status = file_write("out", STR("longer than ten bytes"), &error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, READOUT_ERR_IO);
    assert_says(&error, "cannot write out: the file would be too large");
    assert_read(arena, "out", "old");
    assert_int_equal(names_in("."), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_a_folder(a_file_is_read_as_it_is),
        in_a_folder(a_file_of_any_size_is_read_whole),
        in_a_folder(the_limit_is_allowed_and_one_byte_more_is_not),
        in_a_folder(a_file_over_the_limit_is_not_read),
        in_a_folder(what_cannot_be_read_says_why),
        in_a_folder(a_reason_is_kept_however_long_the_path),
        in_a_folder(a_file_of_unknown_size_is_read_to_its_end),
        in_a_folder(a_device_without_end_stops_at_the_limit),
        in_a_folder(a_fifo_is_read_from_its_writer),
        in_a_folder(a_fifo_without_writer_does_not_block),
        in_a_folder(a_pipe_without_end_stops_at_the_limit),
        in_a_folder(a_dash_is_standard_input),
        in_a_folder(nothing_stays_open),
        in_a_folder(nothing_stays_open_when_memory_runs_out),
        in_a_folder(kinds_follow_links),
        in_a_folder(files_come_in_byte_order_of_their_paths),
        in_a_folder(a_large_folder_is_in_order_too),
        in_a_folder(hidden_names_and_readmes_are_passed_over),
        in_a_folder(links_are_followed_but_no_folder_is_entered_twice),
        in_a_folder(what_cannot_be_read_is_listed),
        in_a_folder(the_walk_stops_at_the_first_files),
        in_a_folder(a_folder_too_deep_is_listed_not_entered),
        in_a_folder(only_a_readable_folder_can_be_walked),
        in_a_folder(writing_replaces_the_whole_file),
        in_a_folder(permissions_are_kept),
        in_a_folder(links_and_devices_are_written_through),
        in_a_folder(a_failed_write_says_why_and_leaves_nothing),
        in_a_folder(an_old_file_survives_a_failed_write),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
