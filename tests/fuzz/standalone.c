/* standalone.c - runs a fuzz target without a fuzzer, so that its corpus replays as a test.
 *
 * usage: TARGET [FILE or FOLDER]...
 *
 * The empty input always comes first. Each input is handed over in a buffer of exactly its
 * size, so that AddressSanitizer sees a read past its end. Folders are read one level deep, in
 * name order.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Returns how many inputs were run: 1, or 0 when the file cannot be read. */
static size_t run_file(const char *path, size_t size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(size ? size : 1);
    size_t done = 0;

    if (file && data && fread(data, 1, size, file) == size) {
        /* Named before it runs: a crash then says which input did it. */
        printf("%s\n", path);
        fflush(stdout);
        LLVMFuzzerTestOneInput(data, size);
        done = 1;
    } else {
        fprintf(stderr, "%s: cannot be read\n", path);
    }
    free(data);
    if (file)
        fclose(file);
    return done;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static size_t run_folder(const char *folder, size_t *failed)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_visible, alphasort);
    size_t done = 0;

    if (count < 0) {
        fprintf(stderr, "%s: cannot be listed\n", folder);
        ++*failed;
        return 0;
    }
    for (int i = 0; i < count; i++) {
        char path[4096];
        struct stat status;
        int length = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);

        if (length > 0 && (size_t)length < sizeof path && stat(path, &status) == 0 &&
            S_ISREG(status.st_mode)) {
            size_t ran = run_file(path, (size_t)status.st_size);
            done += ran;
            *failed += 1 - ran;
        }
        free(entries[i]);
    }
    free(entries);
    return done;
}

static size_t run_path(const char *path, size_t *failed)
{
    struct stat status;

    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return run_folder(path, failed);
    if (stat(path, &status) == 0 && run_file(path, (size_t)status.st_size))
        return 1;
    ++*failed;
    return 0;
}

int main(int argc, char **argv)
{
    size_t done = 1, failed = 0;
    uint8_t *nothing = calloc(1, 1);

    LLVMFuzzerTestOneInput(nothing, 0);
    free(nothing);
    for (int i = 1; i < argc; i++)
        done += run_path(argv[i], &failed);
    printf("%zu inputs run, %zu not read\n", done, failed);
    return failed ? 2 : 0;
}
