/* happening.c - from the words for a time up the dependency tree to what it dates; see happening.h.
 *
 * A time hangs on a verb by obl or advmod and dates it ("met Monday"); by nmod or compound it
 * hangs on a noun, which is a happening of its own ("Monday's talks"), unless it is somebody's or
 * a place's name, or somebody's office: then the parser put the time one step too low and the way
 * goes on to the verb ("the minister on Monday said", "held in Rome in May").
 *
 * Tense and aspect are read off the Penn tags (Marcus, Santorini, Marcinkiewicz 1993) of the verb
 * and its auxiliaries: VBD and "has" with VBN speak of the past, modals and infinitives under a
 * verb that looks ahead ("plans to") of the future. */
#include "facts/happening.h"

#include "base/utf8.h"

enum { CLIMB_MAX = 24, SHORT_WORDS = 4 };

static const token *token_at(const analysis *analysis, uint32_t at)
{
    return at < analysis->tokens.count ? &analysis->tokens.items[at] : NULL;
}

static str tag_of(const analysis *analysis, uint32_t at)
{
    return label_at(&analysis->labels->xpos, analysis->tokens.items[at].xpos);
}

static bool tag_is(const analysis *analysis, uint32_t at, const char *tag)
{
    return str_equal(tag_of(analysis, at), str_of(tag));
}

static deprel relation_of(const analysis *analysis, uint32_t at)
{
    return (deprel)analysis->tokens.items[at].deprel;
}

bool token_is_verb(const analysis *analysis, uint32_t at)
{
    const token *token = token_at(analysis, at);
    return token != NULL && (token->upos == UPOS_VERB || token->upos == UPOS_AUX);
}

bool token_is_noun(const analysis *analysis, uint32_t at)
{
    const token *token = token_at(analysis, at);
    return token != NULL && (token->upos == UPOS_NOUN || token->upos == UPOS_PROPN);
}

/* Is the lemma one of those between single spaces? The list has a space at both ends. */
static bool lemma_in(const report *report, const analysis *analysis, uint32_t at, const char *list)
{
    const token *token = &analysis->tokens.items[at];
    const str lemma = token->lemma.len > 0 ? token->lemma : token_text(report, token);
    const str all = str_of(list);
    if (lemma.len == 0)
        return false;
    for (size_t found = str_find(all, lemma, 0); found != SIZE_MAX;
         found = str_find(all, lemma, found + 1))
        if (found > 0 && all.data[found - 1] == ' ' && all.data[found + lemma.len] == ' ')
            return true;
    return false;
}

/* The tokens [*first, *end) that the words stand on; false if they are not in the sentence. */
static bool tokens_of(const analysis *analysis, uint32_t number, text_span span, uint32_t *first,
                      uint32_t *end)
{
    if (!analysis->has_trees || number >= analysis->sentences.count)
        return false;
    const sentence *sentence = &analysis->sentences.items[number];
    const uint32_t stop = sentence->first_token + sentence->token_count;
    *first = analysis_token_at(analysis, span.start);
    for (*end = *first; *end < stop && analysis->tokens.items[*end].start < span.end;)
        ++*end;
    return *first >= sentence->first_token && *first < *end;
}

uint32_t happening_top(const analysis *analysis, uint32_t sentence, text_span span)
{
    uint32_t first, end, top = TOKEN_NONE;
    if (!tokens_of(analysis, sentence, span, &first, &end))
        return TOKEN_NONE;
    for (uint32_t at = first; at < end; at++) {
        const uint32_t head = analysis->tokens.items[at].head;
        const deprel relation = relation_of(analysis, at);
        if (head >= first && head < end)
            continue;
        if (top == TOKEN_NONE ||
            (relation != DEPREL_PUNCT && relation != DEPREL_CASE && relation != DEPREL_DET &&
             relation != DEPREL_CC && relation_of(analysis, top) != DEPREL_OBL))
            top = at;
    }
    return top;
}

/* Names and offices do not happen. */
static bool is_someone_or_place(const analysis *analysis, uint32_t at)
{
    const token *token = &analysis->tokens.items[at];
    if (token->upos == UPOS_PRON || token->upos == UPOS_NUM)
        return true;
    if (token->name != NAME_TAG_NONE) {
        const str kind = label_at(&analysis->labels->names, name_tag_kind(token->name));
        return str_equal(kind, STR("PER")) || str_equal(kind, STR("ORG")) ||
               str_equal(kind, STR("LOC"));
    }
    return (token->lists >> WORDS_ROLE & 1) != 0;
}

