/* irregular.h - English verbs whose past is made by no rule: what a table of endings that was
 * learnt from two hundred thousand words gets wrong where it has not seen the form. */
#ifndef LANGUAGE_IRREGULAR_H
#define LANGUAGE_IRREGULAR_H

#include "base/str.h"

/* The infinitive of a past tense or past participle: "risen" is of "rise". NULL: not in the table.
 */
const char *irregular_verb(str form);

#endif
