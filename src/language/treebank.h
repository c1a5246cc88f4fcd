/* treebank.h - a CoNLL-U file as the raw text that it was made from, with the tokens and
 * sentences that people found in it: to train and to measure segmentation.
 *
 * Sentences of a paragraph are joined as SpaceAfter says; "newpar" and "newdoc" start a new
 * block, with an empty line before it, as in the raw files of the CoNLL 2018 shared task.
 */
#ifndef LANGUAGE_TREEBANK_H
#define LANGUAGE_TREEBANK_H

#include "language/analysis.h"
#include "language/conllu.h"

typedef struct treebank {
    report report;     /* text and blocks only */
    analysis analysis; /* sentences and tokens; words that are not written as they are spelt
                          (wanna: want to) get equal shares of their surface token */
    str *forms;        /* of each token, as annotated */
    uint32_t problems; /* lines that could not be read */
} treebank;

/* Which documents to take, by their id (or of sentences before any newdoc: ""); NULL: all. */
typedef bool treebank_filter(void *context, str document);

/* Reads the whole content; the treebank borrows it. */
treebank treebank_read(arena *arena, str content, treebank_filter *filter, void *context);

#endif
