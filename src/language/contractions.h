/* contractions.h - words written as one that are several words of grammar. */
#ifndef LANGUAGE_CONTRACTIONS_H
#define LANGUAGE_CONTRACTIONS_H

#include "base/str.h"

typedef struct contraction {
    str word;       /* lower case */
    uint8_t first;  /* bytes of its first word */
    uint8_t second; /* bytes of its second word when there are three, else 0 */
    bool likely;    /* hardly ever a single word */
} contraction;

/* The entry of a lower-cased word, or NULL. */
const contraction *contraction_find(str word);

/* Is this, behind a letter or digit, a clitic with its apostrophe ('s, 'll)? `rest` starts
 * at the apostrophe, which is `mark` bytes long. Gives its length in bytes, or 0. */
size_t clitic_length(str rest, size_t mark);

#endif
