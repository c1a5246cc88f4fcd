/* force.c - what a statement does: assert, deny, ask, request, warn, decline; and the marks of a
 * statement that is no plain report of speech: planned, hedged, conditional.
 *
 *     the cue tells        denied that, warned that, asked whether, declined to
 *     else the content     "There will be consequences", said it was not true, said all must act
 *
 * What contents do is told by a few words of a table and by the verb that heads the content; "warn"
 * takes in threats and firm commitments not to allow something. */
#include "facts/said.h"

enum { CONTENT_TOKENS_MAX = 60 };

static const char negations[] = "not n't n’t never nor no neither without";

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
    if (candidate->piece_count > 0 && word_is(syntax, candidate->pieces[0].start,
                                              "if whether what why how when who where which about"))
        return true;
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

/* ---- What the content does ------------------------------------------------------------------ */

/* The word of the content that the others hang on: its main verb or predicate. */
static uint32_t main_word(const syntax *syntax, range piece)
{
    for (uint32_t at = piece.start; at < piece.end; at++) {
        const uint32_t head = syntax->tokens[at].head;
        const upos upos = upos_at(syntax, at);
        const bool outside = head == TOKEN_NONE || head < piece.start || head >= piece.end;
        if (outside && (upos == UPOS_VERB || upos == UPOS_ADJ || upos == UPOS_NOUN))
            return at;
    }
    return TOKEN_NONE;
}

static bool has_word(const syntax *syntax, range piece, const char *lemmas)
{
    for (uint32_t at = piece.start; at < piece.end && at - piece.start < CONTENT_TOKENS_MAX; at++)
        if (lemma_is(syntax, at, lemmas))
            return true;
    return false;
}

static uint32_t auxiliary_of(const syntax *syntax, uint32_t at, const char *words)
{
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
        if (deprel_at(syntax, child) == DEPREL_AUX && word_is(syntax, child, words))
            return child;
    return TOKEN_NONE;
}

static bool speaks_of_future(const syntax *syntax, range piece)
{
    for (uint32_t at = piece.start; at < piece.end && at - piece.start < CONTENT_TOKENS_MAX; at++)
        if (word_is(syntax, at, "will would ’ll 'll wo shall"))
            return true;
    return false;
}

/* "There will be consequences", "we will not allow it". */
static bool threatens(const syntax *syntax, range piece)
{
    if (!speaks_of_future(syntax, piece))
        return false;
    if (has_word(syntax, piece, "consequence repercussion retaliate retaliation reprisal"))
        return true;
    for (uint32_t at = piece.start; at < piece.end && at - piece.start < CONTENT_TOKENS_MAX; at++)
        if (lemma_is(syntax, at, "allow tolerate accept permit hesitate stand let") &&
            is_negated(syntax, at) &&
            auxiliary_of(syntax, at, "will would wo ’ll 'll shall") != TOKEN_NONE)
            return true;
    return false;
}

/* Is it the piece that is called so? "The report is false", "baseless allegations"; not "they
 * spread false reports". */
static bool is_told_of_all(const syntax *syntax, uint32_t head, uint32_t at)
{
    const bool does = head != TOKEN_NONE && head != at && upos_at(syntax, head) == UPOS_VERB;
    return !does || (syntax->tokens[at].head == head && deprel_at(syntax, at) == DEPREL_XCOMP);
}

/* "It was not true", "the claim is false", "these are baseless allegations", "we reject it", "No."
 */
static bool contradicts(const syntax *syntax, const candidate *candidate, range piece)
{
    static const char false_words[] =
        "false untrue baseless groundless unfounded disinformation misinformation hoax lie "
        "fabrication fabricated nonsense slander smear absurd fake bogus";
    const uint32_t head = main_word(syntax, piece);
    const bool no = word_is(syntax, piece.start, "no") && piece.start + 1 < syntax->count &&
                    !syntax->tokens[piece.start + 1].is_word;
    if (no || candidate->frame == FRAME_OBLIQUE)
        return no;
    if (head != TOKEN_NONE && lemma_is(syntax, head, "true correct accurate") &&
        is_negated(syntax, head))
        return true;
    if (head != TOKEN_NONE && lemma_is(syntax, head, "deny reject refute oppose dispute dismiss") &&
        !is_negated(syntax, head) && head - piece.start < 6)
        return true;
    for (uint32_t at = piece.start; at < piece.end && at - piece.start < CONTENT_TOKENS_MAX; at++)
        if (word_is(syntax, at, false_words) && is_told_of_all(syntax, head, at) &&
            !(at > piece.start && word_is(syntax, at - 1, negations)) && !is_negated(syntax, at))
            return true;
    return false;
}

/* "All sides must show restraint", "it is imperative that". */
static bool demands(const syntax *syntax, range piece)
{
    for (uint32_t at = piece.start; at < piece.end && at - piece.start < CONTENT_TOKENS_MAX; at++)
        if (word_is(syntax, at, "imperative incumbent"))
            return true;
    const uint32_t head = main_word(syntax, piece);
    if (head == TOKEN_NONE)
        return false;
    const bool perfect = has_child(syntax, head, "have has");
    const uint32_t subject = child_by(syntax, head, DEPREL_NSUBJ);
    const bool own =
        subject != TOKEN_NONE && word_is(syntax, subject, "i it there this that he she");
    if (perfect || own || upos_at(syntax, head) != UPOS_VERB)
        return false;
    const uint32_t modal = auxiliary_of(syntax, head, "must should");
    if (modal != TOKEN_NONE)
        return subject != TOKEN_NONE || word_is(syntax, piece.start, "must should");
    return lemma_is(syntax, head, "need ought") &&
           child_by(syntax, head, DEPREL_XCOMP) != TOKEN_NONE;
}

