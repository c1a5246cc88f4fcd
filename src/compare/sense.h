/* sense.h - how near two words are in meaning.
 *
 *     assistance  --> row of the model's word vectors --\
 *                                                        cosine --> 0..1
 *     aid         --> row of the model's word vectors --/
 *
 * The vectors are GloVe's (Pennington et al. 2014), as the language network holds them: 40,000
 * words, projected, int8. They know that "aid" is near to "assistance"; they also hold "rise" near
 * to "fall", so opposites are kept apart by a table. */
#ifndef COMPARE_SENSE_H
#define COMPARE_SENSE_H

#include "base/str.h"
#include "learn/model.h"

#define SENSE_NONE UINT32_MAX

typedef struct sense {
    const int8_t *rows; /* NULL: the model has none */
    const int32_t *vocabulary;
    uint32_t vocabulary_size;
    uint32_t count;
    uint32_t width;
} sense;

sense sense_of(const model *model);

/* The row of a word or SENSE_NONE. */
uint32_t sense_row(const sense *sense, str word);

/* Cosine of two rows, 0 for SENSE_NONE; below zero counts as 0. */
double sense_cosine(const sense *sense, uint32_t a, uint32_t b);

/* Do two lemmas mean opposite things: rise and fall? */
bool sense_opposite(str a, str b);

#endif
