/* inference.c - see inference.h. Products of rounded rows and rounded matrices are common practice
 * (Jacob et al. 2018, "Quantization and training of neural networks for efficient integer-only
 * inference"); 16 bits instead of 8 need no training for it and lose nothing that can be
 * measured, at the same number of instructions on processors without VNNI. */
#include "learn/inference.h"

#include <math.h>
#include <string.h>

/* ---- Memory -------------------------------------------------------------------------------- */

enum { CACHE_LINE = 64 };

static void *aligned(arena *arena, size_t size)
{
    char *bytes = arena_array(arena, char, size + CACHE_LINE);
    return bytes + (CACHE_LINE - (uintptr_t)bytes % CACHE_LINE) % CACHE_LINE;
}

static float *floats(arena *arena, size_t rows, size_t width)
{
    return aligned(arena, (rows + KERNEL_ROWS) * width * sizeof(float));
}

static whole_rows whole_rows_new(arena *arena, size_t rows, size_t width)
{
    return (whole_rows){.rows = aligned(arena, (rows + KERNEL_ROWS) * width * sizeof(int16_t)),
                        .stride = width,
                        .scales = aligned(arena, (rows + KERNEL_ROWS) * sizeof(float))};
}

/* The greatest size of numbers of which `in` products are a sum that 32 bits hold. */
static uint32_t limit_of(uint32_t in)
{
    const uint32_t limit = (uint32_t)sqrt((double)INT32_MAX / in);
    return limit < INT16_MAX ? limit : INT16_MAX;
}

static whole_matrix empty_matrix(arena *arena, uint32_t in, uint32_t columns)
{
    return (whole_matrix){.panels = aligned(arena, (size_t)in * columns * sizeof(int16_t)),
                          .scales = aligned(arena, columns * sizeof(float)),
                          .in = in,
                          .panel_count = columns / KERNEL_PANEL};
}

static whole_matrix matrix_of(const inference *inference, arena *arena, const float *panels,
                              const float *bias, uint32_t in, uint32_t columns)
{
    whole_matrix matrix = empty_matrix(arena, in, columns);
    matrix.bias = bias;
    inference->kernels->round_matrix(panels, limit_of(in), &matrix);
    return matrix;
}

