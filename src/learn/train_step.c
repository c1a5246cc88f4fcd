/* train_step.c - see train_step.h. */
#include "learn/train_step.h"

#include "base/pool.h"

#include <math.h>
#include <string.h>

enum { DENSE_PARTS = 16, ROW_PARTS = TRAIN_SHARDS /* each uses the arena of one */ };

/* ---- The beginning --------------------------------------------------------------------------- */

/* Normal numbers by Box and Muller (1958). */
static void fill_normal(float *to, size_t count, float deviation, uint64_t *random)
{
    for (size_t i = 0; i < count; i++) {
        float a = 1.0F - train_uniform(random);
        float b = train_uniform(random);
        to[i] = deviation * sqrtf(-2 * logf(a)) * cosf(6.2831853F * b);
    }
}

static void fill(float *to, size_t count, float value)
{
    for (size_t i = 0; i < count; i++)
        to[i] = value;
}

static void init_matrix(float *to, uint32_t in, uint32_t out, float scale, uint64_t *random)
{
    fill_normal(to, (size_t)in * out, scale / sqrtf((float)in), random);
}

static void init_layer(network_layer *layer, uint32_t width, uint64_t *random)
{
    const uint32_t half = width > 1 ? width / 2 : 1;
    fill(layer->gain, width, 1);
    fill_normal(layer->taps, (size_t)3 * width, 0.3F, random);
    for (uint32_t i = 0; i < width; i++) {
        layer->taps[width + i] += 0.7F;
        /* Some units forget at once, some remember a sentence. */
        layer->in_bias[width + i] = -1.0F + 4.0F * (float)(i % half) / (float)half;
    }
    init_matrix(layer->in, width, 3 * width, 1, random);
    init_matrix(layer->out, width, width, 0.7F, random);
}

static void init_parameters(train_parameters *parameters, uint64_t *random)
{
    network *network = &parameters->network;
    const network_shape *shape = &network->shape;
    const uint32_t width = shape->width;
    fill(network->input_gain, width, 1);
    fill(network->output_gain, width, 1);
    for (uint32_t i = 0; i < shape->layers; i++)
        init_layer(&network->layers[i], width, random);
    init_matrix(network->tags, width, network_tag_columns(shape), 1, random);
    init_matrix(network->parse, width, network_parse_columns(shape), 1, random);
    init_matrix(network->arc, shape->arc, shape->arc, 0.5F, random);
    fill_normal(network->root_arc, shape->arc, 0.5F, random);
    fill_normal(network->root_relation, shape->relation, 0.5F, random);
    init_matrix(network->relation, shape->relation, network_padded(shape->relations), 1, random);
    init_matrix(network->name, width, shape->name, 1, random);
    init_matrix(network->names, shape->name, network_padded(shape->names), 1, random);
    init_matrix(parameters->projection, parameters->vector_padded, width, 1, random);
    fill_normal(parameters->table, (size_t)parameters->table_rows * width, 0.1F, random);
}

void train_trainer_init(train_trainer *trainer, arena *arena, const network_shape *shape,
                        uint64_t seed)
{
    train_parameters *parameters = &trainer->parameters;
    const size_t count = train_layout(parameters, shape, NULL);
    const size_t table = (size_t)parameters->table_rows * shape->width;
    trainer->random = seed;
    trainer->kernels = kernels_best();
    parameters->table = arena_array(arena, float, table);
    train_layout(parameters, shape, arena_array(arena, float, count));
    init_parameters(parameters, &trainer->random);
    trainer->dense = adam_new(arena, parameters->dense, count);
    trainer->table = adam_new(arena, parameters->table, table);
    trainer->slots = arena_array(arena, uint32_t, parameters->table_rows);
    trainer->transposes.dense = arena_array(arena, float, count);
    for (uint32_t i = 0; i < TRAIN_SHARDS; i++) {
        trainer_worker *worker = &trainer->workers[i];
        arena_init(&worker->arena, &worker->memory);
        worker->shard.arena = &worker->arena;
        worker->shard.dense = arena_array(arena, float, count);
        network_layout(&worker->shard.gradient, shape, worker->shard.dense);
        worker->shard.gradient_projection =
            worker->shard.dense + (parameters->projection - parameters->dense);
    }
}

