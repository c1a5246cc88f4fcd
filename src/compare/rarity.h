/* rarity.h - what a shared word is worth: stems, sounds of names, and how rare they are in news.
 *
 *     the        0        president    2        treasury   14        Reyland    18
 *     |--- common words ---------------|--- table of 18,000 articles --|-- not in it --|
 *
 * The rarity is half bits of the inverse document frequency (K. Sparck Jones 1972): two reports
 * that share a word found in one article of 128 share 7 bits. It is counted once, on a news
 * corpus, and not on the pile: so a pair of reports is judged alike in a pile of two and in an
 * archive. */
#ifndef COMPARE_RARITY_H
#define COMPARE_RARITY_H

#include "base/map.h"

enum { RARITY_UNKNOWN = 18 }; /* of a stem that is not in the table: 9 bits */

typedef struct rarity_row {
    int half_bits;
    const char *stems; /* separated by spaces; NULL behind the last row */
} rarity_row;

extern const rarity_row rarity_rows[];

/* The table, ready to look up. Immutable once made. */
typedef struct rarity {
    map known;
} rarity;

void rarity_init(arena *arena, rarity *rarity);

/* In half bits, of a stem. */
uint32_t rarity_of(const rarity *rarity, str stem);

/* A case-folded word without its ending, of at most six letters: forgives inflection and most
 * respelling ("provide", "providing"). A slice of the word. */
str stem_of(str folded);

/* How a case-folded name sounds: consonants of one kind written alike, vowels, doubled letters
 * and a final s gone, in `sound` of SOUND_MAX bytes. "McInnes" and "Mackins", "Wolf" and
 * "Wolfe" sound alike. Empty for what is not written in Latin letters or has one consonant. */
enum { SOUND_MAX = 16 };
str sound_of(str folded, char sound[SOUND_MAX]);

#endif
