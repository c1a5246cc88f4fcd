/* fuzz_model.c - any bytes as a model file: refused with a reason, or sections that lie
 * inside. With an odd first byte the header is made right, so that the table is reached. With the
 * second bit a sound language model is spoilt, section by section, under a right checksum: the
 * parser refuses it, or analyses words soundly. */
#include "fuzz.h"
#include "unit/language/parser_model.h"

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

/* ---- A spoilt language model ------------------------------------------------------------------
 */

/* The numbers of the model: the input, over and over. */
typedef struct numbers {
    str all;
    size_t at;
} numbers;

static uint32_t some_byte(void *source)
{
    numbers *numbers = source;
    if (numbers->all.len == 0)
        return 0;
    return (uint8_t)numbers->all.data[numbers->at++ % numbers->all.len];
}

static float some_float(void *source)
{
    return (float)(int8_t)some_byte(source) / 16;
}

/* Leaves a section out, shortens it, gives it other sides or type, or changes bytes. */
static void spoil(fuzz_work *work, model_builder *builder, const model_section *section)
{
    const uint8_t how = fuzz_choice(&work->input);
    const size_t bytes =
        section->count * (section->type == MODEL_I8 || section->type == MODEL_BYTES ? 1 : 4);
    uint8_t *data = arena_array(&work->keep, uint8_t, bytes);
    uint32_t dims[4] = {section->dims[0], section->dims[1], section->dims[2], section->dims[3]};
    model_type type = section->type;
    memcpy(data, section->data, bytes);
    if (how % 8 == 1)
        return;
    if (how % 8 == 2 && dims[0] > 1)
        dims[0] = 1 + fuzz_choice(&work->input) % (dims[0] - 1);
    if (how % 8 == 3 && dims[0] % 2 == 0) {
        dims[0] /= 2;
        dims[1] *= 2;
    }
    if (how % 8 == 4 && (type == MODEL_I32 || type == MODEL_F32))
        type = type == MODEL_I32 ? MODEL_F32 : MODEL_I32;
    for (uint8_t i = 0; how % 8 == 5 && i < how / 8; i++) {
        const uint32_t at = (uint32_t)fuzz_choice(&work->input) << 8 | fuzz_choice(&work->input);
        data[at % bytes] = fuzz_choice(&work->input);
    }
    model_builder_add(builder, arena_cstr(&work->keep, section->name), type, dims, data);
}

static void read_spoilt(fuzz_work *work)
{
    static const str words[] = {STR_INIT("The"),
                                STR_INIT("port"),
                                STR_INIT("of"),
                                STR_INIT("Oslo"),
                                STR_INIT("\xf0\x9f\x98\x80"),
                                STR_INIT("42")};
    enum { WORDS = sizeof words / sizeof *words };
    const uint32_t ends[] = {1, WORDS};
    parsed_word parsed[WORDS];
    model *sound = NULL;
    model *spoilt = NULL;
    readout_error error;
    parser parser;
    size_t count;
    numbers numbers = {work->input, 0};
    must(model_read(tiny_model(&work->keep, some_float, some_byte, &numbers), true, &sound,
                    &error) == READOUT_OK);
    const model_section *sections = model_sections(sound, &count);
    model_builder *builder = model_builder_new(&work->keep, "spoilt");
    for (size_t i = 0; i < count; i++)
        spoil(work, builder, &sections[i]);
    must(model_read(model_builder_bytes(&work->keep, builder), true, &spoilt, &error) ==
         READOUT_OK);
    if (parser_of(&work->keep, spoilt, &parser)) {
        parser_run(&parser, &work->scratch, words, ends, 2, parsed);
        must(tiny_safe(&parser, parsed, 1) && tiny_safe(&parser, parsed + 1, WORDS - 1));
        for (uint32_t i = 0; i < WORDS; i++)
            parser_lemma(&parser, &work->keep, words[i], &parsed[i]);
    }
    model_free(spoilt);
    model_free(sound);
}

static void read_model(void *context)
{
    fuzz_work *work = context;
    const uint8_t choice = fuzz_choice(&work->input);
    const bool framed = choice & 1;
    if (choice & 2) {
        read_spoilt(work);
        return;
    }
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
