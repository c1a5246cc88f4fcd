/* doubts.c - what the score of a candidate cannot know: uses of cues that tell of no statement, and
 * ways to say nothing that no cue of the table has.
 *
 *     is expected, assuming that       nobody speaks
 *     met to discuss trade             an aim
 *     talked for an hour               how long, not what about
 *     the meeting sent a message       events do not speak
 *     did not condemn it               nothing was said
 *     had no comment                   and here nothing was said, which is worth telling */
#include "facts/said.h"

static bool is_refused(const syntax *syntax, uint32_t at)
{
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
        if (word_is(syntax, child, "not n't n’t never"))
            return true;
    return at > 0 && word_is(syntax, at - 1, "without not n't n’t");
}

static bool has_below(const syntax *syntax, uint32_t at, const char *lemmas)
{
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
        if (lemma_is(syntax, child, lemmas))
            return true;
    return false;
}

/* Ways to say nothing that the table of cues cannot have: "provided no further details", "had no
 * comment", "did not respond to requests for comment", "could not be reached". */
bool doubts_withholds(const syntax *syntax, uint32_t at)
{
    if (lemma_is(syntax, at, "respond reply return answer"))
        return is_refused(syntax, at) &&
               has_below(syntax, at,
                         "request call message email e-mail inquiry comment question query");
    if (lemma_is(syntax, at, "reach"))
        return is_refused(syntax, at) && source_passive(syntax, at);
    if (!lemma_is(syntax, at, "provide give offer disclose have make"))
        return false;
    const uint32_t object = child_by(syntax, at, DEPREL_OBJ);
    if (object == TOKEN_NONE || !lemma_is(syntax, object,
                                          lemma_is(syntax, at, "have make")
                                              ? "comment"
                                              : "detail information comment explanation specifics"))
        return false;
    const uint32_t determiner = child_by(syntax, object, DEPREL_DET);
    return (determiner != TOKEN_NONE && word_is(syntax, determiner, "no")) ||
           is_refused(syntax, at);
}

const cue cue_withholding = {"", 'v', READOUT_CUE_DECLINE, false, 0, {0}};

/* Nobody speaks: "is expected", "was planned". */
static bool is_nobodys(const syntax *syntax, const candidate *candidate)
{
    const bool imperative = (candidate->signs >> SIGN_PRESENT & 1) != 0 &&
                            (candidate->signs >> SIGN_ROOT & 1) != 0 &&
                            candidate->cue->class_ == READOUT_CUE_THINK; /* "see the map" */
    const bool loose = (candidate->signs >> SIGN_PARTICIPLE & 1) != 0 && !candidate->passive &&
                       candidate->frame != FRAME_QUOTE &&
                       candidate->cue->class_ == READOUT_CUE_THINK; /* "assuming that" */
    if ((imperative || loose) && candidate->source == TOKEN_NONE &&
        syntax->quote[candidate->at] == UINT32_MAX)
        return true;
    return candidate->source == TOKEN_NONE && syntax->quote[candidate->at] == UINT32_MAX &&
           (candidate->signs >> SIGN_SAYS_QUOTATION & 1) == 0 && candidate->passive &&
           (!cue_is_strong(candidate->cue) || candidate->cue->class_ == READOUT_CUE_THINK);
}

/* "in a statement about the meeting, he said": the way of another statement. "The meeting sent a
 * message": events do not speak. */
static bool is_no_speaker(const syntax *syntax, const candidate *candidate)
{
    if (candidate->cue->kind == 'n')
        return candidate->source == TOKEN_NONE && case_of(syntax, candidate->at) != TOKEN_NONE &&
               lemma_is(syntax, candidate->at,
                        "statement message note tweet comment remark report letter");
    return candidate->source != TOKEN_NONE && !cue_is_strong(candidate->cue) &&
           candidate->cue->class_ == READOUT_CUE_SAY &&
           lemma_is(syntax, candidate->source, "meeting talk summit visit event incident move");
}