/* Does the relation lead from a noun up to what the noun belongs to? */
static bool goes_on(deprel relation)
{
    switch (relation) {
    case DEPREL_NMOD:
    case DEPREL_COMPOUND:
    case DEPREL_NUMMOD:
    case DEPREL_AMOD:
    case DEPREL_APPOS:
    case DEPREL_FLAT:
    case DEPREL_DET:
    case DEPREL_CASE:
    case DEPREL_FIXED:
    case DEPREL_LIST:
    case DEPREL_CONJ:
    case DEPREL_OBL:
    case DEPREL_OBJ:
    case DEPREL_IOBJ:
    case DEPREL_NSUBJ:
    case DEPREL_ADVMOD:
    case DEPREL_DEP:
    case DEPREL_DISLOCATED:
        return true;
    default:
        return false;
    }
}

/* Is the word one for a unit or a name of the calendar, as in "the week of May 3"? */
static bool is_calendar(const report *report, const analysis *analysis, uint32_t at)
{
    return lemma_in(report, analysis, at,
                    " day week month year weekend quarter decade century morning afternoon evening "
                    "night hour minute summer winter spring fall autumn season half end start "
                    "beginning middle eve ") ||
           (analysis->tokens.items[at].lists >> WORDS_CALENDAR & 1) != 0;
}

uint32_t happening_of(const report *report, const analysis *analysis, uint32_t sentence,
                      text_span span)
{
    uint32_t at = happening_top(analysis, sentence, span);
    if (at == TOKEN_NONE)
        return TOKEN_NONE;
    for (int steps = 0; steps < CLIMB_MAX; steps++) {
        const deprel relation = relation_of(analysis, at);
        const uint32_t head = analysis->tokens.items[at].head;
        if (head >= analysis->tokens.count)
            return steps > 0 ? at : TOKEN_NONE;
        if (steps > 0 && !goes_on(relation))
            return at;
        at = head;
        if (token_is_verb(analysis, at))
            return at;
        if (token_is_noun(analysis, at) && !is_someone_or_place(analysis, at) &&
            !is_calendar(report, analysis, at))
            return at;
        if (analysis->tokens.items[at].upos == UPOS_ADJ && !goes_on(relation_of(analysis, at)))
            return at;
    }
    return TOKEN_NONE;
}

/* ---- Tense ---------------------------------------------------------------------------------- */

/* The tokens of the sentence that holds one. */
static void sentence_around(const analysis *analysis, uint32_t at, uint32_t *first, uint32_t *end)
{
    const uint32_t number = analysis_sentence_at(analysis, analysis->tokens.items[at].start);
    *first = *end = at;
    if (number >= analysis->sentences.count)
        return;
    *first = analysis->sentences.items[number].first_token;
    *end = *first + analysis->sentences.items[number].token_count;
}

/* What stands around a verb and tells its tense. */
typedef struct verb_frame {
    bool modal, have, be_past, be_present, to; /* past and present also of "had" and "has" */
} verb_frame;

static verb_frame frame_of(const report *report, const analysis *analysis, uint32_t verb)
{
    verb_frame frame = {0};
    uint32_t first, end;
    sentence_around(analysis, verb, &first, &end);
    for (uint32_t at = first; at < end; at++) {
        if (analysis->tokens.items[at].head != verb)
            continue;
        const deprel relation = relation_of(analysis, at);
        if (relation == DEPREL_MARK && tag_is(analysis, at, "TO"))
            frame.to = true;
        if (relation != DEPREL_AUX && relation != DEPREL_COP)
            continue;
        const bool past = tag_is(analysis, at, "VBD");
        frame.modal |= tag_is(analysis, at, "MD");
        frame.have |= lemma_in(report, analysis, at, " have ");
        frame.be_past |= past;
        frame.be_present |= tag_is(analysis, at, "VBZ") || tag_is(analysis, at, "VBP");
    }
    return frame;
}

