/* train_adam.h - AdamW (Loshchilov and Hutter 2019) for dense parameters and for tables of which
 * each step touches few rows, and a running average of the weights (Polyak), which is the model
 * that is kept. For train/ only. */
#ifndef LEARN_TRAIN_ADAM_H
#define LEARN_TRAIN_ADAM_H

#include "base/arena.h"

#include <stdint.h>

typedef struct adam {
    float *weights; /* [count] */
    float *mean;    /* of gradients */
    float *square;  /* of their squares */
    float *average; /* of the weights */
    size_t count;
    uint32_t averaged; /* times */
} adam;

typedef struct adam_options {
    float rate;
    float decay;   /* of weights, times the rate */
    float first;   /* 0.9 */
    float second;  /* 0.99 */
    uint64_t step; /* from 1 */
} adam_options;

adam adam_new(arena *arena, float *weights, size_t count);

/* One step of weights [from, from + count) with this gradient. */
void adam_step(adam *adam, const adam_options *options, size_t from, size_t count,
               const float *gradient);

/* Moves the average towards the weights: by 1 - keep, by more in the beginning. */
void adam_average(adam *adam, float keep);

#endif
