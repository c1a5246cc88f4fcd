/* train_heads.c - the losses: cross entropy of tags, of each word's head among all words of its
 * sentence, of its relation given the right head, and of its name tag. */
#include "learn/train_heads.h"

#include <math.h>
#include <string.h>

/* Scores to gradients of weight * -log p(target); adds the loss. */
static void cross_entropy(float *scores, uint32_t count, uint32_t target, float weight,
                          double *loss)
{
    float most = scores[0];
    float sum = 0;
    for (uint32_t i = 1; i < count; i++)
        most = scores[i] > most ? scores[i] : most;
    for (uint32_t i = 0; i < count; i++)
        sum += scores[i] = expf(scores[i] - most);
    for (uint32_t i = 0; i < count; i++)
        scores[i] *= weight / sum;
    *loss -= log((double)scores[target] / (double)weight + 1e-20) * (double)weight;
    scores[target] -= weight;
}

/* The same where any of several targets is right. */
static void cross_entropy_any(float *scores, uint32_t count, const uint8_t *right, float weight,
                              double *loss)
{
    float most = scores[0];
    float sum = 0;
    float some = 0;
    for (uint32_t i = 1; i < count; i++)
        most = scores[i] > most ? scores[i] : most;
    for (uint32_t i = 0; i < count; i++) {
        sum += scores[i] = expf(scores[i] - most);
        some += right[i] ? scores[i] : 0;
    }
    some = some > 1e-20F ? some : 1e-20F;
    *loss -= log((double)(some / sum)) * (double)weight;
    for (uint32_t i = 0; i < count; i++)
        scores[i] = weight * (scores[i] / sum - (right[i] ? scores[i] / some : 0));
}

/* A word of the batch: its sentence and place in it. */
typedef struct place {
    const example *example;
    uint32_t at;
} place;

static place *places_of(arena *arena, const example *const *examples, const network_batch *batch)
{
    place *places = arena_array(arena, place, batch->n);
    uint32_t word = 0;
    for (uint32_t s = 0; s < batch->sentences; s++)
        for (uint32_t t = 0; t < examples[s]->n; t++)
            places[word++] = (place){examples[s], t};
    return places;
}

/* Adds d_scores through a matrix to d_x. */
static void back(const gradient_work *work, const float *d_scores, size_t stride, uint32_t columns,
                 const float *transposed, uint32_t in, float *d_x, size_t x_stride)
{
    work->kernels->product(d_scores, stride, work->n, columns, transposed, in / KERNEL_PANEL, NULL,
                           d_x, x_stride, KERNEL_PANEL, true);
}

/* ---- Tags -------------------------------------------------------------------------------------
 */

static void train_tags(const gradient_work *work, float weight, const place *places, const float *y,
                       float *d_y, train_losses *losses)
{
    const network *network = &work->parameters->network;
    const network_shape *shape = &network->shape;
    const uint32_t columns = network_tag_columns(shape);
    const uint32_t used = shape->upos + shape->xpos + shape->feats;
    float *scores = arena_array(work->arena, float, (size_t)work->n *columns);
    work->kernels->product(y, shape->width, work->n, shape->width, network->tags,
                           columns / KERNEL_PANEL, network->tags_bias, scores, columns,
                           KERNEL_PANEL, false);
    for (uint32_t t = 0; t < work->n; t++) {
        const example *example = places[t].example;
        const uint32_t at = places[t].at;
        float *row = scores + (size_t)t * columns;
        if (!example->has_tree) {
            memset(row, 0, columns * sizeof *row);
            continue;
        }
        const uint16_t targets[] = {example->upos[at], example->xpos[at], example->feats[at]};
        const uint32_t counts[] = {shape->upos, shape->xpos, shape->feats};
        float *from = row;
        for (int k = 0; k < 3; from += counts[k++])
            if (targets[k] != TRAIN_NONE)
                cross_entropy(from, counts[k], targets[k], weight * example->weight, &losses->tags);
            else
                memset(from, 0, counts[k] * sizeof *from);
        memset(row + used, 0, (columns - used) * sizeof *row);
    }
    gradient_product(work, y, shape->width, shape->width, scores, columns, columns,
                     work->gradient->tags, work->gradient->tags_bias);
    back(work, scores, columns, columns, work->transposes->network.tags, shape->width, d_y,
         shape->width);
}

