/* train_network.c - see train_network.h. Names of gradients: d_x is that of x. */
#include "learn/train_network.h"

#include "learn/train_heads.h"

#include <string.h>

/* SplitMix64 (Steele, Lea and Flood 2014). */
uint64_t train_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

float train_uniform(uint64_t *state)
{
    return (float)(train_random(state) >> 40) * 0x1p-24F;
}

size_t train_layout(train_parameters *parameters, const network_shape *shape, float *dense)
{
    size_t count = network_layout(&parameters->network, shape, dense);
    parameters->dense = dense;
    parameters->projection = dense != NULL ? dense + count : NULL;
    count += (size_t)parameters->vector_padded * shape->width;
    parameters->dense_count = count;
    return count;
}

void train_transpose(const train_parameters *parameters, train_transposes *to)
{
    const network *from = &parameters->network;
    const network_shape *shape = &from->shape;
    const uint32_t width = shape->width;
    network_layout(&to->network, shape, to->dense);
    to->projection = to->dense + (parameters->projection - parameters->dense);
    for (uint32_t i = 0; i < shape->layers; i++) {
        kernels_transpose(from->layers[i].in, width, 3 * width, to->network.layers[i].in);
        kernels_transpose(from->layers[i].out, width, width, to->network.layers[i].out);
    }
    kernels_transpose(from->tags, width, network_tag_columns(shape), to->network.tags);
    kernels_transpose(from->parse, width, network_parse_columns(shape), to->network.parse);
    kernels_transpose(from->arc, shape->arc, shape->arc, to->network.arc);
    kernels_transpose(from->relation, shape->relation, network_padded(shape->relations),
                      to->network.relation);
    kernels_transpose(from->name, width, shape->name, to->network.name);
    kernels_transpose(from->names, shape->name, network_padded(shape->names), to->network.names);
}

/* ---- Gradients of the building blocks ------------------------------------------------------ */

void gradient_product(const gradient_work *work, const float *x, size_t x_stride, uint32_t in,
                      const float *d_y, size_t y_stride, uint32_t out, float *d_w, float *d_bias)
{
    const uint32_t n = work->n;
    arena_mark mark = arena_save(work->arena);
    float *columns = arena_array(work->arena, float, (size_t)in *n);
    float *packed = arena_array(work->arena, float, (size_t)out *n);
    for (uint32_t t = 0; t < n; t++) {
        for (uint32_t i = 0; i < in; i++)
            columns[(size_t)i * n + t] = x[t * x_stride + i];
        for (uint32_t o = 0; o < out; o += KERNEL_PANEL)
            memcpy(packed + ((size_t)o * n + (size_t)t * KERNEL_PANEL), d_y + t * y_stride + o,
                   KERNEL_PANEL * sizeof *packed);
        if (d_bias != NULL)
            for (uint32_t o = 0; o < out; o++)
                d_bias[o] += d_y[t * y_stride + o];
    }
    work->kernels->product(columns, n, in, n, packed, out / KERNEL_PANEL, NULL, d_w, KERNEL_PANEL,
                           (size_t)in * KERNEL_PANEL, true);
    arena_restore(work->arena, mark);
}

/* d_x += gradient of normal * gain + bias, where normal is x normalised; d_y is overwritten. */
static void gradient_normalise(uint32_t n, uint32_t width, const float *normal,
                               const float *inverse, const float *gain, float *d_y, float *d_gain,
                               float *d_bias, float *d_x)
{
    for (uint32_t t = 0; t < n; t++, normal += width, d_y += width, d_x += width) {
        float sum = 0;
        float product = 0;
        for (uint32_t i = 0; i < width; i++) {
            d_gain[i] += d_y[i] * normal[i];
            d_bias[i] += d_y[i];
            d_y[i] *= gain[i];
            sum += d_y[i];
            product += d_y[i] * normal[i];
        }
        sum /= (float)width;
        product /= (float)width;
        for (uint32_t i = 0; i < width; i++)
            d_x[i] += inverse[t] * (d_y[i] - sum - normal[i] * product);
    }
}

static void gradient_mix(const float *u, const float *taps, uint32_t n, uint32_t width,
                         const float *d_mixed, float *d_taps, float *d_u)
{
    for (uint32_t t = 0; t < n; t++)
        for (int side = -1; side <= 1; side++) {
            if ((side < 0 && t == 0) || (side > 0 && t + 1 == n))
                continue;
            const float *tap = taps + (size_t)(side + 1) * width;
            float *d_tap = d_taps + (size_t)(side + 1) * width;
            const size_t other = (size_t)((int64_t)t + side) * width;
            const float *d = d_mixed + (size_t)t * width;
            for (uint32_t i = 0; i < width; i++) {
                d_tap[i] += d[i] * u[other + i];
                d_u[other + i] += d[i] * tap[i];
            }
        }
}

