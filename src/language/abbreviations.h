/* abbreviations.h - words that are written with a period. */
#ifndef LANGUAGE_ABBREVIATIONS_H
#define LANGUAGE_ABBREVIATIONS_H

#include "base/str.h"

typedef enum abbreviation {
    ABBREVIATION_NONE = 0,
    ABBREVIATION_TITLE,   /* a name follows: Mr Gen Sen */
    ABBREVIATION_NUMBER,  /* a number follows: No vol fig */
    ABBREVIATION_MONTH,   /* Jan */
    ABBREVIATION_COMPANY, /* Inc Ltd: may end a sentence */
    ABBREVIATION_PLACE,   /* Calif Ave */
    ABBREVIATION_COMMON,  /* etc vs approx */
    ABBREVIATION_INITIAL  /* one letter, or letters with periods between: J, U.S */
} abbreviation;

/* The kind of a word (without its last period), whatever its case. */
abbreviation abbreviation_of(str word);

#endif