void train_trainer_finish(train_trainer *trainer)
{
    for (uint32_t i = 0; i < TRAIN_SHARDS; i++)
        arena_finish(&trainer->workers[i].arena);
}

/* ---- A step -----------------------------------------------------------------------------------
 */

typedef struct stepping {
    train_trainer *trainer;
    trainer_worker *worker; /* of one shard */
    adam_options options;
    float scale; /* of gradients */
} stepping;

static void run_worker(void *context)
{
    stepping *stepping = context;
    const train_trainer *trainer = stepping->trainer;
    trainer_worker *worker = stepping->worker;
    memset(worker->shard.dense, 0, trainer->parameters.dense_count * sizeof(float));
    if (worker->count > 0)
        train_shard_run(&trainer->parameters, &trainer->transposes, trainer->kernels,
                        &trainer->options, worker->examples, worker->count, &worker->shard);
}

static void run_shard(void *context, unsigned thread, size_t item)
{
    stepping own = *(stepping *)context;
    (void)thread;
    own.worker = &own.trainer->workers[item];
    own.worker->shard.n = 0;
    own.worker->failed = !memory_try(&own.worker->memory, run_worker, &own);
}

/* Adds up one part of the dense gradient, and steps. */
static void step_dense(void *context, unsigned thread, size_t item)
{
    const stepping *stepping = context;
    train_trainer *trainer = stepping->trainer;
    const size_t count = trainer->parameters.dense_count;
    const size_t from = count * item / DENSE_PARTS;
    const size_t to = count * (item + 1) / DENSE_PARTS;
    float *sum = trainer->workers[0].shard.dense;
    (void)thread;
    for (size_t i = from; i < to; i++) {
        for (uint32_t w = 1; w < TRAIN_SHARDS; w++)
            sum[i] += trainer->workers[w].shard.dense[i];
        sum[i] *= stepping->scale;
    }
    adam_step(&trainer->dense, &stepping->options, from, to - from, sum + from);
}

typedef struct touched {
    stepping *stepping;
    uint32_t *rows; /* that belong to this part, in order of appearance */
    float *gradients;
    uint32_t count;
    uint32_t room;
    uint32_t part;
} touched;

static void add_word(touched *touched, const float *gradient, const uint32_t *rows)
{
    train_trainer *trainer = touched->stepping->trainer;
    const uint32_t width = trainer->parameters.network.shape.width;
    for (uint32_t r = 0; r < trainer->parameters.row_count; r++) {
        if (rows[r] == UINT32_MAX || rows[r] % ROW_PARTS != touched->part)
            continue;
        uint32_t *slot = &trainer->slots[rows[r]];
        if (*slot == 0) {
            touched->rows[touched->count++] = rows[r];
            *slot = touched->count;
        }
        float *to = touched->gradients + (size_t)(*slot - 1) * width;
        for (uint32_t i = 0; i < width; i++)
            to[i] += gradient[i];
    }
}

typedef void word_visit(touched *touched, const float *gradient, const uint32_t *rows);

/* The batch's words in order. */
static void each_word(touched *touched, word_visit *visit)
{
    const train_trainer *trainer = touched->stepping->trainer;
    const uint32_t width = trainer->parameters.network.shape.width;
    for (uint32_t w = 0; w < TRAIN_SHARDS; w++) {
        const trainer_worker *worker = &trainer->workers[w];
        for (size_t t = 0; t < worker->shard.n; t++)
            visit(touched, worker->shard.words + t * width,
                  worker->shard.rows + t * trainer->parameters.row_count);
    }
}