/* One direction of the recurrence; d_gates has room for content and keep. */
static void gradient_scan(const float *gates, const float *hidden, float *d_hidden, uint32_t n,
                          uint32_t width, bool left, float *d_gates)
{
    const uint32_t half = width / 2;
    const uint32_t offset = left ? 0 : half;
    for (uint32_t k = 0; k < n; k++) {
        const uint32_t t = left ? n - 1 - k : k;
        const bool first = left ? t == 0 : t + 1 == n;
        const size_t at = (size_t)t * width + offset;
        const size_t last = left ? at - width : at + width;
        const float *content = gates + (size_t)t * 3 * width + offset;
        const float *keep = content + width;
        float *d_content = d_gates + (size_t)t * 3 * width + offset;
        float *d_keep = d_content + width;
        for (uint32_t i = 0; i < half; i++) {
            const float d = d_hidden[at + i];
            const float before = first ? 0 : hidden[last + i];
            d_content[i] = d * (1 - keep[i]);
            d_keep[i] = d * (before - content[i]) * keep[i] * (1 - keep[i]);
            if (!first)
                d_hidden[last + i] += d * keep[i];
        }
    }
}

static void gradient_gate(const network_state *state, uint32_t n, uint32_t width,
                          const float *d_gated, float *d_hidden, float *d_gates)
{
    for (uint32_t t = 0; t < n; t++)
        for (uint32_t i = 0; i < width; i++) {
            const size_t at = (size_t)t * width + i;
            const float gate = state->gates[((size_t)t * 3 + 2) * width + i];
            const float open = state->open[at];
            const float d = state->mask != NULL ? d_gated[at] * state->mask[at] : d_gated[at];
            d_hidden[at] = d * gate * open;
            d_gates[((size_t)t * 3 + 2) * width + i] =
                d * state->hidden[at] * (open + gate * open * (1 - open));
        }
}

/* Takes d_x of the layer's output to that of its input. */
static void gradient_layer(const gradient_work *work, uint32_t layer, const network_batch *batch,
                           const network_state *state, float *d_x)
{
    const network_layer *part = &work->parameters->network.layers[layer];
    const network_layer *transposed = &work->transposes->network.layers[layer];
    const network_layer *d_part = &work->gradient->layers[layer];
    const uint32_t width = work->parameters->network.shape.width;
    const uint32_t n = work->n;
    const uint32_t panels = width / KERNEL_PANEL;
    arena_mark mark = arena_save(work->arena);
    float *u = arena_array(work->arena, float, (size_t)n *width);
    float *d_gated = arena_array(work->arena, float, (size_t)n *width);
    float *d_hidden = arena_array(work->arena, float, (size_t)n *width);
    float *d_gates = arena_array(work->arena, float, (size_t)n *width * 3);
    float *d_u = arena_array(work->arena, float, (size_t)n *width);
    gradient_product(work, state->gated, width, width, d_x, width, width, d_part->out, NULL);
    work->kernels->product(d_x, width, n, width, transposed->out, panels, NULL, d_gated, width,
                           KERNEL_PANEL, false);
    gradient_gate(state, n, width, d_gated, d_hidden, d_gates);
    uint32_t start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++]) {
        const size_t at = (size_t)start * width;
        for (int left = 0; left <= 1; left++)
            gradient_scan(state->gates + 3 * at, state->hidden + at, d_hidden + at,
                          batch->ends[s] - start, width, left, d_gates + 3 * at);
    }
    gradient_product(work, state->mixed, width, width, d_gates, (size_t)3 * width, 3 * width,
                     d_part->in, d_part->in_bias);
    float *d_mixed = d_gated;
    work->kernels->product(d_gates, (size_t)3 * width, n, 3 * width, transposed->in, panels, NULL,
                           d_mixed, width, KERNEL_PANEL, false);
    network_scale(state->normal, part->gain, part->bias, n, width, u);
    start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++]) {
        const size_t at = (size_t)start * width;
        gradient_mix(u + at, part->taps, batch->ends[s] - start, width, d_mixed + at, d_part->taps,
                     d_u + at);
    }
    gradient_normalise(n, width, state->normal, state->inverse, part->gain, d_u, d_part->gain,
                       d_part->bias, d_x);
    arena_restore(work->arena, mark);
}

/* ---- A shard --------------------------------------------------------------------------------- */

static float *new_mask(arena *arena, uint64_t *random, size_t count, float drop)
{
    if (drop <= 0)
        return NULL;
    float *mask = arena_array(arena, float, count);
    const uint32_t limit = (uint32_t)(drop * 65536.0F);
    const float keep = 1.0F / (1.0F - drop);
    for (size_t i = 0; i < count; i += 4) {
        const uint64_t bits = train_random(random);
        for (size_t k = 0; k < 4 && i + k < count; k++)
            mask[i + k] = (bits >> (16 * k) & 0xffff) >= limit ? keep : 0;
    }
    return mask;
}

static void apply_mask(const float *mask, size_t count, float *x)
{
    if (mask != NULL)
        for (size_t i = 0; i < count; i++)
            x[i] *= mask[i];
}

typedef struct gathered {
    network_batch batch;
    float *x;       /* [n][width]: sums of rows */
    float *vectors; /* [n][vector_padded] */
} gathered;

