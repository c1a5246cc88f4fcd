/* wordform.h - what the network is told about a word: rows of its tables, by the form alone.
 *
 *     "Sanctions"   form, twice     sanctions   -> 2 rows   (two hashes: a Bloom embedding, as in
 *                   ends            -ns -ons -ions 3 rows    spaCy's tok2vec, Miranda et al. 2022)
 *                   begin           sa- san-       2 rows
 *                   shape           Xxxx           1 row
 *                   lists           surname? city? 1 row
 *                   vector          GloVe's        1 row of another table, for frequent words
 *
 * All hashed rows share one table: features of few values hardly get in the way of words.
 */
#ifndef LANGUAGE_WORDFORM_H
#define LANGUAGE_WORDFORM_H

#include "base/str.h"

enum {
    WORDFORM_ROWS = 9,
    WORDFORM_WORD_ROWS = 2, /* the first ones: the form as a whole */
    WORDFORM_LETTERS = 40   /* of a longer form only so many characters count */
};

/* Word lists that a word can be in, as bits. */
typedef enum wordform_list {
    WORDFORM_GIVEN = 1,
    WORDFORM_SURNAME = 2,
    WORDFORM_CITY = 4,
    WORDFORM_COUNTRY = 8,
    WORDFORM_DEMONYM = 16,
    WORDFORM_COMPANY = 32,
    WORDFORM_REGION = 64
} wordform_list;

typedef struct wordform {
    uint64_t normal; /* hash of the form in lower case, with one style of quotation marks */
    uint64_t digits; /* the same with every digit a 0 */
    uint64_t shape;
    bool upper; /* it has a capital */
    uint64_t begins[2];
    uint64_t ends[3];
} wordform;

wordform wordform_of(str form);

/* The hashed rows, each below `table_rows`; `lists` are the bits of the lists it is in. */
void wordform_rows(const wordform *wordform, uint32_t lists, uint32_t table_rows,
                   uint32_t rows[WORDFORM_ROWS]);

/* A set of forms with a small value each: slots of {value + 1 in the low bits, check above},
 * probed linearly, at most WORDFORM_PROBES of them. 0 is an empty slot. */
enum { WORDFORM_PROBES = 16, WORDFORM_VALUE_BITS = 17 };
#define WORDFORM_NONE UINT32_MAX
uint32_t wordform_find(const int32_t *slots, uint32_t count, uint64_t key);

/* Adds one; false if its place is full, or it is there already. For trainers. */
bool wordform_add(int32_t *slots, uint32_t count, uint64_t key, uint32_t value);

#endif