void inference_init(inference *inference, arena *arena, const network *network,
                    const kernels *kernels)
{
    const network_shape *shape = &network->shape;
    const uint32_t width = shape->width;
    *inference = (struct inference){.network = network, .kernels = kernels};
    for (uint32_t i = 0; i < shape->layers; i++) {
        const network_layer *layer = &network->layers[i];
        inference->layers[i] = (inference_layer){
            .in = matrix_of(inference, arena, layer->in, layer->in_bias, width, 3 * width),
            .out = matrix_of(inference, arena, layer->out, NULL, width, width)};
    }
    inference->tags = matrix_of(inference, arena, network->tags, network->tags_bias, width,
                                network_tag_columns(shape));
    inference->parse = matrix_of(inference, arena, network->parse, network->parse_bias, width,
                                 network_parse_columns(shape));
    inference->arc =
        matrix_of(inference, arena, network->arc, network->arc_bias, shape->arc, shape->arc);
    inference->relation = matrix_of(inference, arena, network->relation, network->relation_bias,
                                    shape->relation, network_padded(shape->relations));
    inference->name =
        matrix_of(inference, arena, network->name, network->name_bias, width, shape->name);
    inference->names = matrix_of(inference, arena, network->names, network->names_bias, shape->name,
                                 network_padded(shape->names));
    inference->root = whole_rows_new(arena, 1, shape->arc);
    kernels->round_rows(network->root_arc, shape->arc, 1, shape->arc, limit_of(shape->arc),
                        &inference->root);
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

inference_room inference_room_new(const inference *inference, arena *arena, uint32_t words,
                                  uint32_t sentence)
{
    const network_shape *shape = &inference->network->shape;
    const uint32_t hidden = larger(larger(shape->relation, shape->name), shape->arc);
    const uint32_t heads = inference_stride(sentence);
    uint32_t wide = larger(3 * shape->width, network_tag_columns(shape));
    wide = larger(wide, larger(network_parse_columns(shape), network_padded(shape->relations)));
    wide = larger(wide, network_padded(shape->names));
    inference_room room = {.sentence = sentence,
                           .x = floats(arena, words, shape->width),
                           .spare = floats(arena, words, shape->width),
                           .wide = floats(arena, words, wide),
                           .hidden = floats(arena, words, hidden),
                           .scores = floats(arena, sentence, heads),
                           .distances = floats(arena, 2 * (size_t)sentence + 1, 1),
                           .y = whole_rows_new(arena, words, shape->width),
                           .rounded = whole_rows_new(arena, words, larger(hidden, shape->width)),
                           .queries = whole_rows_new(arena, words, shape->arc),
                           .heads = whole_rows_new(arena, words, shape->arc),
                           .against = empty_matrix(arena, shape->arc, heads)};
    for (uint32_t i = 0; i <= 2 * sentence; i++) {
        const int64_t distance = (int64_t)i - sentence;
        room.distances[i] = distance > NETWORK_DISTANCE
                                ? inference->network->distance[(size_t)2 * NETWORK_DISTANCE]
                            : distance < -NETWORK_DISTANCE
                                ? inference->network->distance[0]
                                : inference->network->distance[distance + NETWORK_DISTANCE];
    }
    return room;
}

/* ---- The encoder --------------------------------------------------------------------------- */

static void run_layer(const inference *inference, uint32_t layer, const network_batch *batch,
                      inference_room *room)
{
    const kernels *kernels = inference->kernels;
    const network_layer *part = &inference->network->layers[layer];
    const inference_layer *whole = &inference->layers[layer];
    const uint32_t width = inference->network->shape.width;
    const uint32_t n = batch->n;
    const uint32_t rows = (n + KERNEL_ROWS - 1) / KERNEL_ROWS * KERNEL_ROWS;
    whole_rows *rounded = &room->rounded;
    kernels->normalise_to(room->x, n, width, part->gain, part->bias, room->spare);
    rounded->stride = width;
    rounded->n = n;
    uint32_t start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++])
        kernels->mix_rows(room->spare + (size_t)start * width, part->taps, batch->ends[s] - start,
                          width, limit_of(width), room->wide, rounded->rows + (size_t)start * width,
                          rounded->scales + start);
    kernels->whole_product(rounded, &whole->in, room->wide, KERNEL_PANEL,
                           (size_t)rows * KERNEL_PANEL, false);
    kernels->scan(room->wide, rows, batch->ends, batch->sentences, width, room->spare);
    kernels->round_rows(room->spare, width, n, width, limit_of(width), rounded);
    kernels->whole_product(rounded, &whole->out, room->x, width, KERNEL_PANEL, true);
}

void inference_encode(const inference *inference, const network_batch *batch, inference_room *room)
{
    const network *network = inference->network;
    const kernels *kernels = inference->kernels;
    const uint32_t width = network->shape.width;
    const uint32_t n = batch->n;
    room->n = n;
    kernels->normalise_to(room->x, n, width, network->input_gain, network->input_bias, room->spare);
    memcpy(room->x, room->spare, (size_t)n * width * sizeof *room->x);
    for (uint32_t i = 0; i < network->shape.layers; i++)
        run_layer(inference, i, batch, room);
    kernels->normalise_to(room->x, n, width, network->output_gain, network->output_bias,
                          room->spare);
    kernels->round_rows(room->spare, width, n, width, limit_of(width), &room->y);
}

/* ---- The heads ----------------------------------------------------------------------------- */

