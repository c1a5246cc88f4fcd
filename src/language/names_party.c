/* names_party.c - for which political party somebody stands, as the words beside the name say it:
 *
 *     Rand Quist (R-Ky.)      Ann Lee, D-Calif.,      Republican Sen. Ted Arden
 *     Mary Dunn, a Maine Republican,      Labour's Ann Lee
 *
 * The table is general knowledge; only parties that news name by one word beside a person. */
#include "language/names.h"

#include <string.h>

enum { BESIDE_TOKENS_MAX = 6 };

static const struct party_word {
    str word;
    str party;
} party_words[] = {
    {STR_INIT("Conservative"), STR_INIT("Conservative")},
    {STR_INIT("Democrat"), STR_INIT("Democratic")},
    {STR_INIT("Democratic"), STR_INIT("Democratic")},
    {STR_INIT("GOP"), STR_INIT("Republican")},
    {STR_INIT("Labor"), STR_INIT("Labor")},
    {STR_INIT("Labour"), STR_INIT("Labour")},
    {STR_INIT("Libertarian"), STR_INIT("Libertarian")},
    {STR_INIT("Likud"), STR_INIT("Likud")},
    {STR_INIT("Republican"), STR_INIT("Republican")},
    {STR_INIT("SNP"), STR_INIT("SNP")},
    {STR_INIT("Tory"), STR_INIT("Conservative")},
};

/* What US papers put in brackets behind a member of Congress. */
static const struct party_word letters[] = {
    {STR_INIT("D"), STR_INIT("Democratic")},
    {STR_INIT("I"), STR_INIT("Independent")},
    {STR_INIT("R"), STR_INIT("Republican")},
};

static str find(const struct party_word *list, size_t count, str word)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(list[i].word, word))
            return list[i].party;
    return (str){NULL, 0};
}

static str by_word(const finder *finder, uint32_t at)
{
    return find(party_words, sizeof party_words / sizeof *party_words, finder_word(finder, at));
}

/* "R - Ky." or "R. , Ga." at token `at`, before `limit`: the party, or empty. */
static str by_letter(const finder *finder, uint32_t at, uint32_t limit)
{
    if (at + 2 >= limit)
        return (str){NULL, 0};
    str word = finder_word(finder, at);
    str mark = finder_word(finder, at + 1);
    const bool stop = str_ends(word, STR("."));
    const bool hyphen = str_equal(mark, STR("-")) || str_equal(mark, STR("–"));
    if (!(hyphen || (stop && str_equal(mark, STR(",")))) ||
        !finder_token(finder, at + 2)->starts_upper)
        return (str){NULL, 0};
    return find(letters, sizeof letters / sizeof *letters,
                stop ? str_slice(word, 0, word.len - 1) : word);
}

bool names_is_party_mark(const finder *finder, uint32_t first, uint32_t end)
{
    return end - first >= 2 && by_letter(finder, first, end + 1).len > 0;
}

/* Between the name and the next comma; a clause with a verb says something else. */
static str behind(const finder *finder, uint32_t at, uint32_t limit)
{
    str found = {NULL, 0};
    for (uint32_t steps = 0; at < limit && steps < BESIDE_TOKENS_MAX; at++, steps++) {
        const token *token = finder_token(finder, at);
        if (token->upos == UPOS_VERB || token->upos == UPOS_AUX || token->upos == UPOS_PRON)
            return (str){NULL, 0};
        if (!token->is_word && !str_equal(finder_word(finder, at), STR("-")))
            return found;
        if (found.len == 0)
            found = by_word(finder, at);
    }
    return (str){NULL, 0};
}

/* In the capitals and titles right before the name. */
static str before(const finder *finder, uint32_t at, uint32_t floor)
{
    for (uint32_t steps = 0; at > floor && steps < BESIDE_TOKENS_MAX; at--, steps++) {
        const token *token = finder_token(finder, at - 1);
        str word = finder_word(finder, at - 1);
        str party = by_word(finder, at - 1);
        const bool passed = token->starts_upper || token_in_list(token, WORDS_ROLE) ||
                            token_in_list(token, WORDS_TITLE) || str_equal(word, STR("'s")) ||
                            str_equal(word, STR("’s"));
        if (party.len > 0)
            return party;
        if (!passed || !(token->is_word || str_ends(word, STR("."))))
            break;
    }
    return (str){NULL, 0};
}

void names_party(const finder *finder, const name *name, entity *entity)
{
    const sentence *sentence = &finder->analysis->sentences.items[name->sentence];
    const uint32_t limit = sentence->first_token + sentence->token_count;
    const uint32_t at = name->first_token + name->token_count;
    if (entity->party.len > 0)
        return;
    if (at + 1 < limit && (str_equal(finder_word(finder, at), STR("(")) ||
                           str_equal(finder_word(finder, at), STR(",")))) {
        entity->party = by_letter(finder, at + 1, limit);
        if (entity->party.len == 0 && str_equal(finder_word(finder, at), STR(",")))
            entity->party = behind(finder, at + 1, limit);
    }
    if (entity->party.len == 0)
        entity->party = before(finder, name->first_token, sentence->first_token);
}
