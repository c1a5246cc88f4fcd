/* fuzz_model.c - any bytes as a model file: refused with a reason, or sections that lie
 * inside. With an odd first byte the header is made right, so that the table is reached. */
#include "fuzz.h"
#include "learn/model.h"

#include <string.h>

static void check_sections(const model *model)
{
    size_t count;
    const model_section *sections = model_sections(model, &count);
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++) {
        const model_section *section = &sections[i];
        const size_t size = section->type == MODEL_I32 || section->type == MODEL_F32   ? 4
                            : section->type == MODEL_I16 || section->type == MODEL_U16 ? 2
                                                                                       : 1;
        for (size_t at = 0; at < section->count * size; at++)
            sum += ((const unsigned char *)section->data)[at];
        must((uintptr_t)section->data % MODEL_ALIGN == 0);
        char name[MODEL_NAME_MAX];
        memcpy(name, section->name.data, section->name.len + 1);
        must(model_find(model, name, section->type, section->dims[0], section->dims[1]) == section);
    }
    must(sum != 1 || sum == 1); /* the bytes were read */
}

static void read_model(void *context)
{
    fuzz_work *work = context;
    const bool framed = fuzz_choice(&work->input) & 1;
    str bytes = work->input;
    model *model = NULL;
    readout_error error;
    if (framed) {
        /* The bytes as the data of a section of a good file, one byte of which they change. */
        model_builder *builder = model_builder_new(&work->keep, "fuzz");
        const uint32_t dims[4] = {(uint32_t)bytes.len, 1, 1, 1};
        if (bytes.len > 0)
            model_builder_add(builder, "data", MODEL_BYTES, dims, bytes.data);
        bytes = model_builder_bytes(&work->keep, builder);
    }
    readout_status status = model_read(bytes, true, &model, &error);
    must(status == READOUT_OK || error.message[0] != '\0');
    must(!framed || status == READOUT_OK);
    if (status == READOUT_OK)
        check_sections(model);
    model_free(model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(read_model, data, size);
}
