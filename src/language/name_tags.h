/* name_tags.h - the best sequence of name tags, and a document's memory of its names. */
#ifndef LANGUAGE_NAME_TAGS_H
#define LANGUAGE_NAME_TAGS_H

#include "language/labels.h"

/* The best tags of a sentence of n words by the sum of scores [n][stride]: names begin, go on
 * and end as they should (Viterbi). */
void name_tags_find(arena *scratch, const float *scores, size_t stride, uint32_t n, uint32_t kinds,
                    uint16_t *tags);

/* For each of n words of a document the kind of name that the same word is elsewhere in it
 * most often, plus one; 0 if none. Words with key 0 are passed over. */
void name_tags_note(arena *scratch, const uint64_t *keys, const uint16_t *tags, uint32_t n,
                    uint8_t *notes);

/* A word that is no name by itself, whatever the scores say: an address with "@"; as an
 * organisation capitals that stand for common words, as IPO, RFP or GMT. */
bool name_tags_refuse(str form, bool organisation);

#endif
