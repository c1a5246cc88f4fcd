/* corpus.h - annotated sentences, to train and to measure the language model: CoNLL-U for trees,
 * IOB2 for names.
 *
 *     UNER     "# sent_id = x" / "1 <tab> Al <tab> B-ORG <tab> ..."    joined to a treebank by id
 *     plain    "Kato <tab> I-Person", an empty line between sentences
 *     CoNLL-U  MISC NE=B-PER (silver)
 */
#ifndef LANGUAGE_CORPUS_H
#define LANGUAGE_CORPUS_H

#include "language/conllu.h"

typedef struct corpus_word {
    str form;
    str lemma; /* "_" as in CoNLL-U */
    str upos;
    str xpos;
    str feats;
    str deprel;
    uint32_t head; /* as in conllu_word */
    str name;      /* "O", "B-PER" ...; empty: not known */
} corpus_word;
typedef array_of(corpus_word) corpus_word_array;

typedef struct corpus_sentence {
    str id;
    uint32_t first; /* into words */
    uint32_t count;
    uint32_t document; /* sentences of one document have one number */
    bool has_tree;
} corpus_sentence;
typedef array_of(corpus_sentence) corpus_sentence_array;

typedef struct corpus {
    arena *arena;
    corpus_word_array words;
    corpus_sentence_array sentences;
    uint32_t documents;
} corpus;

/* Which documents to take, by their id. */
typedef bool corpus_filter(void *context, str document);

/* Adds the sentences of a treebank; the content must outlive the corpus. */
void corpus_add_conllu(corpus *corpus, str content, corpus_filter *filter, void *context);

/* The same where all names are annotated, in MISC: a word without is outside of any. */
void corpus_add_silver(corpus *corpus, str content);

/* Adds sentences of plain IOB2 as one document, without trees. */
void corpus_add_names(corpus *corpus, str content);

/* Leaves XPOS out, as "_": for a treebank that fills it only in part, or with something that is
 * no part of speech. */
void corpus_drop_xpos(corpus *corpus);

/* Writes every `one_in`th sentence in capitals (of ASCII), as headlines often are: labels stay. */
void corpus_capitalise(corpus *corpus, uint32_t one_in);

/* Gives names to sentences that are there, by id, or in order where ids are unknown; words
 * must agree. Spans of the kinds in `dropped` become
 * "outside", as do odd tags ("B-O"). Returns how many sentences got names. */
uint32_t corpus_join_names(corpus *corpus, str content, str dropped);

/* GUM's genres whose texts may be used commercially (its LICENSE.txt): news, interviews, bios,
 * travel guides, academic writing, court, speeches, textbooks, vlogs. */
bool corpus_gum_is_free(void *context, str document);

/* One kind for the many spellings: "Person" PER, "Facility" FAC ... Others stay. */
str corpus_name_kind(str kind);

#endif