/* "stop defending the law", "is credited with": what is left off, and what nobody says. */
static bool is_act(const syntax *syntax, const candidate *candidate)
{
    const uint32_t head = syntax->tokens[candidate->at].head;
    if (candidate->frame == FRAME_CLAUSE || candidate->frame == FRAME_QUOTE ||
        cue_is_strong(candidate->cue))
        return false;
    const bool left = head < syntax->count && lemma_is(syntax, head, "stop cease quit end") &&
                      deprel_at(syntax, candidate->at) == DEPREL_XCOMP;
    return left || (candidate->passive && lemma_is(syntax, candidate->at, "credit know see"));
}

/* "His life appears to have been hard": how things look, to nobody in particular. */
static bool only_looks(const syntax *syntax, const candidate *candidate)
{
    return lemma_is(syntax, candidate->at, "appear seem look") &&
           ((candidate->signs >> SIGN_THING & 1) != 0 ||
            (candidate->signs >> SIGN_NO_SPEAKER & 1) != 0);
}

/* "discussed what they wanted", cut off: a word or none, and nobody who says it. */
static bool is_scrap(const syntax *syntax, const candidate *candidate)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < candidate->piece_count; i++)
        words += candidate->pieces[i].end - candidate->pieces[i].start;
    return candidate->source == TOKEN_NONE && words < 2 && !cue_is_strong(candidate->cue) &&
           syntax->quote[candidate->at] == UINT32_MAX;
}

/* "talked for an hour": how long, not what about. */
static bool only_lasts(const syntax *syntax, const candidate *candidate)
{
    const uint32_t head = candidate->content_head;
    return head != TOKEN_NONE && candidate->frame == FRAME_OBLIQUE &&
           lemma_is(syntax, head, "second minute hour day week month year while time") &&
           case_of(syntax, head) != TOKEN_NONE && word_is(syntax, case_of(syntax, head), "for in");
}

/* "met on Monday to discuss trade": an aim, not what was said. */
static bool is_purpose(const syntax *syntax, const candidate *candidate)
{
    const deprel deprel = deprel_at(syntax, candidate->at);
    return (candidate->signs >> SIGN_INFINITIVE & 1) != 0 && deprel == DEPREL_ADVCL &&
           candidate->cue->class_ == READOUT_CUE_SAY && candidate->frame != FRAME_CLAUSE &&
           candidate->frame != FRAME_QUOTE && candidate->frame != FRAME_INFINITIVE;
}

/* "did not condemn": nothing was said. But "did not say", "did not mention", "does not think". */
static bool tells_nothing(const syntax *syntax, const candidate *candidate)
{
    if (lemma_is(syntax, candidate->at,
                 "mention address discuss specify name elaborate comment respond"))
        return false;
    return (candidate->signs >> SIGN_NEGATED & 1) != 0 &&
           candidate->cue->class_ == READOUT_CUE_SAY && !cue_is_strong(candidate->cue);
}

/* "The ranks declined by a tenth": not "declined to say", "declined the offer". */
static bool only_falls(const syntax *syntax, const candidate *candidate)
{
    if (!lemma_is(syntax, candidate->at, "decline"))
        return false;
    const bool thing = (candidate->signs >> SIGN_THING & 1) != 0;
    return candidate->frame == FRAME_CLAUSE ||
           (thing && (candidate->frame == FRAME_OBLIQUE || candidate->frame == FRAME_BARE));
}

bool doubts_about(const syntax *syntax, const candidate *candidate)
{
    return only_falls(syntax, candidate) || tells_nothing(syntax, candidate) ||
           is_nobodys(syntax, candidate) || is_purpose(syntax, candidate) ||
           only_lasts(syntax, candidate) || only_looks(syntax, candidate) ||
           is_act(syntax, candidate) || is_scrap(syntax, candidate) ||
           is_no_speaker(syntax, candidate);
}
