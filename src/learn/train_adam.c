/* train_adam.c - see train_adam.h. */
#include "learn/train_adam.h"

#include <math.h>
#include <string.h>

adam adam_new(arena *arena, float *weights, size_t count)
{
    adam adam = {weights,
                 arena_array(arena, float, count),
                 arena_array(arena, float, count),
                 arena_array(arena, float, count),
                 count,
                 0};
    memcpy(adam.average, weights, count * sizeof *weights);
    return adam;
}

void adam_step(adam *adam, const adam_options *options, size_t from, size_t count,
               const float *gradient)
{
    const double step = (double)(options->step < 10000 ? options->step : 10000);
    const float first = options->first;
    const float second = options->second;
    const float mean_scale = (float)(1 / (1 - pow((double)first, step)));
    const float square_scale = (float)(1 / (1 - pow((double)second, step)));
    const float keep = 1 - options->rate * options->decay;
    const float rate = options->rate * mean_scale;
    float *restrict weights = adam->weights + from;
    float *restrict mean = adam->mean + from;
    float *restrict square = adam->square + from;
    for (size_t i = 0; i < count; i++) {
        const float g = gradient[i];
        mean[i] = first * mean[i] + (1 - first) * g;
        square[i] = second * square[i] + (1 - second) * g * g;
        weights[i] = weights[i] * keep - rate * mean[i] / (sqrtf(square[i] * square_scale) + 1e-8F);
    }
}

void adam_average(adam *adam, float keep)
{
    adam->averaged++;
    const float early = (float)adam->averaged / (float)(adam->averaged + 10);
    const float share = 1 - (early < keep ? early : keep);
    for (size_t i = 0; i < adam->count; i++)
        adam->average[i] += share * (adam->weights[i] - adam->average[i]);
}
