/* analysis.h - what language makes of a report's clean text: sentences of tokens, names.
 *
 *   text       "ROME (AP) -- He didn't stop. It ..."
 *   sentences  [0-------------------------)[1 ...
 *   tokens     ROME ( AP ) -- He did n't stop . | It ...
 *                                |____| one surface token of two words
 *   trees      did -> stop (aux), He -> stop (nsubj), stop is the root
 */
#ifndef LANGUAGE_ANALYSIS_H
#define LANGUAGE_ANALYSIS_H

#include "intake/report.h"
#include "language/labels.h"
#include "language/people.h"

enum { SENTENCE_TOKENS_MAX = 1000 }; /* a longer one is split there */
#define TOKEN_NONE UINT32_MAX

/* A syntactic word as Universal Dependencies counts it. */
typedef struct token {
    uint32_t start; /* bytes of the clean text */
    uint32_t end;
    bool space_after; /* white space or the end follows */
    bool joined;      /* the second or later word of a surface token: the n't of don't */
    bool starts_upper;
    bool is_word;  /* has a letter or a digit */
    uint8_t lists; /* the word lists that have it: bit i for list i of wordlists.h */

    /* What the trees stage adds; all zero where analysis.has_trees is false. */
    uint8_t upos;   /* enum upos */
    uint8_t deprel; /* enum deprel: without its subtype */
    uint16_t xpos;  /* into analysis.labels, as the next three */
    uint16_t feats;
    uint16_t relation; /* with its subtype */
    uint16_t name;     /* name_tag of labels.h, or NAME_TAG_NONE */
    uint32_t head;     /* the token that it hangs on, TOKEN_NONE for the root of a sentence */
    str lemma;
} token;
typedef array_of(token) token_array;

typedef struct sentence {
    uint32_t start; /* bytes of the clean text, without surrounding white space */
    uint32_t end;
    uint32_t first_token;
    uint32_t token_count;
    uint32_t block; /* the report's block that it lies in; sentences never cross blocks */
} sentence;
typedef array_of(sentence) sentence_array;

typedef enum name_kind { NAME_PERSON = 0, NAME_ORGANIZATION, NAME_PLACE, NAME_OTHER } name_kind;

/* One mention of a name: tokens [first_token, first_token+token_count) of the report. */
typedef struct name {
    uint32_t start;
    uint32_t end;
    uint32_t first_token;
    uint32_t token_count;
    uint32_t sentence;
    name_kind kind;
    uint32_t entity;            /* into analysis.entities */
    bool stands_for_government; /* "Beijing said", not "in Beijing" */
} name;
typedef array_of(name) name_array;

/* Somebody or something named in one report, under all its forms ("Nils Oyelaran",
 * "Oyelaran"). Entities of several reports are joined by compare/. */
typedef struct entity {
    name_kind kind;
    str name;          /* the fullest form */
    str_array aliases; /* the other forms, in order of appearance */
    str_array roles;   /* words beside the name: "national security adviser" */
    str role;          /* the first of them, or empty */
    str country;       /* ISO 3166-1 alpha-2: of a country, its capital, its government, or of
                          somebody who holds an office there; empty if the report does not say */
    str party; /* political party of a person: "Republican"; empty if the report does not say */
    bool stands_for_government; /* a seat of government, or a capital that acts: Beijing */
    name_gender gender;         /* of a person, as far as titles, given names and roles tell */
    uint32_t first_name;        /* into analysis.names */
    uint32_t mentions;
} entity;
typedef array_of(entity) entity_array;

typedef enum reference_kind {
    REFERENCE_PRONOUN = 0, /* he, their, itself */
    REFERENCE_DESCRIPTION  /* the spokesman, the Chinese diplomat */
} reference_kind;

/* Words that mean something said before (coref.h), or could not be told to. */
typedef struct reference {
    uint32_t first_token; /* "the Chinese diplomat" ... */
    uint32_t token_count;
    uint32_t head; /* ... its noun or pronoun */
    uint32_t sentence;
    reference_kind kind;
    uint32_t entity;     /* whom it means, or UINT32_MAX: nobody with a name, or unresolved */
    uint32_t antecedent; /* head token of the words before that mean the same, a name or an
                            unnamed "a senior official"; TOKEN_NONE: unresolved */
} reference;
typedef array_of(reference) reference_array;

typedef struct analysis {
    sentence_array sentences;
    token_array tokens;
    bool has_trees;       /* tags, trees and name tags are there */
    const labels *labels; /* what their numbers stand for, if they are */
    name_array names;
    entity_array entities;
    reference_array references; /* in order of their heads */
} analysis;

/* The words of a token. */
str token_text(const report *report, const token *token);

/* The sentence that holds clean byte `at`, or UINT32_MAX. */
uint32_t analysis_sentence_at(const analysis *analysis, uint32_t at);

/* The first token at or behind clean byte `at`; tokens.count if there is none. */
uint32_t analysis_token_at(const analysis *analysis, uint32_t at);

#endif
