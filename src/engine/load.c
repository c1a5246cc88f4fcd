/* load.c - loading models: readout_model_* of readout.h. */
#include "base/error.h"
#include "base/file.h"
#include "learn/model.h"

#include <readout.h>

enum { MODEL_BYTES_MAX = 256 << 20 };

typedef struct loading {
    memory memory;
    arena arena;
    const char *path;
    model *model;
    readout_error *error;
    readout_status status;
} loading;

static void load_file(void *context)
{
    loading *loading = context;
    str bytes;
    loading->status =
        file_read(&loading->arena, loading->path, MODEL_BYTES_MAX, &bytes, loading->error);
    if (loading->status == READOUT_OK)
        loading->status = model_read(bytes, true, &loading->model, loading->error);
    else
        loading->status = READOUT_ERR_MODEL;
}

readout_status readout_model_load(const char *path, readout_model **out, readout_error *error)
{
    if (out == NULL)
        return error_set(error, READOUT_ERR_ARGUMENT, "readout_model_load: out is NULL");
    if (path == NULL)
        return model_built_in(out, error);
    loading loading = {.path = path, .error = error};
    arena_init(&loading.arena, &loading.memory);
    if (!memory_try(&loading.memory, load_file, &loading))
        loading.status = error_set(error, READOUT_ERR_MEMORY, "out of memory");
    arena_finish(&loading.arena);
    if (loading.status != READOUT_OK) {
        if (error != NULL)
            error->status = loading.status;
        return loading.status;
    }
    *out = loading.model;
    return error_clear(error);
}

void readout_model_free(readout_model *model)
{
    model_free(model);
}

const char *readout_model_name(const readout_model *model)
{
    return model != NULL ? model_name(model) : "";
}
