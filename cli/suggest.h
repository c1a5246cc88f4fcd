/* suggest.h - the known word that a mistyped one is most like. */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include <stddef.h>

typedef struct suggestion {
    const char *word;
    size_t length;
    const char *best; /* the nearest so far, or NULL when none is near */
    size_t distance;
} suggestion;

suggestion suggest_start(const char *word, size_t length);
void suggest_try(suggestion *suggestion, const char *known);

#endif
