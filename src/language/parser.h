/* parser.h - the language model at work: tags, trees and name tags of sentences of words.
 *
 *     forms --> rows of the tables --> encoder --> tags: best of each head
 *      (96 words at a time)               |-----> trees: scores of all heads, tree_find
 *                                          |-----> names: Viterbi, then once more with a note
 *                                                  of what each word is elsewhere in the document
 */
#ifndef LANGUAGE_PARSER_H
#define LANGUAGE_PARSER_H

#include "language/lemma.h"
#include "learn/inference.h"

typedef struct parser_table {
    const int8_t *rows;  /* [count][width] */
    const float *scales; /* [count] */
    uint32_t count;
} parser_table;

typedef struct parser {
    network network;
    inference inference; /* of this network: a copy of the struct would point to the original */
    parser_table hashed;
    parser_table vectors;
    const int32_t *vocabulary; /* form to row of vectors */
    uint32_t vocabulary_size;
    const int32_t *lists; /* form to bits of the lists that it is in; NULL: no lists */
    uint32_t lists_size;
    lemma_table lemmas;
    labels labels;
    const uint8_t *inflections; /* [xpos]: enum inflection; NULL: not of English */
    uint32_t no_xpos; /* the label "_" among others: no answer; UINT32_MAX: there is none */
} parser;

/* The names of its sections in a model file. */
#define PARSER_SHAPE "net/shape"           /* I32 [NETWORK_SHAPE_COUNT] */
#define PARSER_DENSE "net/dense"           /* F32: network_layout */
#define PARSER_ROWS "net/rows"             /* I8 [rows][width] */
#define PARSER_ROW_SCALES "net/rows.scale" /* F32 [rows] */
#define PARSER_VECTORS "net/vectors"
#define PARSER_VECTOR_SCALES "net/vectors.scale"
#define PARSER_VOCABULARY "net/vocabulary" /* I32 [slots] */
#define PARSER_LISTS "net/lists"           /* I32 [slots] */
#define PARSER_LEMMAS "net/lemmas"         /* I32 [slots] */
#define PARSER_SCRIPTS "net/scripts"       /* BYTES, as the labels: lines */
#define PARSER_XPOS "net/xpos"
#define PARSER_FEATS "net/feats"
#define PARSER_RELATIONS "net/relations"
#define PARSER_NAMES "net/names"

/* A view into the model; its label lists and rounded matrices are in the arena. False if the model
 * has no network or one whose parts do not fit together. */
bool parser_of(arena *arena, const model *model, parser *parser);

typedef struct parsed_word {
    uint32_t head; /* 0: root; j: word j - 1 of the sentence */
    uint16_t xpos;
    uint16_t feats;
    uint16_t relation;
    uint16_t name; /* name_tag */
    uint8_t upos;
} parsed_word;

/* Analyses one document: sentence s is words [ends[s-1], ends[s]), none longer than
 * SENTENCE_TOKENS_MAX. */
void parser_run(const parser *parser, arena *scratch, const str *forms, const uint32_t *ends,
                uint32_t sentences, parsed_word *words);

/* The lemma of a word that was analysed: the table's, checked against the regular endings and the
 * irregular verbs where the language is English. Text in the arena, or the form itself. */
str parser_lemma(const parser *parser, arena *keep, str form, const parsed_word *word);

/* Rows of one word, and the row of its vector (WORDFORM_NONE: none). */
uint32_t parser_look_up(const wordform *wordform, const int32_t *vocabulary, uint32_t size);

#endif