/* ---- Arcs --------------------------------------------------------------------------------------
 */

typedef struct parsing {
    float *parse;
    float *d_parse; /* of the vectors behind the rectifier */
    float *queries; /* [n][arc] */
    float *d_queries;
} parsing;

static void add_scaled(float *to, const float *from, float scale, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        to[i] += scale * from[i];
}

static uint32_t distance_index(uint32_t word, uint32_t head)
{
    int32_t distance = (int32_t)head - (int32_t)word;
    distance = distance > NETWORK_DISTANCE ? NETWORK_DISTANCE : distance;
    distance = distance < -NETWORK_DISTANCE ? -NETWORK_DISTANCE : distance;
    return (uint32_t)(distance + NETWORK_DISTANCE);
}

/* Gradients of one row of scores: word i of a sentence that starts at word `start`. */
static void back_arcs(const gradient_work *work, const parsing *parsing, uint32_t start, uint32_t n,
                      uint32_t i, const float *d_scores)
{
    const network *network = &work->parameters->network;
    const uint32_t arc = network->shape.arc;
    const uint32_t columns = network_parse_columns(&network->shape);
    const float *query = parsing->queries + (size_t)(start + i) * arc;
    float *d_query = parsing->d_queries + (size_t)(start + i) * arc;
    add_scaled(d_query, network->root_arc, d_scores[0], arc);
    add_scaled(work->gradient->root_arc, query, d_scores[0], arc);
    for (uint32_t j = 0; j < n; j++) {
        const float d = d_scores[j + 1];
        const size_t head = (size_t)(start + j) * columns + arc;
        add_scaled(d_query, parsing->parse + head, d, arc);
        add_scaled(parsing->d_parse + head, query, d, arc);
        work->gradient->distance[distance_index(i, j)] += d;
    }
}

static void train_arcs(const gradient_work *work, float weight, const example *const *examples,
                       const network_batch *batch, const parsing *parsing, train_losses *losses)
{
    const network *network = &work->parameters->network;
    const uint32_t columns = network_parse_columns(&network->shape);
    const uint32_t arc = network->shape.arc;
    uint32_t start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++]) {
        const example *example = examples[s];
        const uint32_t n = example->n;
        if (!example->has_tree)
            continue;
        arena_mark mark = arena_save(work->arena);
        float *scores = arena_array(work->arena, float, (size_t)n *(n + 1));
        network_arcs(network, work->kernels, parsing->parse + (size_t)start * columns, n, scores,
                     parsing->queries + (size_t)start * arc);
        for (uint32_t i = 0; i < n; i++) {
            if (example->heads[i] == TRAIN_NONE)
                continue;
            float *row = scores + (size_t)i * (n + 1);
            row[i + 1] = -1e30F;
            cross_entropy(row, n + 1, example->heads[i], weight * example->weight, &losses->arcs);
            back_arcs(work, parsing, start, n, i, row);
        }
        arena_restore(work->arena, mark);
    }
    gradient_product(work, parsing->parse, columns, arc, parsing->d_queries, arc, arc,
                     work->gradient->arc, work->gradient->arc_bias);
    back(work, parsing->d_queries, arc, arc, work->transposes->network.arc, arc, parsing->d_parse,
         columns);
}

/* ---- Relations ------------------------------------------------------------------------------- */

static void relation_hidden(const gradient_work *work, const example *const *examples,
                            const network_batch *batch, const parsing *parsing, float *hidden)
{
    const network *network = &work->parameters->network;
    const uint32_t columns = network_parse_columns(&network->shape);
    uint32_t start = 0;
    for (uint32_t s = 0; s < batch->sentences; start = batch->ends[s++]) {
        const example *example = examples[s];
        uint32_t *heads = arena_array(work->arena, uint32_t, example->n);
        for (uint32_t i = 0; example->has_tree && i < example->n; i++)
            heads[i] = example->heads[i] != TRAIN_NONE ? example->heads[i] : 0;
        network_relations(network, parsing->parse + (size_t)start * columns, heads, example->n,
                          hidden + (size_t)start * network->shape.relation);
    }
}

