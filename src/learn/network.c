/* network.c - see network.h. */
#include "learn/network.h"

#include <string.h>

enum { LEAK_PERCENT = 10 };

uint32_t network_padded(uint32_t columns)
{
    return (columns + KERNEL_PANEL - 1) / KERNEL_PANEL * KERNEL_PANEL;
}

uint32_t network_tag_columns(const network_shape *shape)
{
    return network_padded(shape->upos + shape->xpos + shape->feats);
}

uint32_t network_parse_columns(const network_shape *shape)
{
    return 2 * shape->arc + 2 * shape->relation;
}

static bool is_count(uint32_t value, uint32_t multiple)
{
    return value > 0 && value <= NETWORK_DIM_MAX && value % multiple == 0;
}

bool network_shape_valid(const network_shape *shape)
{
    return is_count(shape->width, 2 * KERNEL_PANEL) && is_count(shape->layers, 1) &&
           shape->layers <= NETWORK_LAYERS_MAX && is_count(shape->upos, 1) &&
           is_count(shape->xpos, 1) && is_count(shape->feats, 1) &&
           is_count(shape->arc, KERNEL_PANEL) && is_count(shape->relation, KERNEL_PANEL) &&
           is_count(shape->relations, 1) && is_count(shape->name, KERNEL_PANEL) &&
           is_count(shape->names, 1);
}

/* ---- Layout ------------------------------------------------------------------------------ */

typedef struct layout {
    float *base;
    size_t count;
} layout;

static float *take(layout *layout, size_t count)
{
    float *taken = layout->base != NULL ? layout->base + layout->count : NULL;
    layout->count += network_padded((uint32_t)count);
    return taken;
}

static void take_layer(layout *layout, network_layer *layer, size_t width)
{
    layer->gain = take(layout, width);
    layer->bias = take(layout, width);
    layer->taps = take(layout, 3 * width);
    layer->in = take(layout, width * 3 * width);
    layer->in_bias = take(layout, 3 * width);
    layer->out = take(layout, width * width);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the network keeps it to be trained */
size_t network_layout(network *network, const network_shape *shape, float *base)
{
    layout layout = {base, 0};
    const size_t width = shape->width;
    const size_t tags = network_tag_columns(shape);
    const size_t parse = network_parse_columns(shape);
    const size_t relations = network_padded(shape->relations);
    const size_t names = network_padded(shape->names);
    network->shape = *shape;
    network->input_gain = take(&layout, width);
    network->input_bias = take(&layout, width);
    for (uint32_t i = 0; i < shape->layers; i++)
        take_layer(&layout, &network->layers[i], width);
    network->output_gain = take(&layout, width);
    network->output_bias = take(&layout, width);
    network->tags = take(&layout, width * tags);
    network->tags_bias = take(&layout, tags);
    network->parse = take(&layout, width * parse);
    network->parse_bias = take(&layout, parse);
    network->arc = take(&layout, (size_t)shape->arc * shape->arc);
    network->arc_bias = take(&layout, shape->arc);
    network->root_arc = take(&layout, shape->arc);
    network->root_relation = take(&layout, shape->relation);
    network->distance = take(&layout, NETWORK_DISTANCES);
    network->relation = take(&layout, shape->relation * relations);
    network->relation_bias = take(&layout, relations);
    network->name = take(&layout, width * shape->name);
    network->name_bias = take(&layout, shape->name);
    network->notes = take(&layout, (size_t)NETWORK_NOTES * shape->name);
    network->names = take(&layout, shape->name * names);
    network->names_bias = take(&layout, names);
    return layout.count;
}

network_state network_state_new(arena *arena, const network_shape *shape, uint32_t n)
{
    const size_t size = (size_t)n * shape->width;
    return (network_state){.normal = arena_array(arena, float, size),
                           .inverse = arena_array(arena, float, n),
                           .mixed = arena_array(arena, float, size),
                           .gates = arena_array(arena, float, 3 * size),
                           .open = arena_array(arena, float, size),
                           .hidden = arena_array(arena, float, size),
                           .gated = arena_array(arena, float, size)};
}

/* ---- The encoder --------------------------------------------------------------------------- */

void network_scale(const float *normal, const float *gain, const float *bias, uint32_t n,
                   uint32_t width, float *to)
{
    for (uint32_t r = 0; r < n; r++, normal += width, to += width)
        for (uint32_t i = 0; i < width; i++)
            to[i] = normal[i] * gain[i] + bias[i];
}

/* to[t] = taps[0] u[t-1] + taps[1] u[t] + taps[2] u[t+1] inside one sentence. */
static void mix(const float *restrict u, const float *restrict taps, uint32_t n, uint32_t width,
                float *restrict to)
{
    const float *before = taps;
    const float *here = taps + width;
    const float *behind = taps + (size_t)2 * width;
    for (uint32_t t = 0; t < n; t++, u += width, to += width) {
        if (t > 0 && t + 1 < n)
            for (uint32_t i = 0; i < width; i++)
                to[i] = before[i] * (u - width)[i] + here[i] * u[i] + behind[i] * (u + width)[i];
        else if (t > 0)
            for (uint32_t i = 0; i < width; i++)
                to[i] = before[i] * (u - width)[i] + here[i] * u[i];
        else if (t + 1 < n)
            for (uint32_t i = 0; i < width; i++)
                to[i] = here[i] * u[i] + behind[i] * (u + width)[i];
        else
            for (uint32_t i = 0; i < width; i++)
                to[i] = here[i] * u[i];
    }
}

static void step(const float *restrict last, const float *restrict gates, uint32_t width,
                 uint32_t half, float *restrict to)
{
    const float *content = gates;
    const float *keep = gates + width;
    if (last == NULL)
        for (uint32_t i = 0; i < half; i++)
            to[i] = (1.0F - keep[i]) * content[i];
    else
        for (uint32_t i = 0; i < half; i++)
            to[i] = content[i] + keep[i] * (last[i] - content[i]);
}

/* Half of the width runs from the left, half from the right. */
static void scan(const float *gates, uint32_t n, uint32_t width, float *hidden)
{
    const uint32_t half = width / 2;
    for (uint32_t t = 0; t < n; t++) {
        float *to = hidden + (size_t)t * width;
        step(t > 0 ? to - width : NULL, gates + (size_t)t * 3 * width, width, half, to);
    }
    for (uint32_t t = n; t-- > 0;) {
        float *to = hidden + (size_t)t * width + half;
        step(t + 1 < n ? to + width : NULL, gates + (size_t)t * 3 * width + half, width, half, to);
    }
}

static void gate(const kernels *kernels, uint32_t n, uint32_t width, network_state *state)
{
    for (uint32_t t = 0; t < n; t++) {
        float *gates = state->gates + (size_t)t * 3 * width;
        float *open = state->open + (size_t)t * width;
        memcpy(open, gates + (size_t)2 * width, width * sizeof *open);
        kernels->sigmoid(open, width);
        kernels->sigmoid(gates + width, width);
    }
}

void network_layer_run(const network *network, const kernels *kernels, uint32_t layer,
                       const network_batch *batch, float *x, network_state *state, float *spare)
{
    const network_layer *part = &network->layers[layer];
    const uint32_t width = network->shape.width;
    const uint32_t n = batch->n;
    kernels->normalise(x, n, width, state->normal, state->inverse);
    network_scale(state->normal, part->gain, part->bias, n, width, spare);
    uint32_t start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++])
        mix(spare + (size_t)start * width, part->taps, batch->ends[s] - start, width,
            state->mixed + (size_t)start * width);
    kernels->product(state->mixed, width, n, width, part->in, 3 * width / KERNEL_PANEL,
                     part->in_bias, state->gates, (size_t)3 * width, KERNEL_PANEL, false);
    gate(kernels, n, width, state);
    start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++])
        scan(state->gates + (size_t)start * 3 * width, batch->ends[s] - start, width,
             state->hidden + (size_t)start * width);
    for (uint32_t t = 0; t < n; t++) {
        const float *gates = state->gates + ((size_t)t * 3 + 2) * width;
        const size_t at = (size_t)t * width;
        for (uint32_t i = 0; i < width; i++)
            state->gated[at + i] = state->hidden[at + i] * gates[i] * state->open[at + i];
    }
    if (state->mask != NULL)
        for (size_t i = 0; i < (size_t)n * width; i++)
            state->gated[i] *= state->mask[i];
    kernels->product(state->gated, width, n, width, part->out, width / KERNEL_PANEL, NULL, x, width,
                     KERNEL_PANEL, true);
}

