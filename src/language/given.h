/* given.h - a CoNLL-U file as a report whose sentences and words are given (readout annotate
 * --input conllu).
 *
 *     1-2  don't            report.text   "I do n't know ."  each word as its FORM says
 *     1    do       -->     tokens          |  |   |    |
 *     2    n't              sentences       one, or several of SENTENCE_TOKENS_MAX words
 *
 * The text is one to look things up in, not to print: a word of a range stands in it as it is
 * spelt, which need not be how it is written ("wanna": want, to). */
#ifndef LANGUAGE_GIVEN_H
#define LANGUAGE_GIVEN_H

#include "language/analysis.h"
#include "language/conllu.h"

typedef struct given_sentence {
    conllu_sentence read;
    uint32_t first_piece; /* into sentences: the pieces that it was cut into */
    uint32_t piece_count;
} given_sentence;

typedef struct given {
    array_of(given_sentence) given;
    sentence_array sentences;
    token_array tokens;
    uint32_t empty_nodes; /* which are left out */
} given;

/* Reads report->text as CoNLL-U and replaces it by the text of the words; fills the blocks, and
 * the problem if lines could not be read. */
given *given_read(arena *keep, report *report);

#endif
