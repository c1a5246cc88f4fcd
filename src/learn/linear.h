/* linear.h - linear classifiers over hashed features.
 *
 *     features  f0 f1 f2 ...          any 32-bit hashes; their low bits pick a row
 *     weights   [rows][classes]       rows is a power of two
 *     score     s[c] = sum over i of weights[f_i mod rows][c]
 *
 * Inference adds int16 in int32: the same on every machine. Training is multinomial logistic
 * regression by AdaGrad with L2 (Duchi, Hazan and Singer 2011), in double precision where it
 * sums, one thread, examples in a shuffled order that depends on the seed alone.
 */
#ifndef LEARN_LINEAR_H
#define LEARN_LINEAR_H

#include "base/array.h"

#include <readout.h>
#include <stdint.h>

enum { LINEAR_CLASSES_MAX = 4, LINEAR_UNIT = 1024 }; /* a weight of 1.0 */

typedef struct linear {
    const int16_t *weights; /* NULL: no such classifier */
    uint32_t rows;
    uint32_t classes;
} linear;

/* Scores of all classes, in units of 1/LINEAR_UNIT. */
void linear_scores(const linear *linear, const uint32_t *features, uint32_t count,
                   int32_t scores[LINEAR_CLASSES_MAX]);

/* The only score of a classifier of one class. */
int32_t linear_score(const linear *linear, const uint32_t *features, uint32_t count);

/* ---- Training --------------------------------------------------------------------------- */

typedef array_of(uint32_t) linear_features;

typedef struct linear_example {
    uint32_t first; /* into features */
    uint32_t count;
    uint32_t class_; /* of one class: 0 no, 1 yes */
    float weight;
} linear_example;
typedef array_of(linear_example) linear_examples;

typedef struct linear_data {
    linear_features features;
    linear_examples examples;
} linear_data;

void linear_data_add(arena *arena, linear_data *data, const uint32_t *features, uint32_t count,
                     uint32_t class_, float weight);

typedef struct linear_options {
    uint32_t rows;
    uint32_t classes; /* 1: yes or no */
    uint32_t epochs;
    float rate;
    float l2;   /* per example */
    float drop; /* share of the features that is left out of an example at random */
    uint64_t seed;
    void (*progress)(uint32_t epoch, double loss);
} linear_options;

/* Trains, and rounds the weights. The weights live in the arena. */
linear linear_train(arena *arena, const linear_data *data, const linear_options *options);

#endif
