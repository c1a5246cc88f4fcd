/* entity_forms.h - a name as written, and whether another one can mean the same. */
#ifndef COMPARE_ENTITY_FORMS_H
#define COMPARE_ENTITY_FORMS_H

#include "language/analysis.h"

enum { FORM_WORDS_MAX = 12 };

/* The words of a name that count: case folded, without "the", titles, company suffixes; of an
 * organisation also without small words and its country, sorted. */
typedef struct name_form {
    name_kind kind;
    str words[FORM_WORDS_MAX];
    uint32_t count;
    str country;     /* ISO 3166 alpha-2, when the name itself says it */
    str initials;    /* of an organisation's words as written, folded */
    bool is_country; /* a country under one of its names, or a capital that acts for it */
    bool is_acronym; /* one word in capitals */
} name_form;

name_form name_form_of(arena *arena, const entity *entity);

/* What equal names have in common; names of one key are one entity. */
str name_form_key(arena *arena, const name_form *form);

/* Can two full names of persons be one? Given names agree as far as both have them, or one is
 * short for the other; a letter of one name may differ, or the order. Not proof. */
bool persons_alike(const name_form *a, const name_form *b);

/* Can two organisations be one? The same words, of which one may lack the country; an acronym
 * and its words; a letter that differs. Not proof. */
bool organizations_alike(const name_form *a, const name_form *b);

#endif
