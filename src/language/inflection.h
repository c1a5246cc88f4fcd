/* inflection.h - the regular endings of English, as a check on lemmas that a table of learnt
 * endings gives for forms which it has not seen: "shed" is no past of "shet", "smelled" none of
 * "smel". */
#ifndef LANGUAGE_INFLECTION_H
#define LANGUAGE_INFLECTION_H

#include "base/arena.h"
#include "base/str.h"

typedef enum inflection {
    INFLECTION_NONE = 0,
    INFLECTION_BASE, /* no ending */
    INFLECTION_PAST, /* -ed */
    INFLECTION_ING,
    INFLECTION_S,    /* of a verb */
    INFLECTION_MANY, /* of a noun */
    INFLECTION_MORE, /* -er */
    INFLECTION_MOST  /* -est */
} inflection;

/* What a tag of the Penn Treebank says of a form. */
inflection inflection_of(str xpos);

/* A vocabulary: the place of a word in lower case by how frequent it is, the most frequent 0;
 * UINT32_MAX for a word that is not in it. */
typedef struct inflection_words {
    uint32_t (*rank)(const void *context, str word);
    const void *context;
} inflection_words;

/* The lemma of a form: the one given, if the form is a regular one of it or nothing better is
 * known, or another that has the form and that the vocabulary knows. Text in the arena. */
str inflection_lemma(arena *keep, const inflection_words *words, str form, inflection inflection,
                     str given);

#endif
