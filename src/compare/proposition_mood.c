/* proposition_mood.c - is a clause told as a fact, a plan, a question; is it denied.
 *
 * By its auxiliaries and marks, by verbs that turn what follows around ("failed to reach";
 * implicative verbs, Karttunen 1971), and by what its speaker does with it. */
#include "compare/proposition_parts.h"

enum { HOPS_MAX = 8 };

bool clause_is_negated(const syntax *syntax, uint32_t head)
{
    if (lemma_is(syntax, head, PROPOSITION_FAILINGS) &&
        child_by(syntax, head, DEPREL_XCOMP) != TOKEN_NONE)
        return true;
    for (uint32_t child = syntax->child[head]; child != TOKEN_NONE; child = syntax->next[child]) {
        const deprel deprel = deprel_at(syntax, child);
        if ((deprel == DEPREL_ADVMOD || deprel == DEPREL_DET || deprel == DEPREL_CC ||
             deprel == DEPREL_AUX) &&
            word_is(syntax, child, PROPOSITION_NEGATIONS))
            return true;
        if ((deprel == DEPREL_NSUBJ || deprel == DEPREL_OBJ) &&
            (word_is(syntax, child, "nobody nothing none") ||
             has_child_in(syntax, child, DEPREL_DET, "no neither")))
            return true;
    }
    return false;
}

static bool ends_with_question(const finder *finder, uint32_t head)
{
    const range range = sentence_range(finder->syntax, finder->syntax->sentence[head]);
    for (uint32_t at = range.end; at > range.start && at + 3 > range.end; at--)
        if (str_equal(syntax_word(finder->syntax, at - 1), STR("?")))
            return true;
    return false;
}

/* "Nobody can assert that it did", "no evidence that it did": then it is not said that it did. What
 * somebody did not know or mention is true all the same. */
static bool is_withheld(const syntax *syntax, uint32_t head)
{
    const deprel deprel = deprel_at(syntax, head);
    const uint32_t up = syntax->tokens[head].head;
    if (up >= syntax->count || (deprel != DEPREL_CCOMP && deprel != DEPREL_ACL) ||
        relation_is(syntax, head, "acl:relcl"))
        return false;
    if (upos_at(syntax, up) == UPOS_NOUN)
        return lemma_is(syntax, up, "evidence proof indication sign suggestion") &&
               has_child_in(syntax, up, DEPREL_DET, "no");
    return lemma_is(syntax, up,
                    "assert believe think claim say suggest argue prove show mean "
                    "conclude imply guarantee") &&
           clause_is_negated(syntax, up);
}

mood clause_mood(const finder *finder, uint32_t head)
{
    const syntax *syntax = finder->syntax;
    if (ends_with_question(finder, head) || is_withheld(syntax, head) ||
        has_child_in(syntax, head, DEPREL_MARK, "if unless whether") ||
        (deprel_at(syntax, head) == DEPREL_CCOMP &&
         has_child_in(syntax, head, DEPREL_ADVMOD, "whether")))
        return MOOD_OPEN;
    if (has_child_in(syntax, head, DEPREL_AUX, "may might could can"))
        return MOOD_POSSIBLE;
    if (has_child_in(syntax, head, DEPREL_AUX, "will would shall 'll wo 'd"))
        return MOOD_PLANNED;
    if (has_child_in(syntax, head, DEPREL_AUX, "should must ought"))
        return MOOD_WANTED;
    if (child_by(syntax, head, DEPREL_XCOMP) != TOKEN_NONE &&
        lemma_is(syntax, head, PROPOSITION_PLANS))
        return MOOD_PLANNED;
    return MOOD_FACT;
}

static bool in_words(str word, const char *words)
{
    str rest = str_of(words);
    str entry;
    while (str_field(&rest, ' ', &entry))
        if (str_equal_nocase(entry, word))
            return true;
    return false;
}

/* What its speaker does with it. */
void proposition_note_speech(const finder *finder, proposition *made)
{
    const statement_array *statements = &finder->reading->facts->statements;
    uint32_t at = made->statement;
    for (uint32_t hop = 0; at < statements->count && hop < HOPS_MAX; hop++) {
        const statement *said = &statements->items[at];
        if (denies_content(said))
            made->denied = !made->denied;
        if (in_words(said->lemma, PROPOSITION_MENTIONS))
            made->mood = MOOD_MENTIONED;
        if (said->polarity == READOUT_QUESTION || said->conditional)
            made->mood = MOOD_OPEN;
        if (said->polarity == READOUT_REQUEST && made->mood == MOOD_FACT)
            made->mood = MOOD_WANTED;
        if (said->planned && made->mood == MOOD_FACT)
            made->mood = MOOD_PLANNED;
        at = said->within < at ? said->within : UINT32_MAX;
    }
}
