/* inference.h - the language network at work: its matrices in whole numbers (kernels.h), and only
 * the results kept. network.h has the same sums in floats, for training; the two agree to what
 * rounding to 13 bits loses (tests/unit/learn/test_inference.c).
 *
 *     room.x --inference_encode--> room.y --inference_tags-----> scores of tags
 *                                         --inference_names----> hidden layer of names
 *                                                  --inference_name_scores--> scores of names
 *                                         --inference_parse----> vectors of arcs and relations
 *                                                  --inference_arcs---------> scores of heads
 *                                                  --inference_relations----> scores of relations
 */
#ifndef LEARN_INFERENCE_H
#define LEARN_INFERENCE_H

#include "learn/network.h"

typedef struct inference_layer {
    whole_matrix in, out;
} inference_layer;

typedef struct inference {
    const network *network; /* for the sizes, and for all that is no matrix */
    const kernels *kernels;
    inference_layer layers[NETWORK_LAYERS_MAX];
    whole_matrix tags, parse, arc, relation, name, names;
    whole_rows root; /* one row: the root as a head */
} inference;

/* Rounds the matrices. The network must outlive the inference. */
void inference_init(inference *inference, arena *arena, const network *network,
                    const kernels *kernels);

/* Memory for batches of up to so many words, and sentences of up to so many. */
typedef struct inference_room {
    uint32_t n;         /* words of the batch that was encoded last */
    uint32_t sentence;  /* words of the longest sentence */
    float *x;           /* [n][width]: the sums of word rows go here */
    float *spare;       /* [n][width] */
    float *wide;        /* what a product gives */
    float *hidden;      /* [n][relation] or [n][name]: hidden layers go here */
    float *scores;      /* of heads */
    float *distances;   /* [2 sentence + 1] */
    whole_rows y;       /* [n][width] */
    whole_rows rounded; /* any other rows */
    whole_rows queries; /* [n][arc]: words as dependents ... */
    whole_rows heads;   /* ... and as heads */
    whole_matrix against;
} inference_room;

inference_room inference_room_new(const inference *inference, arena *arena, uint32_t words,
                                  uint32_t sentence);

/* The encoder, on room->x. */
void inference_encode(const inference *inference, const network_batch *batch, inference_room *room);

/* Scores of tags, [n][tag columns]. These results, like the next ones, stand in the room until the
 * next call. */
const float *inference_tags(const inference *inference, inference_room *room);

/* What network_parse gives, [n][parse columns]. */
const float *inference_parse(const inference *inference, inference_room *room);

/* Scores of heads as those of network_arcs, but with rows inference_stride(n) apart and least for
 * a word as its own head, in the sentence that is words [start, start + n) of the batch. Behind
 * inference_parse, whose result stays. */
float *inference_arcs(const inference *inference, inference_room *room, uint32_t start, uint32_t n);
uint32_t inference_stride(uint32_t n);

/* Scores of relations, [n][relations, padded], for network_relations in room->hidden. */
const float *inference_relations(const inference *inference, inference_room *room);

/* The name tagger's hidden layer before its rectifier, to [n][name]. As below, up to KERNEL_ROWS
 * rows behind it may be written. */
void inference_names(const inference *inference, inference_room *room, float *to);

/* One word's hidden layer with a note and the rectifier. */
void inference_note(const inference *inference, const float *name, uint32_t note, float *to);

/* Scores of n words' name tags, to [n][names, padded], for their layers in room->hidden. */
void inference_name_scores(const inference *inference, inference_room *room, uint32_t n, float *to);

#endif
