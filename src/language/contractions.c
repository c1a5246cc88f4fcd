/* contractions.c - see contractions.h. The words are those that UD English EWT and GUM
 * (train) split, seen there more than once or plainly of the same kind. */
#include "language/contractions.h"

/* In byte order. */
static const contraction CONTRACTIONS[] = {
    {STR_INIT("aint"), 2, 0, true},     {STR_INIT("arent"), 3, 0, true},
    {STR_INIT("cannot"), 3, 0, true},   {STR_INIT("cant"), 2, 0, true},
    {STR_INIT("couldnt"), 5, 0, true},  {STR_INIT("couldve"), 5, 0, true},
    {STR_INIT("didnt"), 3, 0, true},    {STR_INIT("doesnt"), 4, 0, true},
    {STR_INIT("dont"), 2, 0, true},     {STR_INIT("dunno"), 2, 1, true},
    {STR_INIT("elses"), 4, 0, true},    {STR_INIT("gimme"), 3, 0, true},
    {STR_INIT("gonna"), 3, 0, true},    {STR_INIT("gotta"), 3, 0, true},
    {STR_INIT("hadnt"), 3, 0, true},    {STR_INIT("hasnt"), 3, 0, true},
    {STR_INIT("havent"), 4, 0, true},   {STR_INIT("heres"), 4, 0, true},
    {STR_INIT("hes"), 2, 0, true},      {STR_INIT("id"), 1, 0, false},
    {STR_INIT("ill"), 1, 0, false},     {STR_INIT("im"), 1, 0, true},
    {STR_INIT("isnt"), 2, 0, true},     {STR_INIT("itll"), 2, 0, true},
    {STR_INIT("its"), 2, 0, false},     {STR_INIT("ive"), 1, 0, true},
    {STR_INIT("lemme"), 3, 0, true},    {STR_INIT("lets"), 3, 0, false},
    {STR_INIT("mightnt"), 5, 0, true},  {STR_INIT("mustnt"), 4, 0, true},
    {STR_INIT("outta"), 3, 0, true},    {STR_INIT("shes"), 3, 0, true},
    {STR_INIT("shouldnt"), 6, 0, true}, {STR_INIT("shouldve"), 6, 0, true},
    {STR_INIT("sorta"), 4, 0, false},   {STR_INIT("thats"), 4, 0, true},
    {STR_INIT("theres"), 5, 0, true},   {STR_INIT("theyll"), 4, 0, true},
    {STR_INIT("theyre"), 4, 0, true},   {STR_INIT("theyve"), 4, 0, true},
    {STR_INIT("todays"), 5, 0, false},  {STR_INIT("wanna"), 3, 0, true},
    {STR_INIT("wasnt"), 3, 0, true},    {STR_INIT("werent"), 4, 0, true},
    {STR_INIT("weve"), 2, 0, true},     {STR_INIT("whats"), 4, 0, true},
    {STR_INIT("whos"), 3, 0, true},     {STR_INIT("wont"), 2, 0, true},
    {STR_INIT("wouldnt"), 5, 0, true},  {STR_INIT("wouldve"), 5, 0, true},
    {STR_INIT("youll"), 3, 0, true},    {STR_INIT("your"), 3, 0, false},
    {STR_INIT("youre"), 3, 0, true},    {STR_INIT("youve"), 3, 0, true},
};

const contraction *contraction_find(str word)
{
    size_t low = 0;
    size_t high = sizeof CONTRACTIONS / sizeof *CONTRACTIONS;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(CONTRACTIONS[middle].word, word);
        if (order == 0)
            return &CONTRACTIONS[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* What may follow the apostrophe. */
static const str CLITICS[] = {
    STR_INIT("s"), STR_INIT("m"), STR_INIT("d"), STR_INIT("ll"), STR_INIT("re"), STR_INIT("ve"),
};

static bool continues_word(str text, size_t at)
{
    if (at >= text.len)
        return false;
    unsigned char c = (unsigned char)text.data[at];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c >= 0xc3 && c <= 0xdf);
}

size_t clitic_length(str rest, size_t mark)
{
    str letters = str_slice(rest, mark, rest.len);
    for (size_t i = 0; i < sizeof CLITICS / sizeof *CLITICS; i++)
        if (str_starts_nocase(letters, CLITICS[i]) && !continues_word(letters, CLITICS[i].len))
            return mark + CLITICS[i].len;
    return 0;
}