/* Adds up the rows of a word and copies its vector; some are left out, to learn the rest. */
static void gather_word(const train_parameters *parameters, const train_options *options,
                        uint32_t vector, uint32_t *rows, uint64_t *random, float *x, float *values)
{
    const uint32_t width = parameters->network.shape.width;
    const bool drop = options->drop_word > 0;
    if (drop && train_uniform(random) < options->drop_word)
        memset(rows, 0xff, parameters->word_rows * sizeof *rows);
    if (drop && train_uniform(random) < options->drop_word)
        vector = UINT32_MAX;
    for (uint32_t r = 0; r < parameters->row_count; r++)
        if (rows[r] != UINT32_MAX)
            for (uint32_t i = 0; i < width; i++)
                x[i] += parameters->table[(size_t)rows[r] * width + i];
    if (vector != UINT32_MAX)
        memcpy(values, parameters->vectors + (size_t)vector * parameters->vector_padded,
               parameters->vector_padded * sizeof *values);
}

static gathered gather(const train_parameters *parameters, const kernels *kernels,
                       const train_options *options, const example *const *examples, uint32_t count,
                       train_shard *shard)
{
    const uint32_t width = parameters->network.shape.width;
    const uint32_t padded = parameters->vector_padded;
    const uint32_t row_count = parameters->row_count;
    uint32_t *ends = arena_array(shard->arena, uint32_t, count);
    uint32_t n = 0;
    for (uint32_t s = 0; s < count; s++)
        ends[s] = n += examples[s]->n;
    gathered all = {{n, ends, count},
                    arena_array(shard->arena, float, (size_t)n *width),
                    arena_array(shard->arena, float, (size_t)n *padded)};
    shard->rows = arena_array(shard->arena, uint32_t, (size_t)n * row_count);
    size_t at = 0;
    for (uint32_t s = 0; s < count; s++) {
        memcpy(shard->rows + at * row_count, examples[s]->rows,
               (size_t)examples[s]->n * row_count * sizeof *shard->rows);
        for (uint32_t t = 0; t < examples[s]->n; t++, at++)
            gather_word(parameters, options, examples[s]->vectors[t], shard->rows + at * row_count,
                        &shard->random, all.x + at * width, all.vectors + at * padded);
    }
    kernels->product(all.vectors, padded, n, padded, parameters->projection, width / KERNEL_PANEL,
                     NULL, all.x, width, KERNEL_PANEL, true);
    return all;
}

void train_shard_run(const train_parameters *parameters, const train_transposes *transposes,
                     const kernels *kernels, const train_options *options,
                     const example *const *examples, uint32_t count, train_shard *shard)
{
    arena *arena = shard->arena;
    const network *network = &parameters->network;
    const uint32_t width = network->shape.width;
    gathered all = gather(parameters, kernels, options, examples, count, shard);
    const uint32_t n = all.batch.n;
    const size_t size = (size_t)n * width;
    gradient_work work = {parameters, transposes, kernels, &shard->gradient, arena, n};

    float *normal = arena_array(arena, float, size);
    float *inverse = arena_array(arena, float, n);
    float *x = arena_array(arena, float, size);
    float *spare = arena_array(arena, float, size);
    float *drop_input = new_mask(arena, &shard->random, size, options->drop_input);
    kernels->normalise(all.x, n, width, normal, inverse);
    network_scale(normal, network->input_gain, network->input_bias, n, width, x);
    apply_mask(drop_input, size, x);
    network_state states[NETWORK_LAYERS_MAX];
    for (uint32_t i = 0; i < network->shape.layers; i++) {
        states[i] = network_state_new(arena, &network->shape, n);
        states[i].mask = new_mask(arena, &shard->random, size, options->drop_layer);
        network_layer_run(network, kernels, i, &all.batch, x, &states[i], spare);
    }
    float *end_normal = arena_array(arena, float, size);
    float *end_inverse = arena_array(arena, float, n);
    float *drop_output = new_mask(arena, &shard->random, size, options->drop_output);
    float *y = spare;
    kernels->normalise(x, n, width, end_normal, end_inverse);
    network_scale(end_normal, network->output_gain, network->output_bias, n, width, y);
    apply_mask(drop_output, size, y);

    float *d_y = arena_array(arena, float, size);
    train_heads_run(&work, options, examples, &all.batch, y, d_y, &shard->losses);

    float *d_x = arena_array(arena, float, size);
    apply_mask(drop_output, size, d_y);
    gradient_normalise(n, width, end_normal, end_inverse, network->output_gain, d_y,
                       shard->gradient.output_gain, shard->gradient.output_bias, d_x);
    for (uint32_t i = network->shape.layers; i-- > 0;)
        gradient_layer(&work, i, &all.batch, &states[i], d_x);
    apply_mask(drop_input, size, d_x);
    shard->words = arena_array(arena, float, size);
    shard->n = n;
    gradient_normalise(n, width, normal, inverse, network->input_gain, d_x,
                       shard->gradient.input_gain, shard->gradient.input_bias, shard->words);
    gradient_product(&work, all.vectors, parameters->vector_padded, parameters->vector_padded,
                     shard->words, width, width, shard->gradient_projection, NULL);
}
