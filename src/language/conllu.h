/* conllu.h - reads CoNLL-U (universaldependencies.org/format.html): sentences of words with
 * ten columns, ranges of words written as one token, empty nodes.
 *
 *     # newdoc / # newpar / # sent_id = x / # text = Don't stop.
 *     1-2   Don't  _  ...          a range
 *     1     Do     do AUX ...      a word
 *     2     n't    not PART ...
 *     2.1   ...                    an empty node
 *     (an empty line ends the sentence)
 *
 * Wrong lines are passed over and noted with their line numbers; reading goes on.
 */
#ifndef LANGUAGE_CONLLU_H
#define LANGUAGE_CONLLU_H

#include "base/array.h"
#include "base/str.h"

enum {
    CONLLU_WORDS_MAX = 10000,  /* in a sentence; further ones are passed over */
    CONLLU_PROBLEMS_MAX = 1000 /* noted; further ones are only counted */
};

typedef struct conllu_word {
    str form;
    str lemma; /* "_" where there is none, as in the other columns */
    str upos;
    str xpos;
    str feats;
    str deprel;
    str deps;
    str misc;
    uint32_t head;  /* 1 is the first word, 0 the root, UINT32_MAX unknown ("_") */
    uint32_t range; /* into ranges, or UINT32_MAX */
} conllu_word;
typedef array_of(conllu_word) conllu_word_array;

/* Words [first, last] (0 is the first) are written as one. */
typedef struct conllu_range {
    uint32_t first;
    uint32_t last;
    str form;
    str misc;
} conllu_range;
typedef array_of(conllu_range) conllu_range_array;

/* A node that is not in the text, behind word number `after` (0: before the first). */
typedef struct conllu_empty {
    uint32_t after;
    uint32_t number;
    str form;
    str columns; /* all from the lemma on, with their tabs */
} conllu_empty;
typedef array_of(conllu_empty) conllu_empty_array;

typedef struct conllu_sentence {
    uint32_t line; /* of its first line, from 1 */
    str id;        /* empty where there is none */
    str text;
    str document; /* id behind newdoc */
    bool newdoc;
    bool newpar;
    conllu_word_array words;
    conllu_range_array ranges;
    conllu_empty_array empties;
} conllu_sentence;

typedef struct conllu_problem {
    uint32_t line;
    str message;
} conllu_problem;

typedef struct conllu_reader {
    arena *arena;
    str rest;
    uint32_t line; /* lines read so far */
    array_of(conllu_problem) problems;
    uint32_t problem_count;
} conllu_reader;

/* Reads from `content`, which must outlive all that is read. */
conllu_reader conllu_open(arena *arena, str content);

/* The next sentence with at least one word; false at the end. */
bool conllu_next(conllu_reader *reader, conllu_sentence *sentence);

/* Does the MISC column say SpaceAfter=No? */
bool conllu_space_after(str misc);

/* Name=value in a FEATS or MISC column; false if it is not there. */
bool conllu_value(str column, str name, str *value);

#endif
