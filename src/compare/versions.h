/* versions.h - two versions of one quotation, word by word. */
#ifndef COMPARE_VERSIONS_H
#define COMPARE_VERSIONS_H

#include "compare/comparison.h"

enum { VERSION_WORDS_MAX = 300 }; /* of a longer quotation only the first ones are compared */

typedef struct version_word {
    str folded;     /* lower case, one style of apostrophe */
    uint32_t start; /* bytes of the clean text */
    uint32_t end;
} version_word;

typedef struct version_text {
    const report *report;
    version_word *words;
    uint32_t count;
} version_text;

/* The words of a span, in the arena. */
version_text version_of(arena *arena, const report *report, text_span span);

/* How many words two versions share, in any order and inflection, 0..1; short words count less. */
double version_similarity(arena *scratch, const version_text *a, const version_text *b);

/* Are all words of `part` in `whole`, in one run? */
bool version_contains(const version_text *whole, const version_text *part);

typedef array_of(readout_change) change_array;

/* What became of a in b, by an alignment with the fewest changed words; runs of changes with one
 * equal word between them are one. At most CHANGES_MAX. The texts are slices of the reports. */
enum { CHANGES_MAX = 16 };
void version_changes(arena *keep, arena *scratch, const version_text *a, const version_text *b,
                     change_array *changes);

#endif
