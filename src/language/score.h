/* score.h - how right an analysis of given words is: the columns of CoNLL-U, trees, names. */
#ifndef LANGUAGE_SCORE_H
#define LANGUAGE_SCORE_H

#include "language/corpus.h"
#include "language/parser.h"

typedef struct score_ratio {
    uint32_t right;
    uint32_t all;
} score_ratio;

typedef struct score_names {
    uint32_t gold;
    uint32_t found;
    uint32_t right; /* same words, same kind */
} score_names;

enum { SCORE_KINDS_MAX = NAME_KINDS_MAX };

typedef struct scores {
    score_ratio upos, xpos, feats, lemma;
    score_ratio uas;
    score_ratio las;      /* relations without subtypes, as CoNLL 2018 counts */
    score_ratio las_full; /* with them */
    score_names kinds[SCORE_KINDS_MAX];
    score_names names; /* all kinds together */
} scores;

double score_percent(score_ratio ratio);
double score_f1(score_names names);

/* Kinds of names as bits: all, or those that every corpus annotates (PER, ORG, LOC). */
uint32_t score_kinds(const parser *parser, bool all);

/* Analyses the corpus document by document and counts. Names count in sentences that have some
 * known; only kinds whose bit is set in `kinds`. */
scores score_corpus(const parser *parser, arena *scratch, const corpus *corpus, uint32_t kinds);

#endif