/* ---- The parser ---------------------------------------------------------------------------- */

void network_leak(const network_shape *shape, uint32_t n, float *parse)
{
    const uint32_t columns = network_parse_columns(shape);
    const float leak = LEAK_PERCENT / 100.0F;
    for (uint32_t t = 0; t < n; t++, parse += columns)
        for (uint32_t i = 0; i < 2 * shape->arc; i++)
            parse[i] = parse[i] > leak * parse[i] ? parse[i] : leak * parse[i];
}

void network_parse(const network *network, const kernels *kernels, const float *y, uint32_t n,
                   float *parse)
{
    const uint32_t columns = network_parse_columns(&network->shape);
    kernels->product(y, network->shape.width, n, network->shape.width, network->parse,
                     columns / KERNEL_PANEL, network->parse_bias, parse, columns, KERNEL_PANEL,
                     false);
    network_leak(&network->shape, n, parse);
}

static float distance_of(const network *network, uint32_t word, uint32_t head)
{
    int32_t distance = (int32_t)head - (int32_t)word;
    distance = distance > NETWORK_DISTANCE ? NETWORK_DISTANCE : distance;
    distance = distance < -NETWORK_DISTANCE ? -NETWORK_DISTANCE : distance;
    return network->distance[distance + NETWORK_DISTANCE];
}

void network_arcs(const network *network, const kernels *kernels, const float *parse, uint32_t n,
                  float *scores, float *spare)
{
    const uint32_t columns = network_parse_columns(&network->shape);
    const uint32_t arc = network->shape.arc;
    kernels->product(parse, columns, n, arc, network->arc, arc / KERNEL_PANEL, network->arc_bias,
                     spare, arc, KERNEL_PANEL, false);
    for (uint32_t i = 0; i < n; i++) {
        const float *query = spare + (size_t)i * arc;
        float *row = scores + (size_t)i * (n + 1);
        row[0] = kernels->dot(query, network->root_arc, arc);
        for (uint32_t j = 0; j < n; j++)
            row[j + 1] = kernels->dot(query, parse + (size_t)j * columns + arc, arc) +
                         distance_of(network, i, j);
    }
}

void network_relations(const network *network, const float *parse, const uint32_t *heads,
                       uint32_t n, float *hidden)
{
    const uint32_t columns = network_parse_columns(&network->shape);
    const uint32_t size = network->shape.relation;
    const uint32_t first = 2 * network->shape.arc;
    for (uint32_t i = 0; i < n; i++, hidden += size) {
        const float *dependent = parse + (size_t)i * columns + first;
        const float *head = heads[i] == 0 ? network->root_relation
                                          : parse + (size_t)(heads[i] - 1) * columns + first + size;
        for (uint32_t k = 0; k < size; k++) {
            float sum = dependent[k] + head[k];
            hidden[k] = sum > 0 ? sum : 0;
        }
    }
}
