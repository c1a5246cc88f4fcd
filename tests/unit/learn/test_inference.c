/* Inference gives what the network's definition in floats gives, but for what rounding loses. */
#include "learn/inference.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { WORDS = 41, WIDTH = 64, ARC = 32 };

static const network_shape SHAPE = {.width = WIDTH,
                                    .layers = 3,
                                    .upos = 17,
                                    .xpos = 20,
                                    .feats = 30,
                                    .arc = ARC,
                                    .relation = 48,
                                    .relations = 21,
                                    .name = 32,
                                    .names = 13};
static const uint32_t ENDS[] = {1, 20, WORDS};

typedef struct setting {
    memory memory;
    arena arena;
    network network;
    inference inference;
    inference_room room;
    network_batch batch;
    float *x; /* [WORDS][WIDTH]: sums of word rows */
    float *y; /* the encoder's result in floats */
} setting;

static void fill(float *to, size_t count, uint32_t seed, float size)
{
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525 + 1013904223;
        to[i] = size * (float)(int32_t)seed / 2147483648.0F;
    }
}

/* What network.h does, layer after layer. */
static void encode(setting *setting)
{
    const network *network = &setting->network;
    const kernels *kernels = &kernels_portable;
    float *x = arena_array(&setting->arena, float, (size_t)WORDS *WIDTH);
    float *spare = arena_array(&setting->arena, float, (size_t)WORDS *WIDTH);
    network_state state = network_state_new(&setting->arena, &SHAPE, WORDS);
    kernels->normalise(setting->x, WORDS, WIDTH, spare, NULL);
    network_scale(spare, network->input_gain, network->input_bias, WORDS, WIDTH, x);
    for (uint32_t i = 0; i < SHAPE.layers; i++)
        network_layer_run(network, kernels, i, &setting->batch, x, &state, spare);
    kernels->normalise(x, WORDS, WIDTH, spare, NULL);
    network_scale(spare, network->output_gain, network->output_bias, WORDS, WIDTH, setting->y);
}

static void begin(setting *setting)
{
    memset(setting, 0, sizeof *setting);
    arena_init(&setting->arena, &setting->memory);
    const size_t count = network_layout(&setting->network, &SHAPE, NULL);
    float *dense = arena_array(&setting->arena, float, count);
    network_layout(&setting->network, &SHAPE, dense);
    fill(dense, count, 1, 0.5F);
    inference_init(&setting->inference, &setting->arena, &setting->network, kernels_best());
    setting->room = inference_room_new(&setting->inference, &setting->arena, WORDS, WORDS);
    setting->batch = (network_batch){.n = WORDS, .ends = ENDS, .sentences = 3};
    setting->x = arena_array(&setting->arena, float, (size_t)WORDS *WIDTH);
    setting->y = arena_array(&setting->arena, float, (size_t)WORDS *WIDTH);
    fill(setting->x, (size_t)WORDS * WIDTH, 2, 1.0F);
    memcpy(setting->room.x, setting->x, (size_t)WORDS * WIDTH * sizeof(float));
    encode(setting);
    inference_encode(&setting->inference, &setting->batch, &setting->room);
}

/* Within a share of the greatest of `right`. */
static void assert_near(const float *found, const float *right, size_t count, double share)
{
    double most = 0;
    for (size_t i = 0; i < count; i++)
        most = fabs((double)right[i]) > most ? fabs((double)right[i]) : most;
    assert_true(most > 0);
    for (size_t i = 0; i < count; i++)
        assert_true(fabs((double)found[i] - (double)right[i]) <= share * most);
}

static void the_encoder_agrees(void **state)
{
    static setting setting;
    float found[WIDTH];
    (void)state;
    begin(&setting);
    for (uint32_t t = 0; t < WORDS; t++) {
        const whole_rows *y = &setting.room.y;
        for (uint32_t i = 0; i < WIDTH; i++)
            found[i] = y->scales[t] * (float)y->rows[t * y->stride + i];
        assert_near(found, setting.y + (size_t)t * WIDTH, WIDTH, 5e-3);
    }
    arena_finish(&setting.arena);
}

static void heads_agree(void **state)
{
    static setting setting;
    (void)state;
    begin(&setting);
    const network *network = &setting.network;
    const uint32_t tags = network_tag_columns(&SHAPE);
    const uint32_t columns = network_parse_columns(&SHAPE);
    float *right = arena_array(&setting.arena, float, (size_t)WORDS *columns);
    kernels_portable.product(setting.y, WIDTH, WORDS, WIDTH, network->tags, tags / KERNEL_PANEL,
                             network->tags_bias, right, tags, KERNEL_PANEL, false);
    assert_near(inference_tags(&setting.inference, &setting.room), right, (size_t)WORDS * tags,
                5e-3);
    network_parse(network, &kernels_portable, setting.y, WORDS, right);
    const float *parse = inference_parse(&setting.inference, &setting.room);
    assert_near(parse, right, (size_t)WORDS * columns, 5e-3);
    for (uint32_t s = 0, start = 0; s < 3; start = ENDS[s++]) {
        const uint32_t n = ENDS[s] - start;
        float *scores = arena_array(&setting.arena, float, (size_t)n *(n + 1));
        float *spare = arena_array(&setting.arena, float, (size_t)n *ARC);
        network_arcs(network, &kernels_portable, right + (size_t)start * columns, n, scores, spare);
        float *found = inference_arcs(&setting.inference, &setting.room, start, n);
        for (uint32_t i = 0; i < n; i++) {
            float *row = found + (size_t)i * inference_stride(n);
            assert_true(isinf(row[i + 1]) && row[i + 1] < 0);
            row[i + 1] = scores[(size_t)i * (n + 1) + i + 1];
            assert_near(row, scores + (size_t)i * (n + 1), n + 1, 2e-2);
        }
    }
    arena_finish(&setting.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_encoder_agrees),
        cmocka_unit_test(heads_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
