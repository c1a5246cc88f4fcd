/* proposition_telling.c - the words that tell a proposition so that it can be read by itself.
 *
 *   "The board would open the books and publish the accounts that were hidden"
 *    |--------------------------------------------------------------------| told
 *                                       |------------------|                 its clause
 *
 * A clause that shares its subject is told with the clause that has it; a noun, a relative or a
 * participle clause with the one around; "he will stay" with who says so. Never other words than
 * the report's, and never words that do not stand together. */
#include "compare/proposition_parts.h"

enum {
    DATELINE_MAX = 14,
    TOLD_MAX = 240, /* bytes of what is told with what stands around it */
    STACK_MAX = 96,
    HOPS_MAX = 8,
    WIDER_MAX = 4 /* times that more is taken in */
};

/* Words that no clause ends with: what they lead to stands apart. */
static bool is_dangling(upos upos)
{
    return upos == UPOS_CCONJ || upos == UPOS_SCONJ || upos == UPOS_DET || upos == UPOS_PUNCT;
}

/* Behind a dateline: "ROME, March 14 (Agency) -- Two ministers met". */
uint32_t behind_dateline(const syntax *syntax, range extent)
{
    const str first = syntax_word(syntax, extent.start);
    for (size_t i = 0; i < first.len; i++)
        if (first.data[i] >= 'a' && first.data[i] <= 'z')
            return extent.start;
    for (uint32_t at = extent.start; at + 1 < extent.end && at < extent.start + DATELINE_MAX; at++)
        if (at > extent.start && syntax->tokens[at - 1].end < syntax->tokens[at].start &&
            word_is(syntax, at, "-- - \xe2\x80\x93 \xe2\x80\x94"))
            return at + 1;
    return extent.start;
}

text_span proposition_span(const finder *finder, range extent)
{
    const syntax *syntax = finder->syntax;
    extent = trimmed(syntax, extent);
    if (extent.start < extent.end)
        extent.start = behind_dateline(syntax, extent);
    while (extent.start + 1 < extent.end && (upos_at(syntax, extent.start) == UPOS_CCONJ ||
                                             (upos_at(syntax, extent.start) == UPOS_SCONJ &&
                                              deprel_at(syntax, extent.start) == DEPREL_MARK) ||
                                             upos_at(syntax, extent.start) == UPOS_PUNCT))
        extent.start++;
    while (extent.end > extent.start + 1 &&
           (is_dangling(upos_at(syntax, extent.end - 1)) || word_is(syntax, extent.end - 1, "as")))
        extent.end--;
    return text_of(syntax, extent);
}

/* ---- What stands around a clause ------------------------------------------------------- */

static bool has_subject(const syntax *syntax, uint32_t at)
{
    return child_by(syntax, at, DEPREL_NSUBJ) != TOKEN_NONE ||
           child_by(syntax, at, DEPREL_CSUBJ) != TOKEN_NONE ||
           child_by(syntax, at, DEPREL_EXPL) != TOKEN_NONE;
}

/* The clause around a word. */
static uint32_t clause_above(const syntax *syntax, uint32_t at)
{
    for (uint32_t hop = 0; hop < HOPS_MAX; hop++) {
        at = syntax->tokens[at].head;
        if (at >= syntax->count)
            return TOKEN_NONE;
        if (clause_is_there(syntax, at) && deprel_at(syntax, at) != DEPREL_XCOMP)
            return at;
    }
    return TOKEN_NONE;
}

uint32_t clause_lead(const finder *finder, uint32_t head)
{
    const syntax *syntax = finder->syntax;
    if (!clause_is_there(syntax, head))
        return clause_above(syntax, head);
    switch (deprel_at(syntax, head)) {
    case DEPREL_ROOT:
    case DEPREL_PARATAXIS:
        return TOKEN_NONE;
    case DEPREL_CONJ:
    case DEPREL_CCOMP:
        return has_subject(syntax, head) ? TOKEN_NONE : clause_above(syntax, head);
    case DEPREL_ADVCL:
        return has_subject(syntax, head) && child_by(syntax, head, DEPREL_MARK) != TOKEN_NONE
                   ? TOKEN_NONE
                   : clause_above(syntax, head);
    default:
        return clause_above(syntax, head);
    }
}

/* Is a child no part of the words that tell its head? Relative clauses and complements are one, and
 * what is done it for: "needed to make their products". */
