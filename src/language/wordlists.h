/* wordlists.h - closed word lists, as sorted tables that a linguist can edit. */
#ifndef LANGUAGE_WORDLISTS_H
#define LANGUAGE_WORDLISTS_H

#include "language/analysis.h"

typedef enum word_list {
    WORDS_FUNCTION,     /* the, of, and ...: start a sentence without being names */
    WORDS_CALENDAR,     /* months, weekdays */
    WORDS_TITLE,        /* Mr, President, Senator: before a person's name */
    WORDS_ROLE,         /* spokesman, minister, chief: what somebody is */
    WORDS_ORGANIZATION, /* Council, Ministry, Inc: inside an organisation's name */
    WORDS_PARTICLE,     /* van, de, bin: lower case inside a name */
    WORDS_DEMONYM,      /* Chinese, Russian: adjectives, no names by themselves */
    WORDS_PLACE,        /* countries and capitals */
    WORDS_LIST_COUNT
} word_list;

/* Is the word in the list, in any case of ASCII letters? */
bool words_have(word_list list, str word);

/* The same for any list of `size` bytes: words in lower case, sorted, between single spaces, with
 * one at both ends. */
bool words_in(const char *list, size_t size, str word);

/* All lists that have the word: bit i for list i. */
uint32_t words_lists_of(str word);

/* The same for a token of a report that has been through names_run. */
static inline bool token_in_list(const token *token, word_list list)
{
    return (token->lists >> list & 1) != 0;
}

#endif
