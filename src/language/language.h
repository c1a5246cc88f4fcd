/* language.h - reports to analysed sentences: the second room. Each function adds its part
 * to the analysis and reads only what earlier ones made. */
#ifndef LANGUAGE_LANGUAGE_H
#define LANGUAGE_LANGUAGE_H

#include "language/analysis.h"
#include "learn/model.h"

/* Splits the clean text into tokens and sentences, block by block. */
void segment_run(arena *keep, arena *scratch, const model *model, const report *report,
                 analysis *analysis);

/* Tags, lemmas, trees and name tags of all tokens, by the language model (parser.h). Does nothing
 * for a report in another language than English, or with a model that has no network. */
void parse_run(arena *keep, arena *scratch, const model *model, const report *report,
               analysis *analysis);

/* Finds capitalised-name mentions and joins them into entities. A first version, by shape and
 * gazetteer words; the name head of the language model takes its place later. */
void names_run(arena *keep, arena *scratch, const report *report, analysis *analysis);

#endif
