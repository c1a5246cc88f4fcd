/* linear.c - see linear.h. */
#include "learn/linear.h"

#include <math.h>
#include <string.h>

void linear_scores(const linear *linear, const uint32_t *features, uint32_t count,
                   int32_t scores[LINEAR_CLASSES_MAX])
{
    const uint32_t mask = linear->rows - 1;
    const uint32_t classes = linear->classes;
    memset(scores, 0, LINEAR_CLASSES_MAX * sizeof *scores);
    for (uint32_t i = 0; i < count; i++) {
        const int16_t *row = linear->weights + (size_t)(features[i] & mask) * classes;
        for (uint32_t c = 0; c < classes; c++)
            scores[c] += row[c];
    }
}

int32_t linear_score(const linear *linear, const uint32_t *features, uint32_t count)
{
    const uint32_t mask = linear->rows - 1;
    int32_t score = 0;
    for (uint32_t i = 0; i < count; i++)
        score += linear->weights[features[i] & mask];
    return score;
}

/* ---- Training --------------------------------------------------------------------------- */

void linear_data_add(arena *arena, linear_data *data, const uint32_t *features, uint32_t count,
                     uint32_t class_, float weight)
{
    linear_example *example = array_push(arena, &data->examples);
    *example = (linear_example){data->features.count, count, class_, weight};
    array_reserve(arena, &data->features, count);
    memcpy(data->features.items + data->features.count, features, count * sizeof *features);
    data->features.count += count;
}

typedef struct training {
    const linear_data *data;
    const linear_options *options;
    float *weights; /* [rows][classes] */
    float *squares; /* sums of squared gradients, for AdaGrad */
    float *sums;    /* of the weights after each epoch of the second half */
    uint64_t random;
} training;

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void shuffle(uint32_t *order, uint32_t count, uint64_t *random)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = (uint32_t)(next_random(random) % i);
        uint32_t kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

/* Gradients of the logarithmic loss by score; returns the loss. */
static double loss_gradient(const double *scores, uint32_t classes, uint32_t class_,
                            double *gradient)
{
    if (classes == 1) {
        double p = 1 / (1 + exp(-scores[0]));
        gradient[0] = p - (class_ ? 1 : 0);
        return -log((class_ ? p : 1 - p) + 1e-12);
    }
    double most = scores[0];
    double sum = 0;
    for (uint32_t c = 1; c < classes; c++)
        most = scores[c] > most ? scores[c] : most;
    for (uint32_t c = 0; c < classes; c++)
        sum += gradient[c] = exp(scores[c] - most);
    for (uint32_t c = 0; c < classes; c++)
        gradient[c] = gradient[c] / sum - (c == class_);
    return -log(gradient[class_] + 1 + 1e-12);
}

static void step(const training *training, size_t at, double gradient)
{
    const linear_options *options = training->options;
    float *weight = &training->weights[at];
    float g = (float)gradient + options->l2 * *weight;
    training->squares[at] += g * g;
    *weight -= options->rate * g / (sqrtf(training->squares[at]) + 1e-3f);
}

/* The rows of an example's features, some left out at random. */
static uint32_t pick_rows(training *training, const linear_example *example, uint32_t *rows)
{
    const uint32_t *features = training->data->features.items + example->first;
    const uint32_t limit = (uint32_t)(training->options->drop * 256);
    const uint32_t mask = training->options->rows - 1;
    uint64_t bits = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < example->count; i++) {
        if (i % 8 == 0)
            bits = limit > 0 ? next_random(&training->random) : UINT64_MAX;
        if ((bits & 0xff) >= limit)
            rows[count++] = features[i] & mask;
        bits >>= 8;
    }
    return count;
}

static double train_example(training *training, const linear_example *example, uint32_t *rows)
{
    const uint32_t classes = training->options->classes;
    double scores[LINEAR_CLASSES_MAX] = {0};
    double gradient[LINEAR_CLASSES_MAX];
    uint32_t count = pick_rows(training, example, rows);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t c = 0; c < classes; c++)
            scores[c] += (double)training->weights[(size_t)rows[i] * classes + c];
    double loss = loss_gradient(scores, classes, example->class_, gradient);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t c = 0; c < classes; c++)
            step(training, (size_t)rows[i] * classes + c, gradient[c] * (double)example->weight);
    return loss;
}

/* What is left out in training makes sums too small by that share: the rest counts for it
 * at inference, so weights shrink. */
static int16_t rounded(float weight, float keep)
{
    double units = (double)(weight * keep) * LINEAR_UNIT;
    if (units > INT16_MAX)
        return INT16_MAX;
    if (units < INT16_MIN)
        return INT16_MIN;
    return (int16_t)lrint(units);
}

linear linear_train(arena *arena, const linear_data *data, const linear_options *options)
{
    const size_t size = (size_t)options->rows * options->classes;
    const uint32_t count = data->examples.count;
    training training = {.data = data,
                         .options = options,
                         .weights = arena_array(arena, float, size),
                         .squares = arena_array(arena, float, size),
                         .sums = arena_array(arena, float, size),
                         .random = options->seed};
    uint32_t *order = arena_array(arena, uint32_t, count);
    uint32_t longest = 0;
    for (uint32_t i = 0; i < count; i++) {
        order[i] = i;
        if (data->examples.items[i].count > longest)
            longest = data->examples.items[i].count;
    }
    uint32_t *rows = arena_array(arena, uint32_t, longest);
    for (uint32_t epoch = 1; epoch <= options->epochs; epoch++) {
        double loss = 0;
        shuffle(order, count, &training.random);
        for (uint32_t i = 0; i < count; i++)
            loss += train_example(&training, &data->examples.items[order[i]], rows);
        if (epoch > options->epochs / 2)
            for (size_t i = 0; i < size; i++)
                training.sums[i] += training.weights[i];
        if (options->progress != NULL)
            options->progress(epoch, loss / (count > 0 ? count : 1));
    }
    int16_t *weights = arena_array(arena, int16_t, size);
    /* NOLINTNEXTLINE(bugprone-integer-division): whole epochs are meant */
    const float keep = (1 - options->drop) / (float)(options->epochs - options->epochs / 2);
    for (size_t i = 0; i < size; i++)
        weights[i] = rounded(training.sums[i], keep);
    return (linear){weights, options->rows, options->classes};
}
