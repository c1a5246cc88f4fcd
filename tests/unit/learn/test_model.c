/* model.h: what a builder wrote is read back, and nothing else is believed. */
#include "learn/model.h"
#include "unit/base/fixture.h"

#include <string.h>

static const int16_t WEIGHTS[6] = {1, -2, 3, -4, 5, -6};
static const uint8_t BYTES[5] = {9, 8, 7, 6, 5};
static const float NUMBERS[2] = {0.5F, -1.5F};

static str example_file(arena *arena)
{
    model_builder *builder = model_builder_new(arena, "readout-xx 1.0");
    model_builder_add(builder, "tagger.weights", MODEL_I16, (uint32_t[4]){3, 2}, WEIGHTS);
    model_builder_add(builder, "numbers", MODEL_F32, (uint32_t[4]){2}, NUMBERS);
    model_builder_add(builder, "bytes", MODEL_BYTES, (uint32_t[4]){5}, BYTES);
    return model_builder_bytes(arena, builder);
}

static model *read(str bytes)
{
    model *model = NULL;
    assert_int_equal(model_read(bytes, true, &model, NULL), READOUT_OK);
    return model;
}

/* The message with which these bytes are refused. */
static const char *refusal(str bytes)
{
    static readout_error error;
    model *model = NULL;
    assert_int_equal(model_read(bytes, true, &model, &error), READOUT_ERR_MODEL);
    assert_null(model);
    return error.message;
}

static void sections_come_back_as_they_were(void **state)
{
    model *model = read(example_file(arena_of(state)));
    const model_section *section = model_find(model, "tagger.weights", MODEL_I16, 3, 2);
    assert_non_null(section);
    assert_text(section->name, "tagger.weights");
    assert_int_equal(section->count, 6);
    assert_int_equal(section->dims[2], 1);
    assert_memory_equal(section->data, WEIGHTS, sizeof WEIGHTS);
    assert_memory_equal(model_find(model, "bytes", MODEL_BYTES, 5, 0)->data, BYTES, sizeof BYTES);
    assert_memory_equal(model_find(model, "numbers", MODEL_F32, 0, 0)->data, NUMBERS,
                        sizeof NUMBERS);
    model_free(model);
}

static void sections_are_aligned_and_listed_in_order(void **state)
{
    model *model = read(example_file(arena_of(state)));
    size_t count;
    const model_section *sections = model_sections(model, &count);
    assert_int_equal(count, 3);
    assert_text(sections[0].name, "bytes");
    assert_text(sections[1].name, "numbers");
    assert_text(sections[2].name, "tagger.weights");
    for (size_t i = 0; i < count; i++)
        assert_int_equal((uintptr_t)sections[i].data % MODEL_ALIGN, 0);
    model_free(model);
}

static void a_section_of_another_shape_is_not_found(void **state)
{
    model *model = read(example_file(arena_of(state)));
    assert_null(model_find(model, "tagger.weights", MODEL_I8, 3, 2));
    assert_null(model_find(model, "tagger.weights", MODEL_I16, 2, 3));
    assert_null(model_find(model, "tagger.weight", MODEL_I16, 0, 0));
    assert_null(model_find(model, "", MODEL_I16, 0, 0));
    assert_null(model_find(model, "zzz", MODEL_I16, 0, 0));
    model_free(model);
}

static void its_name_ends_in_its_checksum(void **state)
{
    model *one = read(example_file(arena_of(state)));
    assert_true(str_starts(str_of(model_name(one)), STR("readout-xx 1.0 (")));
    assert_int_equal(strlen(model_name(one)), strlen("readout-xx 1.0 (01234567)"));
    model_free(one);
}

static void the_same_sections_make_the_same_file(void **state)
{
    arena *arena = arena_of(state);
    str first = example_file(arena);
    model_builder *builder = model_builder_new(arena, "readout-xx 1.0");
    model_builder_add(builder, "bytes", MODEL_I8, (uint32_t[4]){5}, "other");
    model_builder_add(builder, "bytes", MODEL_BYTES, (uint32_t[4]){5}, BYTES);
    model_builder_add(builder, "tagger.weights", MODEL_I16, (uint32_t[4]){3, 2}, WEIGHTS);
    model_builder_add(builder, "numbers", MODEL_F32, (uint32_t[4]){2}, NUMBERS);
    assert_true(str_equal(first, model_builder_bytes(arena, builder)));
}

