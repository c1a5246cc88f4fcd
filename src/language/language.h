/* language.h - reports to analysed sentences: the second room. Each function adds its part
 * to the analysis and reads only what earlier ones made. */
#ifndef LANGUAGE_LANGUAGE_H
#define LANGUAGE_LANGUAGE_H

#include "language/analysis.h"
#include "learn/model.h"

/* Splits the clean text into tokens and sentences, block by block. */
void segment_run(arena *keep, arena *scratch, const model *model, const report *report,
                 analysis *analysis);

/* The language that a model was trained for: its section LANGUAGE_SECTION, an ISO 639-1 code, or
 * English where it has none. */
#define LANGUAGE_SECTION "net/language"
str model_language(const model *model);

/* Tags, lemmas, trees and name tags of all tokens, by the language model (parser.h). Does nothing
 * for a report in another language than the model's, or with a model that has no network. */
void parse_run(arena *keep, arena *scratch, const model *model, const report *report,
               analysis *analysis);

/* What the numbers of its trees stand for, as long as the model; NULL when it makes none. */
const labels *parse_labels(arena *scratch, const model *model);

/* Finds names by the tags of parse_run, or by shape and word lists where there are none, joins
 * them into entities, and notes what the words beside them say: roles, country, gender. */
void names_run(arena *keep, arena *scratch, const report *report, analysis *analysis);

/* Whom pronouns and descriptions ("the spokesman") mean, as far as it can be told (coref.h).
 * Does nothing without trees. */
void references_run(arena *keep, arena *scratch, const report *report, analysis *analysis);

#endif