static bool ends_in_question(const syntax *syntax, const candidate *candidate)
{
    const range piece = candidate->pieces[candidate->piece_count - 1];
    return candidate->frame == FRAME_QUOTE && piece.end > piece.start &&
           word_is(syntax, piece.end - 1, "?");
}

/* A span of the content in tokens. */
static range tokens_of(const syntax *syntax, text_span span)
{
    const analysis *analysis = syntax->analysis;
    return (range){analysis_token_at(analysis, span.start), analysis_token_at(analysis, span.end)};
}

/* Of a cue that only says that something was said. */
static readout_polarity content_polarity(const syntax *syntax, const candidate *candidate,
                                         const statement *statement)
{
    const text_span_array *content = &statement->content;
    for (uint32_t i = 0; i < content->count; i++)
        if (contradicts(syntax, candidate, tokens_of(syntax, content->items[i])))
            return READOUT_DENY;
    for (uint32_t i = 0; i < content->count; i++)
        if (threatens(syntax, tokens_of(syntax, content->items[i])))
            return READOUT_WARN;
    for (uint32_t i = 0; i < content->count; i++)
        if (demands(syntax, tokens_of(syntax, content->items[i])))
            return READOUT_REQUEST;
    if (candidate->piece_count > 0 && ends_in_question(syntax, candidate))
        return READOUT_QUESTION;
    return READOUT_ASSERT;
}

/* ---- What the cue does ------------------------------------------------------------------- */

/* Cues that tell what was said, not what is thought, seen or done. */
static bool only_says(const syntax *syntax, const candidate *candidate)
{
    return candidate->cue->kind == 'v' &&
           (candidate->frame == FRAME_CLAUSE || candidate->frame == FRAME_QUOTE ||
            lemma_is(syntax, candidate->at, "call describe label brand denounce")) &&
           (candidate->cue->class_ == READOUT_CUE_SAY ||
            candidate->cue->class_ == READOUT_CUE_PROMISE);
}

static readout_polarity polarity_of(const syntax *syntax, const candidate *candidate,
                                    const statement *statement)
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
        return content_asks(syntax, candidate) || lemma_is(syntax, at, "question wonder inquire") ||
                       source_is_asked(syntax, at)
                   ? READOUT_QUESTION
                   : READOUT_REQUEST;
    default:
        break;
    }
    const uint32_t head = candidate->content_head;
    if (!negated && candidate->frame == FRAME_OBJECT && candidate->cue->class_ == READOUT_CUE_SAY &&
        candidate->addressee != TOKEN_NONE && lemma_is(syntax, head, "consequence repercussion"))
        return READOUT_WARN; /* "communicated the consequences" */
    if (lemma_is(syntax, at, "call") && calls_for(syntax, candidate))
        return READOUT_REQUEST;
    /* "did not mention"; but "does not believe that" is a denial of it */
    if (negated && candidate->cue->class_ == READOUT_CUE_THINK)
        return READOUT_DENY;
    if (negated || has_no_content(syntax, candidate))
        return READOUT_NO_COMMENT;
    return only_says(syntax, candidate) ? content_polarity(syntax, candidate, statement)
                                        : READOUT_ASSERT;
}

/* ---- Marks ------------------------------------------------------------------------------ */

static const char planning[] = "plan expect intend want hope aim set schedule prepare go due "
                               "threaten seek try mean decide slate poise likely ready";

/* "planned to warn", "will say", "is expected to announce"; but "would not say" is a refusal. */
static bool is_planned(const syntax *syntax, uint32_t at)
{
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE && child < at;
         child = syntax->next[child])
        if (deprel_at(syntax, child) == DEPREL_AUX &&
            word_is(syntax, child, "will would ’ll 'll shall"))
            return !is_negated(syntax, at);
    uint32_t verb = at; /* "planned to meet Reeve and warn him" */
    if (deprel_at(syntax, verb) == DEPREL_CONJ && syntax->tokens[verb].head < syntax->count)
        verb = syntax->tokens[verb].head;
    const uint32_t head = syntax->tokens[verb].head;
    return head < syntax->count &&
           (deprel_at(syntax, verb) == DEPREL_XCOMP || deprel_at(syntax, verb) == DEPREL_ADVCL ||
            deprel_at(syntax, verb) == DEPREL_ACL) &&
           has_child(syntax, verb, "to") &&
           (lemma_is(syntax, head, planning) || lemma_is(syntax, head, "plan intention bid"));
}

static bool is_hedged(const syntax *syntax, uint32_t at)
{
    const uint32_t head = syntax->tokens[at].head;
    return has_child(
               syntax, at,
               "reportedly allegedly apparently seemingly supposedly purportedly may might") ||
           (head < syntax->count && deprel_at(syntax, at) == DEPREL_XCOMP &&
            lemma_is(syntax, head, "appear seem")) ||
           (head < syntax->count && deprel_at(syntax, at) == DEPREL_XCOMP &&
            source_passive(syntax, head) && lemma_is(syntax, head, "report rumor allege believe"));
}

void force_find(const syntax *syntax, const candidate *candidate, statement *statement)
{
    const uint32_t at = candidate->at;
    statement->polarity = polarity_of(syntax, candidate, statement);
    statement->planned = candidate->cue->kind == 'v' && is_planned(syntax, at);
    statement->hedged = is_hedged(syntax, at);
    statement->conditional =
        (candidate->signs >> SIGN_CONDITION & 1) != 0 || has_child(syntax, at, "could should");
}
