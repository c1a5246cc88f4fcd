/* train_network.h - losses of the language network and their gradients, for train/ and tests
 * only. Reverse mode by hand for exactly these layers; tests/unit/learn/test_train_network.c
 * checks every parameter against differences.
 *
 *     examples --> train_batch --> one gradient: dense parameters + table rows
 */
#ifndef LEARN_TRAIN_NETWORK_H
#define LEARN_TRAIN_NETWORK_H

#include "learn/network.h"

#define TRAIN_NONE UINT16_MAX

/* What may be learnt from a sentence. */
typedef enum example_names {
    EXAMPLE_NO_NAMES = 0,
    EXAMPLE_SOME_NAMES, /* "outside" may also be a name of a kind that was not annotated */
    EXAMPLE_ALL_NAMES
} example_names;

typedef struct example {
    uint32_t n;
    const uint32_t *rows;                /* [n][row_count] of the table */
    const uint32_t *vectors;             /* [n], or UINT32_MAX */
    const uint16_t *upos, *xpos, *feats; /* TRAIN_NONE: not known */
    const uint16_t *heads;               /* 0 root, j word j - 1, TRAIN_NONE */
    const uint16_t *relations;
    const uint16_t *names;
    const uint8_t *notes;
    example_names has_names;
    bool has_tree; /* tags and tree are known */
    float weight;
} example;

/* What a gradient is taken with respect to. */
typedef struct train_parameters {
    network network;   /* in `dense`, which also ends with the projection */
    float *projection; /* [vector_padded][width] in panels */
    float *dense;
    size_t dense_count;
    float *table; /* [table_rows][width] */
    uint32_t table_rows;
    uint32_t row_count;   /* rows of a word, */
    uint32_t word_rows;   /* of which the first are of its whole form */
    const float *vectors; /* [vector_count][vector_padded], not trained */
    uint32_t vector_count;
    uint32_t vector_padded;
    const uint8_t *other_names; /* [names]: is "outside" where only some names are annotated */
} train_parameters;

typedef struct train_losses {
    double tags, arcs, relations, names; /* sums */
    double tree_words, name_words;
} train_losses;

typedef struct train_options {
    float drop_input, drop_layer, drop_output;
    float drop_word; /* a word's form, and its vector */
    float tags_weight, arcs_weight, relations_weight, names_weight;
} train_options;

/* Working memory of one shard. */
typedef struct train_shard {
    struct arena *arena; /* emptied by each run */
    uint64_t random;
    network gradient;
    float *gradient_projection;
    float *dense;   /* gradients of the dense parameters, added up */
    float *words;   /* [n][width]: gradient of each word's sum of rows */
    uint32_t *rows; /* [n][row_count]: the rows that were added up; UINT32_MAX: dropped */
    uint32_t n;
    train_losses losses;
} train_shard;

/* Points parameters at their places in `dense`; NULL to count. */
size_t train_layout(train_parameters *parameters, const network_shape *shape, float *dense);

/* Transposed copies of the matrices, which gradients need; anew after each step. */
typedef struct train_transposes {
    network network;
    float *projection;
    float *dense;
} train_transposes;
void train_transpose(const train_parameters *parameters, train_transposes *transposes);

/* Forward and backward over some sentences: adds to the shard's `dense`, sets its `words`. */
void train_shard_run(const train_parameters *parameters, const train_transposes *transposes,
                     const kernels *kernels, const train_options *options,
                     const example *const *examples, uint32_t count, train_shard *shard);

/* SplitMix64, and a number in [0, 1). */
uint64_t train_random(uint64_t *state);
float train_uniform(uint64_t *state);

#endif
