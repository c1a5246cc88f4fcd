/* train_step.h - one step of training: a batch, spread over threads, and AdamW. For train/ only.
 *
 *     batch -> TRAIN_SHARDS pieces --any thread--> gradients of each piece
 *                                                        | added up in the order of the pieces
 *                                              dense parameters, rows of the table
 *
 * The same seed gives the same model whatever the number of threads.
 */
#ifndef LEARN_TRAIN_STEP_H
#define LEARN_TRAIN_STEP_H

#include "learn/train_adam.h"
#include "learn/train_network.h"

enum { TRAIN_SHARDS = 8 };

typedef struct trainer_worker {
    memory memory;
    arena arena;
    train_shard shard;
    const example *const *examples;
    uint32_t count;
    bool failed;
} trainer_worker;

typedef struct train_trainer {
    train_parameters parameters;
    train_transposes transposes;
    const kernels *kernels;
    train_options options;
    adam dense;
    adam table;
    uint32_t *slots; /* of each table row: its place among the rows of this batch, plus one */
    uint32_t threads;
    uint64_t step;
    uint64_t random;
    trainer_worker workers[TRAIN_SHARDS];
} train_trainer;

/* Makes and initialises everything for parameters whose shape, table size and vectors are set. */
void train_trainer_init(train_trainer *trainer, arena *arena, const network_shape *shape,
                        uint64_t seed);
void train_trainer_finish(train_trainer *trainer);

/* One step; adds to the losses. False if there was no memory. */
bool train_step_run(train_trainer *trainer, const example *const *examples, uint32_t count,
                    float rate, train_losses *losses);

#endif
