/* suggest.c - by edit distance (Damerau-Levenshtein, neighbours swapped at most once): a word
 * is near when at most a third of its letters is wrong. */
#include "suggest.h"

#include <string.h>

enum { LENGTH_MAX = 32 };

static size_t least(size_t a, size_t b, size_t c)
{
    const size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* rows[i][j] is the distance of the first i letters of `a` from the first j of `b`. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[LENGTH_MAX + 1][LENGTH_MAX + 1];
    for (size_t i = 0; i <= a_length; i++)
        rows[i][0] = i;
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        for (size_t j = 1; j <= b_length; j++) {
            const size_t wrong = a[i - 1] == b[j - 1] ? 0 : 1;
            rows[i][j] = least(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + wrong);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                rows[i - 2][j - 2] + 1 < rows[i][j])
                rows[i][j] = rows[i - 2][j - 2] + 1;
        }
    }
    return rows[a_length][b_length];
}

suggestion suggest_start(const char *word, size_t length)
{
    return (suggestion){word, length, NULL, 0};
}

void suggest_try(suggestion *suggestion, const char *known)
{
    const size_t length = strlen(known);
    if (length > LENGTH_MAX || suggestion->length > LENGTH_MAX || suggestion->length < 2)
        return;
    const size_t found = distance(suggestion->word, suggestion->length, known, length);
    if (found > (length + 2) / 3 || found >= length)
        return;
    if (suggestion->best == NULL || found < suggestion->distance) {
        suggestion->best = known;
        suggestion->distance = found;
    }
}