static bool is_left_out(const finder *finder, uint32_t child)
{
    const syntax *syntax = finder->syntax;
    if (deprel_at(syntax, child) == DEPREL_ADVCL && !has_subject(syntax, child) &&
        syntax->tokens[child].head < child)
        return false;
    switch (deprel_at(syntax, child)) {
    case DEPREL_ACL:
    case DEPREL_CCOMP:
    case DEPREL_APPOS:
        return false;
    default:
        return clause_stands_apart(finder, child);
    }
}

static range extent_of(const finder *finder, uint32_t head)
{
    const syntax *syntax = finder->syntax;
    range extent = {head, head + 1};
    uint32_t stack[STACK_MAX];
    uint32_t count = 0;
    stack[count++] = head;
    while (count > 0) {
        const uint32_t at = stack[--count];
        extent.start = at < extent.start ? at : extent.start;
        extent.end = at >= extent.end ? at + 1 : extent.end;
        for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
            if (count < STACK_MAX && !is_left_out(finder, child))
                stack[count++] = child;
    }
    return extent;
}

static range with(range a, range b)
{
    return (range){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

static bool is_short(const syntax *syntax, range extent)
{
    const text_span span = text_of(syntax, extent);
    return span.end - span.start <= TOLD_MAX;
}

static range tokens_of(const syntax *syntax, text_span span)
{
    const uint32_t first = analysis_token_at(syntax->analysis, span.start);
    uint32_t end = first;
    while (end < syntax->count && syntax->tokens[end].start < span.end)
        end++;
    return (range){first, end > first ? end : first + 1};
}

/* ---- Who says it ------------------------------------------------------------------------ */

static const char FIRST_PERSON[] = "i we me us";
static const char UNCLEAR[] = "i we you he she they it this that these those";

static bool is_unclear(const finder *finder, range extent, uint32_t head)
{
    const syntax *syntax = finder->syntax;
    const uint32_t subject = child_by(syntax, head, DEPREL_NSUBJ);
    if (subject != TOKEN_NONE && word_is(syntax, subject, UNCLEAR))
        return true;
    for (uint32_t at = extent.start; at < extent.end; at++)
        if (upos_at(syntax, at) == UPOS_PRON && word_is(syntax, at, FIRST_PERSON))
            return true;
    return false;
}

/* With its cue and speaker, if they stand in the same sentence. */
static range with_speaker(const finder *finder, range extent, uint32_t number, uint32_t sentence)
{
    const statement *said = &finder->reading->facts->statements.items[number];
    if (said->cue.end <= said->cue.start || said->speaker.span.end <= said->speaker.span.start)
        return extent;
    const range cue = tokens_of(finder->syntax, said->cue);
    const range speaker = tokens_of(finder->syntax, said->speaker.span);
    if (cue.end > finder->syntax->count || speaker.end > finder->syntax->count ||
        finder->syntax->sentence[cue.start] != sentence ||
        finder->syntax->sentence[speaker.start] != sentence)
        return extent;
    return with(extent, with(cue, speaker));
}

/* ---- Telling ---------------------------------------------------------------------------- */

void proposition_note_telling(const finder *finder, range own, proposition *made)
{
    const uint32_t head = made->head;
    const syntax *syntax = finder->syntax;
    range extent = with(own, extent_of(finder, head));
    uint32_t top = head;
    if (!is_short(syntax, extent))
        extent = own;
    for (uint32_t i = 0; i < WIDER_MAX; i++) {
        const uint32_t lead = clause_lead(finder, top);
        if (lead == TOKEN_NONE || syntax->sentence[lead] != syntax->sentence[head])
            break;
        const range wider = with(extent, extent_of(finder, lead));
        if (!is_short(syntax, wider))
            break;
        extent = wider;
        top = lead;
    }
    made->lead = clause_lead(finder, head);
    made->fragment = clause_lead(finder, top) != TOKEN_NONE;
    made->unclear = is_unclear(finder, extent, top);
    if (made->unclear && made->statement != UINT32_MAX) {
        const range wider = with_speaker(finder, extent, made->statement, syntax->sentence[head]);
        if ((wider.start != extent.start || wider.end != extent.end) && is_short(syntax, wider)) {
            extent = wider;
            made->unclear = false;
        }
    }
    made->told = proposition_span(finder, extent);
}
