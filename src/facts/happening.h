/* happening.h - which happening a time belongs to, by the dependency tree.
 *
 *      Lee met Ann on Monday .        the talks in Rome on Monday ended
 *           |________obl__|               |______nmod______|
 *      the head is "met"                 the head is "talks"
 *
 * All of it works on the heads of one sentence's tokens alone and is bounded by its length. Where
 * there are no trees nothing has a head. */
#ifndef FACTS_HAPPENING_H
#define FACTS_HAPPENING_H

#include "facts/times.h"
#include "language/wordlists.h"

/* The token through which the words [span) hang on the rest of the sentence, TOKEN_NONE if they
 * hang on nothing. */
uint32_t happening_top(const analysis *analysis, uint32_t sentence, text_span span);

/* The verb, or noun for what happens, that the words [span) date; TOKEN_NONE if there is none. */
uint32_t happening_of(const report *report, const analysis *analysis, uint32_t sentence,
                      text_span span);

/* What the clause of a token speaks of, by the tags of its verb and its auxiliaries. */
tense happening_tense(const report *report, const analysis *analysis, uint32_t head);

/* Does the clause reach up to the telling: "four months later it has become"? */
bool happening_reaches_now(const report *report, const analysis *analysis, uint32_t head);

/* What the preposition in front of a time makes of it: "by Friday", "since May". */
time_bound happening_bound(const report *report, const analysis *analysis, uint32_t sentence,
                           text_span span);

/* The words that tell the happening, for a reader: its clause, with the one that attributes it.
 * Empty where that is the whole sentence. */
text_span happening_words(const report *report, const analysis *analysis, uint32_t head);

/* Has the clause of a verb a subject of its own? The first word that marks it as part of another:
 * "that", "to", "when"; TOKEN_NONE if there is none. */
bool clause_has_subject(const analysis *analysis, uint32_t at);
uint32_t clause_marker(const analysis *analysis, uint32_t at);

/* Is the token, by its tag, a verb? A noun, common or proper? */
bool token_is_verb(const analysis *analysis, uint32_t at);
bool token_is_noun(const analysis *analysis, uint32_t at);

#endif
