/* said.h - what the files that make statements out of candidates share. */
#ifndef FACTS_SAID_H
#define FACTS_SAID_H

#include "facts/candidates.h"

typedef struct reader {
    arena *keep;
    arena *scratch;
    const syntax *syntax;
    const analysis *analysis;
    facts *facts;
} reader;

/* speakers.c: from the head of the words for the speaker; TOKEN_NONE gives nobody. `sentence` is
 * that of the cue; statements before it are done. */
speaker speaker_of(const reader *reader, uint32_t head, uint32_t pointer);

/* speakers.c: the words for a head without what only surrounds them. */
range speaker_words(const syntax *syntax, uint32_t head);

/* speakers.c: whom a name or description means, or UINT32_MAX. */
uint32_t speaker_entity(const syntax *syntax, uint32_t head, range words);

/* antecedents.c: whom a pronoun, or a description with "the", means. */
void antecedent_of_pronoun(const reader *reader, speaker *speaker, uint32_t at);
void antecedent_of_description(const reader *reader, speaker *speaker, uint32_t head, range words);

/* unnamed.c: role, organisation, country and quantity of a speaker without a name. */
void unnamed_read(const reader *reader, uint32_t head, range words, speaker *speaker);

/* unnamed.c: "He spoke on condition of anonymity", in a sentence of its own, is about the speaker
 * of a statement before. */
void unnamed_conditions(reader *reader);

/* channels.c: outlets, events, media and documents that the words went through. */
void channels_find(const reader *reader, const candidate *candidate, statement *statement);

/* force.c: polarity and the marks. */
void force_find(const syntax *syntax, const candidate *candidate, statement *statement);

/* doubts.c: is a candidate with a good score no statement after all? */
bool doubts_about(const syntax *syntax, const candidate *candidate);

/* doubts.c: "had no comment", "did not respond to a request": a verb that tells of silence by what
 * hangs on it, and the cue that stands for it. */
bool doubts_withholds(const syntax *syntax, uint32_t at);
extern const cue cue_withholding;

/* statements.c: another statement of the candidate; its number. */
uint32_t statement_add(reader *reader, const candidate *candidate, range cue, str lemma,
                       readout_cue_class class_);

/* signed.c: a speaker before a colon, or behind a dash, in a sentence. */
void signed_by_colon(reader *reader, uint32_t number);
void signed_by_name(reader *reader, uint32_t number);

/* quoted.c: quotations that no cue has taken yet, given to the statements beside them. */
void quotes_attach(reader *reader);

/* flat.c: the statements of a sentence by position, for a report without trees. */
void statements_flat(reader *reader, const map *index, uint32_t sentence);

#endif
