/* proposition_clauses.c - which words of a tree start a proposition, and which only carry one. */
#include "base/utf8.h"
#include "compare/proposition_parts.h"

bool clause_is_there(const syntax *syntax, uint32_t at)
{
    if (upos_at(syntax, at) == UPOS_VERB)
        return true;
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child]) {
        const deprel deprel = deprel_at(syntax, child);
        if (deprel == DEPREL_COP || deprel == DEPREL_NSUBJ || deprel == DEPREL_CSUBJ)
            return true;
    }
    return false;
}

bool has_child_in(const syntax *syntax, uint32_t at, deprel deprel, const char *words)
{
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
        if (deprel_at(syntax, child) == deprel &&
            (word_is(syntax, child, words) || lemma_is(syntax, child, words)))
            return true;
    return false;
}

/* Does a child start a clause that is a proposition of its own, no part of its head's? */
bool clause_stands_apart(const finder *finder, uint32_t child)
{
    const syntax *syntax = finder->syntax;
    if (has_child_in(syntax, child, DEPREL_MARK, "after before"))
        return false;
    switch (deprel_at(syntax, child)) {
    case DEPREL_PARATAXIS:
    case DEPREL_PUNCT:
    case DEPREL_DISCOURSE:
    case DEPREL_CC:
    case DEPREL_MARK:
    case DEPREL_ADVCL:
        return true;
    case DEPREL_CONJ:
        return clause_is_there(syntax, child);
    case DEPREL_ACL:
        return relation_is(syntax, child, "acl:relcl") ||
               child_by(syntax, child, DEPREL_NSUBJ) != TOKEN_NONE;
    case DEPREL_CCOMP:
        return clause_is_there(syntax, child);
    case DEPREL_APPOS:
        return finder->name[syntax->tokens[child].head] != UINT32_MAX ||
               clause_is_there(syntax, child);
    case DEPREL_OBL: /* "according to" */
        return finder->cue[child] != UINT32_MAX ||
               (case_of(syntax, child) != TOKEN_NONE &&
                finder->cue[case_of(syntax, child)] != UINT32_MAX);
    default:
        return false;
    }
}

/* "a statement regarding Russia asking China": the noun before the participle does it. */
bool clause_is_about(const finder *finder, uint32_t head)
{
    const syntax *syntax = finder->syntax;
    const uint32_t before = head > 0 ? head - 1 : 0;
    const uint32_t marker = case_of(syntax, before);
    return deprel_at(syntax, head) == DEPREL_ACL && before < head &&
           deprel_at(syntax, before) == DEPREL_NMOD &&
           syntax->tokens[before].head == syntax->tokens[head].head && marker != TOKEN_NONE &&
           word_is(syntax, marker, "regarding about concerning of on over");
}

/* "Dorn explained the position": his words, though they are told as a deed. */
bool clause_is_speech(const finder *finder, uint32_t number)
{
    const statement *said = &finder->reading->facts->statements.items[number];
    return said->cue_class == READOUT_CUE_SAY && said->polarity == READOUT_ASSERT;
}

/* "The meeting is seen as useful": that they met is nobody's view. */
bool clause_is_view(const finder *finder, uint32_t number)
{
    return finder->reading->facts->statements.items[number].cue_class == READOUT_CUE_THINK;
}

/* The noun that is all that somebody says, as grammar goes: "denied Russia's request". */
bool noun_is_said(const finder *finder, uint32_t at)
{
    const syntax *syntax = finder->syntax;
    const uint32_t number = finder->said[at];
    if (number == UINT32_MAX || upos_at(syntax, at) != UPOS_NOUN || clause_is_there(syntax, at))
        return false;
    const statement *said = &finder->reading->facts->statements.items[number];
    const uint32_t up = syntax->tokens[at].head;
    if (said->polarity == READOUT_REQUEST || said->polarity == READOUT_NO_COMMENT ||
        (up < syntax->count && finder->said[up] == number))
        return false;
    return denies_content(said);
}

