/* labels.h - parts of speech and relations of Universal Dependencies 2 as numbers that code can
 * name, and the labels that a model has beyond them, as text. */
#ifndef LANGUAGE_LABELS_H
#define LANGUAGE_LABELS_H

#include "learn/model.h"

/* In alphabetical order. */
typedef enum upos {
    UPOS_ADJ = 0,
    UPOS_ADP,
    UPOS_ADV,
    UPOS_AUX,
    UPOS_CCONJ,
    UPOS_DET,
    UPOS_INTJ,
    UPOS_NOUN,
    UPOS_NUM,
    UPOS_PART,
    UPOS_PRON,
    UPOS_PROPN,
    UPOS_PUNCT,
    UPOS_SCONJ,
    UPOS_SYM,
    UPOS_VERB,
    UPOS_X,
    UPOS_COUNT
} upos;

typedef enum deprel {
    DEPREL_ACL = 0,
    DEPREL_ADVCL,
    DEPREL_ADVMOD,
    DEPREL_AMOD,
    DEPREL_APPOS,
    DEPREL_AUX,
    DEPREL_CASE,
    DEPREL_CC,
    DEPREL_CCOMP,
    DEPREL_CLF,
    DEPREL_COMPOUND,
    DEPREL_CONJ,
    DEPREL_COP,
    DEPREL_CSUBJ,
    DEPREL_DEP,
    DEPREL_DET,
    DEPREL_DISCOURSE,
    DEPREL_DISLOCATED,
    DEPREL_EXPL,
    DEPREL_FIXED,
    DEPREL_FLAT,
    DEPREL_GOESWITH,
    DEPREL_IOBJ,
    DEPREL_LIST,
    DEPREL_MARK,
    DEPREL_NMOD,
    DEPREL_NSUBJ,
    DEPREL_NUMMOD,
    DEPREL_OBJ,
    DEPREL_OBL,
    DEPREL_ORPHAN,
    DEPREL_PARATAXIS,
    DEPREL_PUNCT,
    DEPREL_REPARANDUM,
    DEPREL_ROOT,
    DEPREL_VOCATIVE,
    DEPREL_XCOMP,
    DEPREL_COUNT
} deprel;

str upos_name(upos upos);
str deprel_name(deprel deprel);

/* By name; UPOS_X and DEPREL_DEP for what there is not. A subtype ("nsubj:pass") is left out of
 * account. */
upos upos_of(str name);
deprel deprel_of(str name);

typedef struct label_list {
    str *items;
    uint32_t count;
} label_list;

/* The labels that a model's numbers stand for. A number that is not below the count stands for
 * "_". */
typedef struct labels {
    label_list xpos;
    label_list feats;     /* "Number=Sing|Person=3"; "_" for none */
    label_list relations; /* with their subtypes: "nsubj:pass" */
    label_list names;     /* kinds of names: "PER", "ORG" ... */
    deprel *deprels;      /* of each relation, without its subtype */
} labels;

/* The finer part of speech of a word: XPOS, or FEATS where the treebank has no XPOS. */
static inline uint32_t labels_fine(uint32_t xpos_count, uint32_t xpos, uint32_t feats)
{
    return xpos_count > 1 ? xpos : feats;
}

/* A word's position in a name of one kind, as one number: NAME_TAG_NONE, or
 * 1 + 4 * kind + position. */
typedef enum name_position { NAME_FIRST = 0, NAME_INSIDE, NAME_LAST, NAME_SINGLE } name_position;
enum { NAME_TAG_NONE = 0, NAME_POSITIONS = 4, NAME_KINDS_MAX = 15 };
#define name_tag(kind, position) (1 + NAME_POSITIONS * (kind) + (position))
#define name_tag_kind(tag) (((uint32_t)(tag)-1) / NAME_POSITIONS)
#define name_tag_position(tag) (((uint32_t)(tag)-1) % NAME_POSITIONS)

/* Reads a section of lines. The texts lie in the model. */
label_list label_list_of(arena *arena, const model *model, const char *section);
str label_at(const label_list *list, uint32_t index);

#endif
