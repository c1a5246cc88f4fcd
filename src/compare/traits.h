/* traits.h - what of a report's words survives rewriting, as numbers.
 *
 *   "Ostrow has asked Tolland for 1,500 trucks"
 *      name     word    name       number word      passages: sentences with their weight
 *        \_____________/____________/               facts: names and numbers in order
 *
 * and the runs of GRAM words in order, as hashes. Weights are half bits of
 * rarity (rarity.h), times OWN for the report's own prose and once for what it quotes: independent
 * reports share a statement, not the prose around it. */
#ifndef COMPARE_TRAITS_H
#define COMPARE_TRAITS_H

#include "compare/comparison.h"
#include "compare/rarity.h"

enum {
    OWN = 4,
    PASSAGES_MAX = 1000 /* sentences of a report; later ones are left out */
};

typedef enum trait_kind { TRAIT_WORD = 0, TRAIT_NAME, TRAIT_NUMBER } trait_kind;

typedef struct trait {
    uint32_t key; /* of the stem, the sound of the name, or the digits */
    uint16_t passage;
    uint8_t weight;
    uint8_t kind;
} trait;
typedef array_of(trait) trait_array;

/* One prose sentence. */
typedef struct passage {
    uint32_t sentence;
    uint32_t weight; /* sum over its traits */
    uint32_t first_word;
    uint32_t first_fact;
} passage;

enum { GRAM = 5, GRAM_SAMPLE = 4 };

typedef struct word {
    uint32_t gram; /* hash of the GRAM case-folded words from here; 0 where fewer are left */
    uint32_t token : 31;
    uint32_t quoted : 1; /* not the report's own prose */
} word;

typedef struct traits {
    trait_array items; /* by key, then passage; a key once a passage */
    trait_array facts; /* in the order of the text, repeated as there */
    trait_array known; /* the facts by key, each once, with the weight in its first passage */
    array_of(passage) passages;
    array_of(word) words; /* of all passages */
    uint32_t *sample;     /* of the runs of GRAM words in its own prose, one of GRAM_SAMPLE */
    uint32_t sample_count;
    uint32_t weight;   /* sum over the passages */
    uint32_t distinct; /* the same with every key once */
} traits;

/* What words are worth, with those that were asked for before. One thread's. */
typedef struct vocabulary {
    rarity rarity;
    struct sense *senses;
} vocabulary;

void vocabulary_init(arena *arena, vocabulary *vocabulary);

/* In `keep`, which must not be `scratch`. */
void traits_of(arena *keep, arena *scratch, const vocabulary *vocabulary, const reading *reading,
               traits *traits);

/* Do the GRAM words from here stand in the report's own prose? */
static inline bool is_own_gram(const traits *traits, uint32_t at)
{
    return !traits->words.items[at].quoted && !traits->words.items[at + GRAM - 1].quoted;
}

/* How many runs of GRAM words there are. */
static inline uint32_t gram_total(const traits *traits)
{
    return traits->words.count >= GRAM ? traits->words.count - GRAM + 1 : 0;
}

/* Share of the lighter report's traits that the other one has too, wherever they stand:
 * cheap, and no less than what an alignment can find. */
double traits_common(const traits *a, const traits *b);

#endif
