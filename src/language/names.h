/* names.h - the parts of the names stage (names.c) and what they hand to each other.
 *
 *     names_by_tags  or  names_by_shape  -->  mentions  -->  names_join  -->  names_roles
 */
#ifndef LANGUAGE_NAMES_H
#define LANGUAGE_NAMES_H

#include "language/analysis.h"
#include "language/wordlists.h"

/* A name where it was found, before it has an entity. */
typedef struct mention {
    uint32_t first; /* tokens [first, end) */
    uint32_t end;
    uint32_t sentence;
    name_kind kind;
    bool headline;   /* tells nothing new: only joins what the text has */
    uint32_t entity; /* UINT32_MAX: none */
} mention;
typedef array_of(mention) mention_array;

typedef struct finder {
    arena *keep;
    arena *scratch;
    const report *report;
    analysis *analysis;
    mention_array mentions; /* in order of the text, none inside another */
} finder;

static inline const token *finder_token(const finder *finder, uint32_t at)
{
    return &finder->analysis->tokens.items[at];
}

static inline str finder_word(const finder *finder, uint32_t at)
{
    return token_text(finder->report, finder_token(finder, at));
}

/* The text of tokens [first, end). */
str finder_text(const finder *finder, uint32_t first, uint32_t end);

/* The same without brackets: "[President Vladimir] Putin". */
str finder_name(const finder *finder, uint32_t first, uint32_t end);
bool finder_in_headline(const finder *finder, const sentence *sentence);

/* Names by the tags of the language model. */
void names_by_tags(finder *finder);

/* Names by capitals and word lists, where there are no tags. */
void names_by_shape(finder *finder);

/* Entities of the mentions: who is the same. Fills mention.entity. */
void names_join(finder *finder);

/* The party that the words beside a person's name say, if the entity has none yet. */
void names_party(const finder *finder, const name *name, entity *entity);

/* "R-Ky." and the like: no name. */
bool names_is_party_mark(const finder *finder, uint32_t first, uint32_t end);

/* Roles, countries, gender of the entities, from the words around analysis.names. */
void names_roles(finder *finder);

#endif
