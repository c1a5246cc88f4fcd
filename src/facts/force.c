/* force.c - what a statement does: assert, deny, ask, request, warn, decline; and the marks of a
 * statement that is no plain report of speech: planned, hedged, conditional. */
#include "facts/said.h"

static bool has_child(const syntax *syntax, uint32_t at, const char *words)
{
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
        if (word_is(syntax, child, words))
            return true;
    return false;
}

static bool is_negated(const syntax *syntax, uint32_t at)
{
    return has_child(syntax, at, "not n't n’t never nor");
}

static bool has_no_content(const syntax *syntax, const candidate *candidate)
{
    const uint32_t head = candidate->content_head;
    if (head != TOKEN_NONE && candidate->frame == FRAME_OBJECT &&
        word_is(syntax, head, "nothing little"))
        return true;
    return head != TOKEN_NONE && candidate->frame == FRAME_OBJECT &&
           has_child(syntax, head, "no nothing little neither");
}

/* "whether", "who", "how" at the start of the content: a question. */
static bool content_asks(const syntax *syntax, const candidate *candidate)
{
    const uint32_t head = candidate->content_head;
    if (head == TOKEN_NONE || candidate->frame != FRAME_CLAUSE)
        return candidate->piece_count > 0 && candidate->frame == FRAME_QUOTE;
    return word_is(syntax, syntax->low[head], "if whether what why how when who where which");
}

/* "called for calm", "called all parties to exercise restraint"; not "called it a hoax" */
static bool calls_for(const syntax *syntax, const candidate *candidate)
{
    if (word_is(syntax, candidate->at + 1, "for on upon"))
        return true;
    for (uint32_t child = syntax->child[candidate->at]; child != TOKEN_NONE;
         child = syntax->next[child])
        if (child > candidate->at && upos_at(syntax, child) == UPOS_VERB &&
            has_child(syntax, child, "to") &&
            (deprel_at(syntax, child) == DEPREL_XCOMP || deprel_at(syntax, child) == DEPREL_ADVCL))
            return true;
    return false;
}

static readout_polarity polarity_of(const syntax *syntax, const candidate *candidate)
{
    const uint32_t at = candidate->at;
    const bool negated = is_negated(syntax, at);
    switch (candidate->cue->class_) {
    case READOUT_CUE_DENY:
        return negated ? READOUT_NO_COMMENT : READOUT_DENY;
    case READOUT_CUE_WARN:
        return READOUT_WARN;
    case READOUT_CUE_DECLINE:
        return READOUT_NO_COMMENT;
    case READOUT_CUE_ASK:
        return content_asks(syntax, candidate) || lemma_is(syntax, at, "question wonder inquire")
                   ? READOUT_QUESTION
                   : READOUT_REQUEST;
    default:
        break;
    }
    if (lemma_is(syntax, at, "call") && calls_for(syntax, candidate))
        return READOUT_REQUEST;
    /* "did not mention"; but "does not believe that" is a denial of it */
    if (negated && candidate->cue->class_ == READOUT_CUE_THINK)
        return READOUT_DENY;
    return negated || has_no_content(syntax, candidate) ? READOUT_NO_COMMENT : READOUT_ASSERT;
}

/* "planned to warn", "will say", "is expected to announce" */
static bool is_planned(const syntax *syntax, uint32_t at)
{
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE && child < at;
         child = syntax->next[child])
        if (deprel_at(syntax, child) == DEPREL_AUX &&
            word_is(syntax, child, "will would ’ll 'll shall"))
            return true;
    const uint32_t head = syntax->tokens[at].head;
    return head < syntax->count &&
           (deprel_at(syntax, at) == DEPREL_XCOMP || deprel_at(syntax, at) == DEPREL_ADVCL) &&
           has_child(syntax, at, "to") &&
           lemma_is(syntax, head, "plan expect intend want hope aim set schedule prepare go due");
}

void force_find(const syntax *syntax, const candidate *candidate, statement *statement)
{
    const uint32_t at = candidate->at;
    statement->polarity = polarity_of(syntax, candidate);
    statement->planned = candidate->cue->kind == 'v' && is_planned(syntax, at);
    const uint32_t head = syntax->tokens[at].head;
    statement->hedged =
        has_child(syntax, at, "reportedly allegedly apparently seemingly may might") ||
        (head < syntax->count && deprel_at(syntax, at) == DEPREL_XCOMP &&
         lemma_is(syntax, head, "appear seem"));
    statement->conditional =
        (candidate->signs >> SIGN_CONDITION & 1) != 0 || has_child(syntax, at, "could should");
}
