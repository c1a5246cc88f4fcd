/* network.h - the language network: one encoder of word vectors in context, several heads.
 *
 * The parameters and the sums in floats, as training needs them; inference.h does the same faster.
 *
 *     rows of words   int8, summed          (hashed features, pretrained vectors)
 *          |  normalise
 *          x [n][width]  <---------------------------------+
 *          |  normalise, mix with both neighbours          | layers times, each
 *          |  matrix -> content c, keep f, gate g          | added to x
 *          |  h[t] = f h[t-1] + (1-f) c   half of the width from the left, half from the right
 *          |  h * g sigmoid(g), matrix --------------------+
 *          |  normalise
 *          y [n][width]
 *          +-- tags       scores of UPOS, XPOS, FEATS
 *          +-- parse      each word as a dependent and as a head, for arcs and for relations
 *          +-- name       hidden layer of the name tagger
 *
 * The recurrence without a matrix in it is that of SRU (Lei et al. 2018) and minGRU (Feng et al.
 * 2024): a word sees its whole sentence, and all products are of whole matrices. The parser is
 * the biaffine one of Dozat and Manning (2017); its relation scorer is a hidden layer over sums
 * of a dependent's and a head's vector, as a bilinear one would cost twenty times as much.
 */
#ifndef LEARN_NETWORK_H
#define LEARN_NETWORK_H

#include "learn/kernels.h"
#include "learn/model.h"

enum {
    NETWORK_LAYERS_MAX = 8,
    NETWORK_DISTANCE = 20, /* farther heads count as this far */
    NETWORK_DISTANCES = 2 * NETWORK_DISTANCE + 1,
    NETWORK_NOTES = 16, /* rows that a name tagger may add to a word */
    NETWORK_DIM_MAX = 4096
};

/* Sizes. Those of matrices are multiples of 16; counts of labels are not. */
typedef struct network_shape {
    uint32_t width; /* a multiple of 32 */
    uint32_t layers;
    uint32_t upos, xpos, feats;
    uint32_t arc, relation; /* vectors of the parser */
    uint32_t relations;
    uint32_t name; /* hidden layer of the name tagger */
    uint32_t names;
} network_shape;

enum { NETWORK_SHAPE_COUNT = sizeof(network_shape) / sizeof(uint32_t) };

typedef struct network_layer {
    float *gain, *bias; /* [width] of the normalised input */
    float *taps;        /* [3][width]: the word before, the word, the word behind */
    float *in;          /* [width][3 width]: content, keep, gate */
    float *in_bias;
    float *out; /* [width][width] */
} network_layer;

/* The parameters; matrices are in panels (kernels.h). All lie in one array of floats. */
typedef struct network {
    network_shape shape;
    float *input_gain, *input_bias;
    network_layer layers[NETWORK_LAYERS_MAX];
    float *output_gain, *output_bias;
    float *tags, *tags_bias;   /* [width][tag columns] */
    float *parse, *parse_bias; /* [width][2 arc + 2 relation]: dependent, head, dependent, head */
    float *arc, *arc_bias;     /* [arc][arc] */
    float *root_arc;           /* the root as a head */
    float *root_relation;
    float *distance;                 /* [NETWORK_DISTANCES], padded */
    float *relation, *relation_bias; /* [relation][relations, padded] */
    float *name, *name_bias;         /* [width][name] */
    float *notes;                    /* [NETWORK_NOTES][name] */
    float *names, *names_bias;       /* [name][names, padded] */
} network;

uint32_t network_padded(uint32_t columns); /* up to a multiple of 16 */
uint32_t network_tag_columns(const network_shape *shape);
uint32_t network_parse_columns(const network_shape *shape);

/* Can a network have these sizes? */
bool network_shape_valid(const network_shape *shape);

/* Points the parameters into `base` (which may be NULL, to count) and returns how many floats
 * they are. */
size_t network_layout(network *network, const network_shape *shape, float *base);

/* What a layer computes on the way; training looks at it again. */
typedef struct network_state {
    float *normal;     /* [n][width] */
    float *inverse;    /* [n] */
    float *mixed;      /* [n][width] */
    float *gates;      /* [n][3 width]: content, sigmoid(keep), gate */
    float *open;       /* [n][width]: sigmoid(gate) */
    float *hidden;     /* [n][width] */
    float *gated;      /* [n][width] */
    const float *mask; /* [n][width] to multiply `gated` with, or NULL */
} network_state;

network_state network_state_new(arena *arena, const network_shape *shape, uint32_t n);

/* Sentences one after another: sentence s is words [ends[s-1], ends[s]). */
typedef struct network_batch {
    uint32_t n;
    const uint32_t *ends;
    uint32_t sentences;
} network_batch;

/* to = normal * gain + bias, over n rows. */
void network_scale(const float *normal, const float *gain, const float *bias, uint32_t n,
                   uint32_t width, float *to);

/* One layer: adds to x. `spare` has room for [n][width]. */
void network_layer_run(const network *network, const kernels *kernels, uint32_t layer,
                       const network_batch *batch, float *x, network_state *state, float *spare);

/* Arc and relation vectors of all words, [n][parse columns]; the arcs' through a leaky rectifier
 * (0.1 below zero). */
void network_parse(const network *network, const kernels *kernels, const float *y, uint32_t n,
                   float *parse);

/* That rectifier alone, on the vectors of n words. */
void network_leak(const network_shape *shape, uint32_t n, float *parse);

/* Scores of heads in one sentence of n words, [n][n + 1]: column 0 is the root, column j word
 * j - 1. `parse` is of the sentence's first word; `spare` has room for [n][arc]. */
void network_arcs(const network *network, const kernels *kernels, const float *parse, uint32_t n,
                  float *scores, float *spare);

/* Hidden layer of relations: [n][relation] for words with heads[] (0 root, j word j - 1 of the
 * sentence that begins with `parse`). */
void network_relations(const network *network, const float *parse, const uint32_t *heads,
                       uint32_t n, float *hidden);

#endif