static void back_relation(const gradient_work *work, const place *place, uint32_t word,
                          const float *hidden, const float *d_hidden, const parsing *parsing)
{
    const network_shape *shape = &work->parameters->network.shape;
    const uint32_t columns = network_parse_columns(shape);
    const uint32_t size = shape->relation;
    const uint32_t head = place->example->heads[place->at];
    const size_t first = 2 * (size_t)shape->arc;
    float *d_dependent = parsing->d_parse + (size_t)word * columns + first;
    float *d_head = head == 0 ? work->gradient->root_relation
                              : parsing->d_parse + (size_t)(word - place->at + head - 1) * columns +
                                    first + size;
    for (uint32_t k = 0; k < size; k++)
        if (hidden[k] > 0) {
            d_dependent[k] += d_hidden[k];
            d_head[k] += d_hidden[k];
        }
}

static void train_relations(const gradient_work *work, float weight, const place *places,
                            const example *const *examples, const network_batch *batch,
                            const parsing *parsing, train_losses *losses)
{
    const network *network = &work->parameters->network;
    const network_shape *shape = &network->shape;
    const uint32_t size = shape->relation;
    const uint32_t columns = network_padded(shape->relations);
    float *hidden = arena_array(work->arena, float, (size_t)work->n *size);
    float *d_hidden = arena_array(work->arena, float, (size_t)work->n *size);
    float *scores = arena_array(work->arena, float, (size_t)work->n *columns);
    relation_hidden(work, examples, batch, parsing, hidden);
    work->kernels->product(hidden, size, work->n, size, network->relation, columns / KERNEL_PANEL,
                           network->relation_bias, scores, columns, KERNEL_PANEL, false);
    for (uint32_t t = 0; t < work->n; t++) {
        const example *example = places[t].example;
        float *row = scores + (size_t)t * columns;
        uint16_t target = example->has_tree && example->heads[places[t].at] != TRAIN_NONE
                              ? example->relations[places[t].at]
                              : TRAIN_NONE;
        if (target != TRAIN_NONE) {
            cross_entropy(row, shape->relations, target, weight * example->weight,
                          &losses->relations);
            memset(row + shape->relations, 0, (columns - shape->relations) * sizeof *row);
        } else {
            memset(row, 0, columns * sizeof *row);
        }
    }
    gradient_product(work, hidden, size, size, scores, columns, columns, work->gradient->relation,
                     work->gradient->relation_bias);
    back(work, scores, columns, columns, work->transposes->network.relation, size, d_hidden, size);
    for (uint32_t t = 0; t < work->n; t++)
        if (places[t].example->has_tree && places[t].example->heads[places[t].at] != TRAIN_NONE)
            back_relation(work, &places[t], t, hidden + (size_t)t * size,
                          d_hidden + (size_t)t * size, parsing);
}

static void train_parse(const gradient_work *work, const train_options *options,
                        const place *places, const example *const *examples,
                        const network_batch *batch, const float *y, float *d_y,
                        train_losses *losses)
{
    const network *network = &work->parameters->network;
    const network_shape *shape = &network->shape;
    const uint32_t columns = network_parse_columns(shape);
    parsing parsing = {arena_array(work->arena, float, (size_t)work->n *columns),
                       arena_array(work->arena, float, (size_t)work->n *columns),
                       arena_array(work->arena, float, (size_t)work->n * shape->arc),
                       arena_array(work->arena, float, (size_t)work->n * shape->arc)};
    network_parse(network, work->kernels, y, work->n, parsing.parse);
    train_arcs(work, options->arcs_weight, examples, batch, &parsing, losses);
    train_relations(work, options->relations_weight, places, examples, batch, &parsing, losses);
    for (uint32_t t = 0; t < work->n; t++)
        for (uint32_t i = 0; i < 2 * shape->arc; i++)
            if (parsing.parse[(size_t)t * columns + i] <= 0)
                parsing.d_parse[(size_t)t * columns + i] *= 0.1F;
    gradient_product(work, y, shape->width, shape->width, parsing.d_parse, columns, columns,
                     work->gradient->parse, work->gradient->parse_bias);
    back(work, parsing.d_parse, columns, columns, work->transposes->network.parse, shape->width,
         d_y, shape->width);
}

