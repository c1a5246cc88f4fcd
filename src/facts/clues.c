/* clues.c - finds rows of the table of clues; see clues.h.
 *
 * The table is sorted, so that nothing has to be built for a report but where each first letter
 * begins; what is left is searched by halves. */
#include "facts/clues.h"

static unsigned char small(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static unsigned initial_of(char c)
{
    const unsigned char letter = small(c);
    return letter < 'a' ? 0 : letter > 'z' ? 27 : 1u + letter - 'a';
}

void clue_index_init(clue_index *index)
{
    *index = (clue_index){0};
    for (uint32_t i = 0; i < clue_table_count; i++) {
        const unsigned initial = initial_of(clue_table[i].word[0]);
        uint32_t *end = &index->end[clue_table[i].role][initial];
        if (*end == 0)
            index->first[clue_table[i].role][initial] = i;
        *end = i + 1;
    }
}

int clue_compare(str word, const char *row)
{
    size_t i = 0;
    while (i < word.len && row[i] != '\0' && small(word.data[i]) == (unsigned char)row[i])
        i++;
    const int left = i < word.len ? small(word.data[i]) : 0;
    return left - (unsigned char)row[i];
}

int32_t clue_weight(const clue_index *index, clue clue)
{
    if (clue.word.len == 0)
        return 0;
    const unsigned initial = initial_of(clue.word.data[0]);
    uint32_t low = index->first[clue.role][initial];
    uint32_t high = index->end[clue.role][initial];
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const int order = clue_compare(clue.word, clue_table[middle].word);
        if (order == 0)
            return clue_table[middle].weight;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}