static void one_trainer_takes_over_the_sections_of_another(void **state)
{
    arena *arena = arena_of(state);
    model *old = read(example_file(arena));
    model_builder *builder = model_builder_new(arena, "readout-xx 1.0");
    model_builder_add_all(builder, old);
    assert_true(str_equal(example_file(arena), model_builder_bytes(arena, builder)));
    model_free(old);
}

static void bytes_that_outlive_the_model_are_not_copied(void **state)
{
    str bytes = example_file(arena_of(state));
    model *model = NULL;
    assert_int_equal(model_read(bytes, false, &model, NULL), READOUT_OK);
    const char *data = model_find(model, "bytes", MODEL_BYTES, 5, 0)->data;
    assert_true(data > bytes.data && data < bytes.data + bytes.len);
    model_free(model);
    str shifted = {(char *)arena_alloc(arena_of(state), bytes.len + 128, 1) + 1, bytes.len};
    shifted.data += (64 - (uintptr_t)shifted.data % 64) % 64 + 1;
    memcpy((char *)(uintptr_t)shifted.data, bytes.data, bytes.len);
    assert_int_equal(model_read(shifted, false, &model, NULL), READOUT_ERR_ARGUMENT);
}

static void a_cut_file_is_refused_at_every_length(void **state)
{
    str bytes = example_file(arena_of(state));
    for (size_t length = 0; length < bytes.len; length++)
        refusal(str_slice(bytes, 0, length));
    assert_string_equal(refusal(str_slice(bytes, 0, bytes.len - 1)),
                        "model file is cut off, or longer than it should be");
    assert_string_equal(refusal(STR("")), "model file is not a readout model");
}

static void every_changed_bit_is_noticed(void **state)
{
    arena *arena = arena_of(state);
    str bytes = example_file(arena);
    char *copy = arena_cstr(arena, bytes);
    for (size_t at = 0; at < bytes.len; at++)
        for (int bit = 0; bit < 8; bit++) {
            memcpy(copy, bytes.data, bytes.len);
            copy[at] = (char)(copy[at] ^ 1 << bit);
            refusal((str){copy, bytes.len});
        }
}

static void a_newer_version_is_named_as_such(void **state)
{
    arena *arena = arena_of(state);
    str bytes = example_file(arena);
    char *copy = (char *)(uintptr_t)arena_str(arena, bytes).data;
    copy[8] = 2;
    assert_string_equal(refusal((str){copy, bytes.len}),
                        "model file is of a version that this readout cannot read");
}

static void an_empty_model_has_no_sections(void **state)
{
    (void)state;
    model *model = NULL;
    size_t count = 1;
    assert_int_equal(model_empty(&model, NULL), READOUT_OK);
    model_sections(model, &count);
    assert_int_equal(count, 0);
    assert_null(model_find(model, "bytes", MODEL_BYTES, 0, 0));
    assert_string_equal(model_name(model), "none");
    model_free(model);
    model_free(NULL);
}

/* The built-in one is taken as it is when a program starts; its checksum is in its name. */
static void the_model_built_in_is_what_was_written(void **state)
{
    arena *arena = arena_of(state);
    model *built_in = NULL;
    if (model_built_in(&built_in, NULL) != READOUT_OK)
        skip();
    char *name = arena_cstr(arena, str_of(model_name(built_in)));
    *strstr(name, " (") = '\0';
    model_builder *builder = model_builder_new(arena, name);
    model_builder_add_all(builder, built_in);
    model *again = read(model_builder_bytes(arena, builder));
    assert_string_equal(model_name(again), model_name(built_in));
    model_free(again);
    model_free(built_in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        specification(sections_come_back_as_they_were),
        specification(sections_are_aligned_and_listed_in_order),
        specification(a_section_of_another_shape_is_not_found),
        specification(its_name_ends_in_its_checksum),
        specification(the_same_sections_make_the_same_file),
        specification(one_trainer_takes_over_the_sections_of_another),
        specification(bytes_that_outlive_the_model_are_not_copied),
        specification(a_cut_file_is_refused_at_every_length),
        specification(every_changed_bit_is_noticed),
        specification(a_newer_version_is_named_as_such),
        specification(an_empty_model_has_no_sections),
        specification(the_model_built_in_is_what_was_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