/* ---- Names -------------------------------------------------------------------------------------
 */

static void score_name(const gradient_work *work, const place *place, float weight, float *row,
                       train_losses *losses)
{
    const uint32_t count = work->parameters->network.shape.names;
    const example *example = place->example;
    const uint16_t target =
        example->has_names != EXAMPLE_NO_NAMES ? example->names[place->at] : TRAIN_NONE;
    if (target == TRAIN_NONE)
        memset(row, 0, count * sizeof *row);
    else if (example->has_names == EXAMPLE_SOME_NAMES && work->parameters->other_names[target])
        cross_entropy_any(row, count, work->parameters->other_names, weight * example->weight,
                          &losses->names);
    else
        cross_entropy(row, count, target, weight * example->weight, &losses->names);
}

static void train_names(const gradient_work *work, float weight, const place *places,
                        const float *y, float *d_y, train_losses *losses)
{
    const network *network = &work->parameters->network;
    const network_shape *shape = &network->shape;
    const uint32_t size = shape->name;
    const uint32_t columns = network_padded(shape->names);
    float *hidden = arena_array(work->arena, float, (size_t)work->n *size);
    float *d_hidden = arena_array(work->arena, float, (size_t)work->n *size);
    float *scores = arena_array(work->arena, float, (size_t)work->n *columns);
    work->kernels->product(y, shape->width, work->n, shape->width, network->name,
                           size / KERNEL_PANEL, network->name_bias, hidden, size, KERNEL_PANEL,
                           false);
    for (uint32_t t = 0; t < work->n; t++) {
        const float *note = network->notes + (size_t)places[t].example->notes[places[t].at] * size;
        float *row = hidden + (size_t)t * size;
        for (uint32_t i = 0; i < size; i++)
            row[i] = row[i] + note[i] > 0 ? row[i] + note[i] : 0;
    }
    work->kernels->product(hidden, size, work->n, size, network->names, columns / KERNEL_PANEL,
                           network->names_bias, scores, columns, KERNEL_PANEL, false);
    for (uint32_t t = 0; t < work->n; t++) {
        float *row = scores + (size_t)t * columns;
        score_name(work, &places[t], weight, row, losses);
        memset(row + shape->names, 0, (columns - shape->names) * sizeof *row);
    }
    gradient_product(work, hidden, size, size, scores, columns, columns, work->gradient->names,
                     work->gradient->names_bias);
    back(work, scores, columns, columns, work->transposes->network.names, size, d_hidden, size);
    for (uint32_t t = 0; t < work->n; t++) {
        const size_t at = (size_t)t * size;
        float *d_note =
            work->gradient->notes + (size_t)places[t].example->notes[places[t].at] * size;
        for (uint32_t i = 0; i < size; i++) {
            d_hidden[at + i] = hidden[at + i] > 0 ? d_hidden[at + i] : 0;
            d_note[i] += d_hidden[at + i];
        }
    }
    gradient_product(work, y, shape->width, shape->width, d_hidden, size, size,
                     work->gradient->name, work->gradient->name_bias);
    back(work, d_hidden, size, size, work->transposes->network.name, shape->width, d_y,
         shape->width);
}

void train_heads_run(const gradient_work *work, const train_options *options,
                     const example *const *examples, const network_batch *batch, const float *y,
                     float *d_y, train_losses *losses)
{
    const place *places = places_of(work->arena, examples, batch);
    bool trees = false;
    bool names = false;
    for (uint32_t t = 0; t < batch->n; t++) {
        const example *example = places[t].example;
        trees = trees || example->has_tree;
        names = names || example->has_names != EXAMPLE_NO_NAMES;
        losses->tree_words += example->has_tree ? (double)example->weight : 0;
        losses->name_words += example->has_names != EXAMPLE_NO_NAMES ? (double)example->weight : 0;
    }
    if (trees) {
        train_tags(work, options->tags_weight, places, y, d_y, losses);
        train_parse(work, options, places, examples, batch, y, d_y, losses);
    }
    if (names)
        train_names(work, options->names_weight, places, y, d_y, losses);
}
