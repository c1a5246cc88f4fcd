/* pack.c - joins model files into one.
 *
 * usage: pack OUT NAME PART...
 *
 * OUT gets all sections of the parts; where two have one of the same name, the later one's. OUT
 * may be one of the parts. */
#include "base/file.h"
#include "learn/model.h"

#include <stdio.h>

enum { FILE_LIMIT = 1 << 30, PARTS_MAX = 32 };

typedef struct packing {
    int argc;
    char **argv;
    arena arena;
    readout_error error;
    model *parts[PARTS_MAX];
    bool done;
} packing;

static bool add_part(packing *packing, model_builder *builder, const char *path, model **part)
{
    str bytes;
    if (file_read(&packing->arena, path, FILE_LIMIT, &bytes, &packing->error) != READOUT_OK ||
        model_read(bytes, true, part, &packing->error) != READOUT_OK)
        return false;
    model_builder_add_all(builder, *part);
    return true;
}

static void run(void *context)
{
    packing *packing = context;
    model_builder *builder = model_builder_new(&packing->arena, packing->argv[2]);
    packing->done = true;
    for (int i = 3; packing->done && i < packing->argc; i++)
        packing->done = add_part(packing, builder, packing->argv[i], &packing->parts[i - 3]);
    if (packing->done) {
        str file = model_builder_bytes(&packing->arena, builder);
        packing->done = file_write(packing->argv[1], file, &packing->error) == READOUT_OK;
        fprintf(stderr, "%s: %zu bytes\n", packing->argv[1], file.len);
    }
    if (!packing->done)
        fprintf(stderr, "pack: %s\n", packing->error.message);
}

int main(int argc, char **argv)
{
    static packing packing;
    memory memory = {0};
    if (argc < 4 || argc - 3 > PARTS_MAX) {
        fprintf(stderr, "usage: pack OUT NAME PART...\n");
        return 2;
    }
    packing.argc = argc;
    packing.argv = argv;
    arena_init(&packing.arena, &memory);
    if (!memory_try(&memory, run, &packing))
        fprintf(stderr, "pack: out of memory\n");
    for (int i = 0; i < PARTS_MAX; i++)
        model_free(packing.parts[i]);
    arena_finish(&packing.arena);
    return packing.done ? 0 : 2;
}
