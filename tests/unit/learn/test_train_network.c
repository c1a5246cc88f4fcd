/* Every gradient of the trainer against differences of the loss. */
#include "learn/train_network.h"
#include "learn/train_step.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 40, ROW_COUNT = 3, VECTORS = 5, WORDS = 7 };

typedef struct setting {
    memory memory;
    arena arena;
    train_trainer trainer;
    example examples[2];
    const example *batch[2];
    train_losses losses;
} setting;

static const network_shape SHAPE = {32, 2, 3, 4, 5, 16, 16, 6, 16, 9};

static uint16_t *numbers(setting *setting, uint32_t n, uint32_t below)
{
    uint16_t *made = arena_array(&setting->arena, uint16_t, n);
    for (uint32_t i = 0; i < n; i++)
        made[i] = (uint16_t)(train_random(&setting->trainer.random) % below);
    return made;
}

static example new_example(setting *setting, uint32_t n, bool tree, example_names names)
{
    uint32_t *rows = arena_array(&setting->arena, uint32_t, n * ROW_COUNT);
    uint32_t *vectors = arena_array(&setting->arena, uint32_t, n);
    uint8_t *notes = arena_array(&setting->arena, uint8_t, n);
    for (uint32_t i = 0; i < n * ROW_COUNT; i++)
        rows[i] = (uint32_t)(train_random(&setting->trainer.random) % ROWS);
    for (uint32_t i = 0; i < n; i++) {
        vectors[i] = i % 3 == 0 ? UINT32_MAX : i % VECTORS;
        notes[i] = (uint8_t)(i % 3);
    }
    example example = {.n = n,
                       .rows = rows,
                       .vectors = vectors,
                       .upos = numbers(setting, n, SHAPE.upos),
                       .xpos = numbers(setting, n, SHAPE.xpos),
                       .feats = numbers(setting, n, SHAPE.feats),
                       .relations = numbers(setting, n, SHAPE.relations),
                       .names = numbers(setting, n, SHAPE.names),
                       .notes = notes,
                       .has_names = names,
                       .has_tree = tree,
                       .weight = 0.7F};
    uint16_t *heads = arena_array(&setting->arena, uint16_t, n);
    for (uint32_t i = 0; i < n; i++)
        heads[i] = (uint16_t)(i % 4); /* 0..3: some root, none its own head */
    for (uint32_t i = 0; i < n; i++)
        heads[i] = heads[i] == i + 1 ? 0 : heads[i];
    example.heads = heads;
    return example;
}

static void begin(setting *setting)
{
    static const uint8_t other[] = {1, 0, 0, 0, 0, 1, 1, 1, 1};
    memset(setting, 0, sizeof *setting);
    arena_init(&setting->arena, &setting->memory);
    float *vectors = arena_array(&setting->arena, float, VECTORS * 16);
    for (int i = 0; i < VECTORS * 16; i++)
        vectors[i] = sinf((float)i);
    setting->trainer.parameters = (train_parameters){.table_rows = ROWS,
                                                     .row_count = ROW_COUNT,
                                                     .word_rows = 1,
                                                     .vectors = vectors,
                                                     .vector_count = VECTORS,
                                                     .vector_padded = 16,
                                                     .other_names = other};
    setting->trainer.options = (train_options){0, 0, 0, 0, 0.5F, 1, 0.7F, 0.9F};
    setting->trainer.threads = 1;
    train_trainer_init(&setting->trainer, &setting->arena, &SHAPE, 3);
    setting->trainer.kernels = &kernels_portable;
    setting->examples[0] = new_example(setting, WORDS, true, EXAMPLE_SOME_NAMES);
    setting->examples[1] = new_example(setting, 4, false, EXAMPLE_ALL_NAMES);
    for (int i = 0; i < 2; i++)
        setting->batch[i] = &setting->examples[i];
}

static void end(setting *setting)
{
    train_trainer_finish(&setting->trainer);
    arena_finish(&setting->arena);
}

typedef struct running {
    setting *setting;
    train_shard *shard;
    double loss;
} running;

static void run_body(void *context)
{
    running *running = context;
    train_trainer *trainer = &running->setting->trainer;
    train_shard *shard = running->shard;
    const train_options *options = &trainer->options;
    memset(shard->dense, 0, trainer->parameters.dense_count * sizeof(float));
    memset(&shard->losses, 0, sizeof shard->losses);
    train_transpose(&trainer->parameters, &trainer->transposes);
    train_shard_run(&trainer->parameters, &trainer->transposes, trainer->kernels, options,
                    running->setting->batch, 2, shard);
    running->loss =
        shard->losses.tags + shard->losses.arcs + shard->losses.relations + shard->losses.names;
}

static double loss_of(setting *setting)
{
    running running = {setting, &setting->trainer.workers[0].shard, 0};
    assert_true(memory_try(&setting->trainer.workers[0].memory, run_body, &running));
    return running.loss;
}

static double difference(setting *setting, float *at)
{
    const float step = 4e-3F;
    const float kept = *at;
    *at = kept + step;
    double more = loss_of(setting);
    *at = kept - step;
    double less = loss_of(setting);
    *at = kept;
    return (more - less) / (2 * (double)step);
}

