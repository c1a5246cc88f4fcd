/* conllu_write.h - an analysed report as CoNLL-U (universaldependencies.org/format.html). */
#ifndef LANGUAGE_CONLLU_WRITE_H
#define LANGUAGE_CONLLU_WRITE_H

#include "language/given.h"

/* Writes all sentences of a report. With `given`, its sentences, ranges and comments come back as
 * they were; otherwise those of the analysis are written. A report that was not analysed (another
 * language) has "_" in the columns. MISC of a word:
 *
 *     NE=B-PER, NE=I-PER   a name's first and further words
 *     Entity_id=e3         with the first word: the report's entity 3, from 0
 *     Refers_to=e3         the head of "he" or "the spokesman": whom it means
 *     SpaceAfter=No */
void conllu_write(buffer *out, const report *report, const analysis *analysis, const given *given);

#endif
