/* train_heads.h - between train_network.c and train_heads.c: the gradient's working set. */
#ifndef LEARN_TRAIN_HEADS_H
#define LEARN_TRAIN_HEADS_H

#include "learn/train_network.h"

typedef struct gradient_work {
    const train_parameters *parameters;
    const train_transposes *transposes;
    const kernels *kernels;
    network *gradient;
    arena *arena;
    uint32_t n; /* words */
} gradient_work;

/* For y = x W + bias: adds to d_w (in panels) and d_bias (may be NULL). Uses transposed copies,
 * so that it is a product itself. */
void gradient_product(const gradient_work *work, const float *x, size_t x_stride, uint32_t in,
                      const float *d_y, size_t y_stride, uint32_t out, float *d_w, float *d_bias);

/* All heads over the encoder's y: adds up the losses, and the gradients of the heads'
 * parameters and of y (d_y, zero at the start). */
void train_heads_run(const gradient_work *work, const train_options *options,
                     const example *const *examples, const network_batch *batch, const float *y,
                     float *d_y, train_losses *losses);

#endif