/* Verbs, nouns and adjectives whose infinitive is still to come. */
static const char LOOKS_AHEAD[] =
    " plan expect schedule hope intend agree want aim vow promise pledge prepare seek ask order "
    "urge due set slate likely unlikely ready need have call threaten offer decide propose "
    "consider deadline plan poise require invite delay postpone go bind ";

/* Verbs whose time is that of what is to come. */
static const char SETS_DATE[] =
    " schedule expect slate set due plan postpone delay extend call give time ";

// Recursion goes up the tree, at most CLIMB_MAX steps.
// NOLINTNEXTLINE(misc-no-recursion)
static tense tense_at(const report *report, const analysis *analysis, uint32_t at, int steps)
{
    const uint32_t head = analysis->tokens.items[at].head;
    const bool rooted = head >= analysis->tokens.count || steps >= CLIMB_MAX;
    const verb_frame frame = frame_of(report, analysis, at);
    if (frame.modal)
        return frame.have ? TENSE_PAST : TENSE_FUTURE;
    if (frame.have || frame.be_past || tag_is(analysis, at, "VBD"))
        return lemma_in(report, analysis, at, SETS_DATE)
                   ? TENSE_NONE /* "has scheduled it for Friday": kept or not */
                   : TENSE_PAST;
    if (tag_is(analysis, at, "VBZ") || tag_is(analysis, at, "VBP"))
        return TENSE_NONE;
    if (frame.to) {
        if (frame.be_present || (!rooted && lemma_in(report, analysis, head, LOOKS_AHEAD)))
            return TENSE_FUTURE;
        return rooted ? TENSE_NONE : tense_at(report, analysis, head, steps + 1);
    }
    if (tag_is(analysis, at, "VBN")) {
        if (lemma_in(report, analysis, at, SETS_DATE))
            return TENSE_FUTURE;
        return frame.be_present ? TENSE_NONE : TENSE_PAST;
    }
    if (tag_is(analysis, at, "VBG") && frame.be_present)
        return TENSE_FUTURE; /* "is meeting them on Friday" */
    if (frame.be_present || rooted)
        return TENSE_NONE;
    return token_is_verb(analysis, at) ? tense_at(report, analysis, head, steps + 1) : TENSE_NONE;
}

tense happening_tense(const report *report, const analysis *analysis, uint32_t head)
{
    if (!analysis->has_trees || head >= analysis->tokens.count)
        return TENSE_NONE;
    return tense_at(report, analysis, head, 0);
}

bool happening_reaches_now(const report *report, const analysis *analysis, uint32_t head)
{
    if (!analysis->has_trees || head >= analysis->tokens.count || !token_is_verb(analysis, head))
        return false;
    const verb_frame frame = frame_of(report, analysis, head);
    return frame.be_present && !frame.modal && frame.have;
}

/* ---- Bounds -----------------------------------------------------------------------------------
 */

time_bound happening_bound(const report *report, const analysis *analysis, uint32_t sentence,
                           text_span span)
{
    static const struct {
        str word;
        time_bound bound;
    } words[] = {
        {STR_INIT("by"), TIME_BY},         {STR_INIT("before"), TIME_BEFORE},
        {STR_INIT("until"), TIME_UNTIL},   {STR_INIT("till"), TIME_UNTIL},
        {STR_INIT("through"), TIME_UNTIL}, {STR_INIT("since"), TIME_SINCE},
        {STR_INIT("from"), TIME_SINCE},    {STR_INIT("after"), TIME_AFTER},
    };
    uint32_t first, end;
    if (sentence >= analysis->sentences.count)
        return TIME_AT;
    (void)end;
    first = analysis_token_at(analysis, span.start);
    if (first <= analysis->sentences.items[sentence].first_token || first > analysis->tokens.count)
        return TIME_AT;
    const str before = token_text(report, &analysis->tokens.items[first - 1]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal_nocase(before, words[i].word))
            return words[i].bound;
    return TIME_AT;
}

/* ---- Words ------------------------------------------------------------------------------------
 */

bool clause_has_subject(const analysis *analysis, uint32_t at)
{
    uint32_t first, end;
    sentence_around(analysis, at, &first, &end);
    for (uint32_t child = first; child < end; child++) {
        const deprel relation = relation_of(analysis, child);
        if (analysis->tokens.items[child].head == at &&
            (relation == DEPREL_NSUBJ || relation == DEPREL_CSUBJ || relation == DEPREL_EXPL))
            return true;
    }
    return false;
}