/* A rectifier may have its corner between the two points: rarely, so a few may be wrong. */
static void check_all(double *found, const double *expected, size_t count)
{
    size_t wrong = 0;
    double largest = 0;
    for (size_t i = 0; i < count; i++) {
        double off = fabs(found[i] - expected[i]);
        largest = fabs(expected[i]) > largest ? fabs(expected[i]) : largest;
        wrong += off > 4e-3 + 0.02 * fabs(expected[i]);
    }
    assert_true(largest > 0.01);
    assert_true(wrong <= 1 + count / 30);
}

/* Each of `count` parameters, or about 60 of them. */
static void check_parameters(setting *setting, float *parameters, const float *gradient,
                             size_t count)
{
    const size_t stride = count / 60 + 1;
    double found[64];
    double expected[64];
    size_t checked = 0;
    for (size_t i = 0; i < count && checked < 64; i += stride) {
        expected[checked] = difference(setting, parameters + i);
        loss_of(setting);
        found[checked++] = (double)gradient[i];
    }
    check_all(found, expected, checked);
}

static void dense_gradients_are_right(void **state)
{
    setting setting;
    (void)state;
    begin(&setting);
    network *n = &setting.trainer.parameters.network;
    network *g = &setting.trainer.workers[0].shard.gradient;
    const struct {
        float *parameters;
        float *gradient;
        size_t count;
    } groups[] = {
        {n->input_gain, g->input_gain, 32},
        {n->input_bias, g->input_bias, 32},
        {n->layers[0].gain, g->layers[0].gain, 32},
        {n->layers[0].bias, g->layers[0].bias, 32},
        {n->layers[0].taps, g->layers[0].taps, 96},
        {n->layers[0].in, g->layers[0].in, 32 * 96},
        {n->layers[0].in_bias, g->layers[0].in_bias, 96},
        {n->layers[0].out, g->layers[0].out, 32 * 32},
        {n->layers[1].taps, g->layers[1].taps, 96},
        {n->layers[1].in, g->layers[1].in, 32 * 96},
        {n->output_gain, g->output_gain, 32},
        {n->tags, g->tags, 32 * 16},
        {n->tags_bias, g->tags_bias, 12},
        {n->parse, g->parse, 32 * 64},
        {n->parse_bias, g->parse_bias, 64},
        {n->arc, g->arc, 16 * 16},
        {n->arc_bias, g->arc_bias, 16},
        {n->root_arc, g->root_arc, 16},
        {n->root_relation, g->root_relation, 16},
        {n->distance, g->distance, NETWORK_DISTANCES},
        {n->relation, g->relation, 16 * 16},
        {n->name, g->name, 32 * 16},
        {n->notes, g->notes, 3 * 16},
        {n->names, g->names, 16 * 16},
        {n->names_bias, g->names_bias, 9},
        {setting.trainer.parameters.projection,
         setting.trainer.workers[0].shard.gradient_projection, 16 * 32},
    };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        check_parameters(&setting, groups[i].parameters, groups[i].gradient, groups[i].count);
    end(&setting);
}

static void row_gradients_are_right(void **state)
{
    setting setting;
    (void)state;
    begin(&setting);
    train_shard *shard = &setting.trainer.workers[0].shard;
    const uint32_t row = setting.examples[0].rows[4];
    double found[32] = {0};
    double expected[32];
    for (uint32_t i = 0; i < 32; i++) {
        expected[i] = difference(&setting, setting.trainer.parameters.table + row * 32 + i);
        loss_of(&setting);
        for (uint32_t t = 0; t < shard->n; t++)
            for (uint32_t r = 0; r < ROW_COUNT; r++)
                if (shard->rows[t * ROW_COUNT + r] == row)
                    found[i] += (double)shard->words[t * 32 + i];
    }
    check_all(found, expected, 32);
    end(&setting);
}

static void threads_do_not_change_the_model(void **state)
{
    setting one;
    setting three;
    (void)state;
    begin(&one);
    begin(&three);
    three.trainer.threads = 3;
    for (int i = 0; i < 5; i++) {
        assert_true(train_step_run(&one.trainer, one.batch, 2, 0.01F, &one.losses));
        assert_true(train_step_run(&three.trainer, three.batch, 2, 0.01F, &three.losses));
    }
    assert_memory_equal(one.trainer.parameters.dense, three.trainer.parameters.dense,
                        one.trainer.parameters.dense_count * sizeof(float));
    assert_memory_equal(one.trainer.parameters.table, three.trainer.parameters.table,
                        ROWS * 32 * sizeof(float));
    end(&one);
    end(&three);
}

static void it_learns(void **state)
{
    setting setting;
    (void)state;
    begin(&setting);
    double before = loss_of(&setting);
    for (int i = 0; i < 60; i++)
        assert_true(train_step_run(&setting.trainer, setting.batch, 2, 0.01F, &setting.losses));
    assert_true(loss_of(&setting) < before / 10);
    end(&setting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dense_gradients_are_right),
        cmocka_unit_test(row_gradients_are_right),
        cmocka_unit_test(threads_do_not_change_the_model),
        cmocka_unit_test(it_learns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