static void count_word(touched *touched, const float *gradient, const uint32_t *rows)
{
    (void)gradient;
    for (uint32_t r = 0; r < touched->stepping->trainer->parameters.row_count; r++)
        touched->room += rows[r] != UINT32_MAX && rows[r] % ROW_PARTS == touched->part;
}

/* All rows of one part: adds up the gradients of the words that have them, and steps. */
static void step_part(void *context)
{
    touched *touched = context;
    train_trainer *trainer = touched->stepping->trainer;
    const uint32_t width = trainer->parameters.network.shape.width;
    arena *arena = &trainer->workers[touched->part].arena;
    each_word(touched, count_word);
    touched->rows = arena_array(arena, uint32_t, touched->room);
    touched->gradients = arena_array(arena, float, (size_t)touched->room *width);
    each_word(touched, add_word);
    for (uint32_t i = 0; i < touched->count; i++) {
        float *gradient = touched->gradients + (size_t)i * width;
        trainer->slots[touched->rows[i]] = 0;
        for (uint32_t k = 0; k < width; k++)
            gradient[k] *= touched->stepping->scale;
        adam_step(&trainer->table, &touched->stepping->options, (size_t)touched->rows[i] * width,
                  width, gradient);
    }
}

static void step_rows(void *context, unsigned thread, size_t item)
{
    stepping *stepping = context;
    trainer_worker *worker = &stepping->trainer->workers[item];
    touched touched = {.stepping = stepping, .part = (uint32_t)item};
    (void)thread;
    worker->failed = !memory_try(&worker->memory, step_part, &touched);
}

/* Deals the sentences out in pieces of about the same number of words. */
static void deal(train_trainer *trainer, const example *const *examples, uint32_t count,
                 uint32_t words)
{
    uint32_t next = 0;
    uint32_t taken = 0;
    for (uint32_t w = 0; w < TRAIN_SHARDS; w++) {
        trainer_worker *worker = &trainer->workers[w];
        const uint32_t first = next;
        const uint64_t end = (uint64_t)words * (w + 1) / TRAIN_SHARDS;
        while (next < count && (taken < end || w + 1 == TRAIN_SHARDS))
            taken += examples[next++]->n;
        worker->examples = examples + first;
        worker->count = next - first;
        worker->shard.random = train_random(&trainer->random);
        memset(&worker->shard.losses, 0, sizeof worker->shard.losses);
    }
}

static bool collect(train_trainer *trainer, train_losses *losses)
{
    bool done = true;
    for (uint32_t w = 0; w < TRAIN_SHARDS; w++) {
        const train_losses *own = &trainer->workers[w].shard.losses;
        done = done && !trainer->workers[w].failed;
        losses->tags += own->tags;
        losses->arcs += own->arcs;
        losses->relations += own->relations;
        losses->names += own->names;
        losses->tree_words += own->tree_words;
        losses->name_words += own->name_words;
    }
    return done;
}

bool train_step_run(train_trainer *trainer, const example *const *examples, uint32_t count,
                    float rate, train_losses *losses)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < count; i++)
        words += examples[i]->n;
    stepping stepping = {.trainer = trainer,
                         .options = {rate, 0.01F, 0.9F, 0.99F, ++trainer->step},
                         .scale = words > 0 ? 1.0F / (float)words : 0};
    const pool_work shards = {run_shard, NULL, &stepping};
    const pool_work dense = {step_dense, NULL, &stepping};
    const pool_work rows = {step_rows, NULL, &stepping};
    deal(trainer, examples, count, words);
    train_transpose(&trainer->parameters, &trainer->transposes);
    pool_run(&shards, trainer->threads, TRAIN_SHARDS);
    bool done = collect(trainer, losses);
    if (done) {
        pool_run(&dense, trainer->threads, DENSE_PARTS);
        pool_run(&rows, trainer->threads, ROW_PARTS);
    }
    for (uint32_t w = 0; w < TRAIN_SHARDS; w++) {
        done = done && !trainer->workers[w].failed;
        arena_restore(&trainer->workers[w].arena, (arena_mark){0});
    }
    return done;
}