/* "assistance, including drones": a detail that only some reports may tell. */
bool noun_includes(const finder *finder, uint32_t at)
{
    for (uint32_t child = finder->syntax->child[at]; child != TOKEN_NONE;
         child = finder->syntax->next[child]) {
        const uint32_t marker = case_of(finder->syntax, child);
        if (marker != TOKEN_NONE && word_is(finder->syntax, marker, "including"))
            return true;
    }
    return false;
}

/* Words that only carry what somebody says are no claim of their own: their content is. */
bool clause_only_says(const finder *finder, uint32_t head)
{
    const uint32_t number = finder->cue[head];
    if (number == UINT32_MAX)
        return false;
    const statement *said = &finder->reading->facts->statements.items[number];
    if (said->content.count == 0 || denies_content(said))
        return true;
    if (said->polarity == READOUT_REQUEST || said->polarity == READOUT_NO_COMMENT)
        return false;
    if (said->mode != READOUT_INDIRECT)
        return true;
    const uint32_t content = child_by(finder->syntax, head, DEPREL_CCOMP);
    return (content != TOKEN_NONE && clause_is_there(finder->syntax, content)) ||
           child_by(finder->syntax, head, DEPREL_PARATAXIS) != TOKEN_NONE ||
           deprel_at(finder->syntax, head) == DEPREL_PARATAXIS;
}

/* "will open itself and make": the second is as finite as the first. */
static bool starts_finite(const syntax *syntax, uint32_t at)
{
    if (at >= syntax->count)
        return false;
    const deprel deprel = deprel_at(syntax, at);
    return deprel == DEPREL_ROOT || deprel == DEPREL_CCOMP || deprel == DEPREL_PARATAXIS;
}

/* Somebody does it, or did: no infinitive or participle that only limits a noun. */
static bool is_finite(const syntax *syntax, uint32_t at)
{
    const str tag = label_at(&syntax->analysis->labels->xpos, syntax->tokens[at].xpos);
    if (child_by(syntax, at, DEPREL_NSUBJ) != TOKEN_NONE ||
        child_by(syntax, at, DEPREL_COP) != TOKEN_NONE)
        return true;
    return !has_child_in(syntax, at, DEPREL_MARK, "to") && !str_equal(tag, STR("VBG")) &&
           !str_equal(tag, STR("VB"));
}

bool clause_starts(const finder *finder, uint32_t at)
{
    const syntax *syntax = finder->syntax;
    if (!clause_is_there(syntax, at))
        return false;
    switch (deprel_at(syntax, at)) {
    case DEPREL_ROOT:
    case DEPREL_CCOMP:
    case DEPREL_PARATAXIS:
        return true;
    case DEPREL_CONJ:
        return is_finite(syntax, at) || child_by(syntax, at, DEPREL_AUX) != TOKEN_NONE ||
               starts_finite(syntax, syntax->tokens[at].head);
    case DEPREL_ACL:
        return relation_is(syntax, at, "acl:relcl") || clause_is_about(finder, at) ||
               child_by(syntax, at, DEPREL_NSUBJ) != TOKEN_NONE;
    case DEPREL_ADVCL:
        return !has_child_in(syntax, at, DEPREL_MARK, "to") &&
               (child_by(syntax, at, DEPREL_OBJ) != TOKEN_NONE ||
                child_by(syntax, at, DEPREL_NSUBJ) != TOKEN_NONE);
    case DEPREL_APPOS:
        return is_finite(syntax, at);
    default:
        return false;
    }
}

bool noun_names_event(const finder *finder, uint32_t at)
{
    const syntax *syntax = finder->syntax;
    if (upos_at(syntax, at) != UPOS_NOUN)
        return false;
    if (noun_is_said(finder, at) || noun_includes(finder, at))
        return true;
    const arena_mark mark = arena_save(finder->proposer->scratch);
    const str lemma = utf8_fold(finder->proposer->scratch, syntax_lemma(syntax, at));
    const bool known = map_get(&finder->events, lemma) != MAP_NONE;
    arena_restore(finder->proposer->scratch, mark);
    return known;
}
