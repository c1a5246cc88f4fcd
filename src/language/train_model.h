/* train_model.h - from trained numbers to the sections of a model file. For train/ only. */
#ifndef LANGUAGE_TRAIN_MODEL_H
#define LANGUAGE_TRAIN_MODEL_H

#include "language/train_examples.h"
#include "learn/train_step.h"

/* Lemma scripts and their table, from the trees of a corpus. */
typedef struct lemma_model {
    int32_t *slots;
    uint32_t slot_count;
    str scripts; /* lines */
} lemma_model;
lemma_model lemma_model_learn(arena *arena, const examples *examples, const corpus *const *corpora,
                              uint32_t count);

/* Adds all sections "net/..." to the builder: averaged weights, tables rounded to int8, vectors
 * taken through the projection. */
void train_model_add(arena *arena, model_builder *builder, const train_trainer *trainer,
                     const examples *examples, const lemma_model *lemmas);

#endif