/* Is the subject a word that means nothing alone: "when they spoke"? */
static bool has_pronoun(const analysis *analysis, uint32_t at)
{
    uint32_t first, end;
    sentence_around(analysis, at, &first, &end);
    for (uint32_t child = first; child < end; child++)
        if (analysis->tokens.items[child].head == at &&
            relation_of(analysis, child) == DEPREL_NSUBJ &&
            analysis->tokens.items[child].upos == UPOS_PRON)
            return true;
    return false;
}

uint32_t clause_marker(const analysis *analysis, uint32_t at)
{
    uint32_t first, end;
    sentence_around(analysis, at, &first, &end);
    for (uint32_t child = first; child < end && child < at; child++) {
        const deprel relation = relation_of(analysis, child);
        if (analysis->tokens.items[child].head == at &&
            (relation == DEPREL_MARK || tag_is(analysis, child, "WRB")))
            return child;
    }
    return TOKEN_NONE;
}

/* The clause that a reader understands alone: one that is joined to another and has a subject of
 * its own that is no pronoun. What is said keeps who says it: below a clause that is somebody's
 * words or thought, only the whole sentence will do. */
static uint32_t readable(const analysis *analysis, uint32_t at)
{
    uint32_t clause = TOKEN_NONE;
    for (int steps = 0; steps < CLIMB_MAX; steps++) {
        const uint32_t head = analysis->tokens.items[at].head;
        const deprel relation = relation_of(analysis, at);
        if (head >= analysis->tokens.count)
            break;
        if (relation == DEPREL_CCOMP || relation == DEPREL_PARATAXIS)
            return TOKEN_NONE;
        if (clause == TOKEN_NONE && (relation == DEPREL_CONJ || relation == DEPREL_ADVCL) &&
            clause_has_subject(analysis, at) && !has_pronoun(analysis, at))
            clause = at;
        at = head;
    }
    return clause;
}

/* Is `at` below `head`, or `head` itself? */
static bool is_under(const analysis *analysis, uint32_t at, uint32_t head)
{
    for (int steps = 0; at < analysis->tokens.count && steps < SENTENCE_TOKENS_MAX; steps++) {
        if (at == head)
            return true;
        at = analysis->tokens.items[at].head;
    }
    return false;
}

/* Marks, conjunctions and stops at the ends tell nothing. */
static bool is_loose(const analysis *analysis, uint32_t at, bool front)
{
    const token *token = &analysis->tokens.items[at];
    return token->upos == UPOS_PUNCT ||
           (front && (token->upos == UPOS_CCONJ || token->upos == UPOS_SCONJ));
}

/* Does every bracket and quotation mark have its partner? */
static bool is_whole(str text)
{
    int brackets = 0, quotes = 0, straight = 0;
    for (size_t at = 0; at < text.len;) {
        const uint32_t c = utf8_next(text, &at);
        brackets += (c == '(' || c == '[') - (c == ')' || c == ']');
        quotes += (c == 0x201c) - (c == 0x201d);
        straight += c == '"';
        if (brackets < 0 || quotes < 0)
            return false;
    }
    return brackets == 0 && quotes == 0 && straight % 2 == 0;
}

text_span happening_words(const report *report, const analysis *analysis, uint32_t head)
{
    uint32_t first, end;
    if (!analysis->has_trees || head >= analysis->tokens.count)
        return (text_span){0, 0};
    const uint32_t clause = readable(analysis, head);
    if (clause == TOKEN_NONE)
        return (text_span){0, 0};
    sentence_around(analysis, clause, &first, &end);
    while (first < end && !is_under(analysis, first, clause))
        first++;
    while (end > first && !is_under(analysis, end - 1, clause))
        end--;
    while (first < end && is_loose(analysis, first, true))
        first++;
    while (end > first && is_loose(analysis, end - 1, false))
        end--;
    if (end - first < SHORT_WORDS)
        return (text_span){0, 0};
    const text_span words = {analysis->tokens.items[first].start,
                             analysis->tokens.items[end - 1].end};
    return is_whole(str_slice(report->text, words.start, words.end)) ? words : (text_span){0, 0};
}