static void product(const inference *inference, const whole_rows *x, const whole_matrix *w,
                    float *to)
{
    inference->kernels->whole_product(x, w, to, (size_t)w->panel_count * KERNEL_PANEL, KERNEL_PANEL,
                                      false);
}

const float *inference_tags(const inference *inference, inference_room *room)
{
    product(inference, &room->y, &inference->tags, room->wide);
    return room->wide;
}

const float *inference_parse(const inference *inference, inference_room *room)
{
    const network_shape *shape = &inference->network->shape;
    const kernels *kernels = inference->kernels;
    const uint32_t columns = network_parse_columns(shape);
    const uint32_t limit = limit_of(shape->arc);
    product(inference, &room->y, &inference->parse, room->wide);
    network_leak(&inference->network->shape, room->n, room->wide);
    room->rounded.stride = shape->arc;
    kernels->round_rows(room->wide, columns, room->n, shape->arc, limit, &room->rounded);
    kernels->round_rows(room->wide + shape->arc, columns, room->n, shape->arc, limit, &room->heads);
    product(inference, &room->rounded, &inference->arc, room->hidden);
    kernels->round_rows(room->hidden, shape->arc, room->n, shape->arc, limit, &room->queries);
    return room->wide;
}

uint32_t inference_stride(uint32_t n)
{
    return network_padded(n + 1);
}

/* Row `row` becomes column `column` of the matrix. */
static void put_column(const whole_rows *from, uint32_t row, uint32_t column, whole_matrix *to)
{
    const int16_t *numbers = from->rows + row * from->stride;
    int16_t *panel = to->panels + (size_t)(column / KERNEL_PANEL) * to->in * KERNEL_PANEL;
    panel += (size_t)2 * (column % KERNEL_PANEL);
    for (uint32_t k = 0; k < to->in; k += 2)
        memcpy(panel + (size_t)k * KERNEL_PANEL, numbers + k, 2 * sizeof *numbers);
    to->scales[column] = from->scales[row];
}

float *inference_arcs(const inference *inference, inference_room *room, uint32_t start, uint32_t n)
{
    const uint32_t stride = inference_stride(n);
    const whole_rows queries = {room->queries.rows + start * room->queries.stride,
                                room->queries.stride, room->queries.scales + start, n};
    room->against.panel_count = stride / KERNEL_PANEL;
    put_column(&inference->root, 0, 0, &room->against);
    for (uint32_t j = 0; j < n; j++)
        put_column(&room->heads, start + j, j + 1, &room->against);
    product(inference, &queries, &room->against, room->scores);
    for (uint32_t i = 0; i < n; i++) {
        float *row = room->scores + (size_t)i * stride + 1;
        const float *distances = room->distances + room->sentence - i;
        for (uint32_t j = 0; j < n; j++)
            row[j] += distances[j];
        row[i] = -INFINITY;
    }
    return room->scores;
}

static void hidden_product(const inference *inference, inference_room *room, uint32_t n,
                           const whole_matrix *w, float *to)
{
    room->rounded.stride = w->in;
    inference->kernels->round_rows(room->hidden, w->in, n, w->in, limit_of(w->in), &room->rounded);
    product(inference, &room->rounded, w, to);
}

const float *inference_relations(const inference *inference, inference_room *room)
{
    hidden_product(inference, room, room->n, &inference->relation, room->wide);
    return room->wide;
}

void inference_names(const inference *inference, inference_room *room, float *to)
{
    product(inference, &room->y, &inference->name, to);
}

void inference_note(const inference *inference, const float *restrict name, uint32_t note,
                    float *restrict to)
{
    const uint32_t size = inference->network->shape.name;
    const float *restrict add = inference->network->notes + (size_t)note * size;
    for (uint32_t i = 0; i < size; i++)
        to[i] = name[i] + add[i] > 0 ? name[i] + add[i] : 0;
}

void inference_name_scores(const inference *inference, inference_room *room, uint32_t n, float *to)
{
    hidden_product(inference, room, n, &inference->names, to);
}
