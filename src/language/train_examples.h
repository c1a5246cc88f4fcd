/* train_examples.h - corpora as numbers, for train/language.c: labels, table rows, vectors, word
 * lists, name tags. */
#ifndef LANGUAGE_TRAIN_EXAMPLES_H
#define LANGUAGE_TRAIN_EXAMPLES_H

#include "base/map.h"
#include "language/corpus.h"
#include "language/parser.h"
#include "learn/train_network.h"

/* Labels in the order of their first appearance. */
typedef struct label_set {
    map numbers;
    array_of(str) names;
    array_of(uint32_t) counts;
} label_set;

uint32_t label_set_number(const label_set *set, str name); /* MAP_NONE: not in it */

/* Pretrained vectors. */
typedef struct word_vectors {
    float *values; /* [count][padded], each number about 1 in size */
    uint32_t count;
    uint32_t size;
    uint32_t padded;
    int32_t *slots; /* wordform_find: form to row */
    uint32_t slot_count;
} word_vectors;

/* Reads the first `count` words: one a line, and `size` float16 numbers for each. False if the
 * files do not fit. */
bool word_vectors_read(arena *arena, str words, str numbers, uint32_t count, uint32_t size,
                       word_vectors *vectors);

/* For a language that has none: no word is found in them. */
word_vectors word_vectors_none(arena *arena);

/* Word lists: each form's bits. */
typedef struct word_lists {
    map bits;                 /* by wordform.normal */
    array_of(uint64_t) forms; /* all of them, in order */
} word_lists;

void word_lists_add(arena *arena, word_lists *lists, str form, wordform_list bit);

typedef struct examples {
    arena *arena;
    str language; /* ISO 639-1 */
    label_set xpos, feats, relations, names;
    word_vectors vectors;
    word_lists lists;
    int32_t *list_slots;
    uint32_t list_slot_count;
    uint32_t table_rows;
    uint8_t *other_names; /* see train_parameters */
    array_of(example) items;
} examples;

/* Counts the labels of a corpus; those seen fewer than `least` times are dropped at the end. */
void examples_count(examples *examples, const corpus *corpus);
void examples_finish_labels(examples *examples, uint32_t least);

/* Turns the word lists into the table that the model gets. */
void examples_finish_lists(examples *examples);

/* Adds all sentences as examples of this weight; the first and the number of them. */
typedef struct example_range {
    uint32_t first;
    uint32_t count;
    uint32_t words;
} example_range;
example_range examples_add(examples *examples, const corpus *corpus, float weight, bool some_names);

#endif
