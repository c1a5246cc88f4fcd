/* lemma.h - lemmas by edit scripts, chosen from a table by form and part of speech.
 *
 *     form "Denied", VERB VBD  ->  ending of the form that the table knows for VERB VBD, the
 *                                  longest first:  denied? enied? nied? -> "l3+y" -> deny
 *
 *     script  'l' lower-cases, 'k' keeps; then how many characters are cut off; "+" and what is
 *             put on instead
 *
 * A table entry is there only where its script differs from that of the next shorter ending, so
 * rules and exceptions are the same thing and few. Cut characters and counts are code points.
 */
#ifndef LANGUAGE_LEMMA_H
#define LANGUAGE_LEMMA_H

#include "language/labels.h"
#include "language/wordform.h"

enum { LEMMA_ENDING_MAX = 24 }; /* code points; the whole form counts as an ending, too */

typedef struct lemma_table {
    const int32_t *slots; /* wordform_find: key to number of a script */
    uint32_t slot_count;
    label_list scripts;
} lemma_table;

/* The key of the last `length` of the letters of a form; UINT32_MAX: all of them. */
typedef struct lemma_form {
    uint32_t letters[LEMMA_ENDING_MAX + 1]; /* lower case, from the last one */
    uint32_t count;
    bool whole; /* all of the form is in `letters` */
    bool upper; /* it starts with a capital */
} lemma_form;
lemma_form lemma_form_of(str form);
uint64_t lemma_key(const lemma_form *form, uint32_t length, bool whole, uint32_t tag);

/* Part of speech and language-specific tag as one number. */
uint32_t lemma_tag(uint32_t upos, uint32_t xpos);

/* The lemma: the form itself, or new text in the arena. */
str lemma_find(arena *keep, const lemma_table *table, str form, uint32_t upos, uint32_t xpos);

/* Does the table know the whole form, and not only its ending? */
bool lemma_is_known(const lemma_table *table, str form, uint32_t upos, uint32_t xpos);

/* Carries out a script; false if it does not fit the form. */
bool lemma_apply(arena *keep, str script, str form, str *lemma);

/* The script that makes this lemma of this form. */
str lemma_script(arena *arena, str form, str lemma);

#endif
