/* propositions.c - clauses of all reports as sets of weighed terms; see propositions.h.
 *
 * A clause is found by the tree: a predicate (a verb, or what a copula makes one) at the root of a
 * sentence or joined to one, in a complement, a relative or a participle clause; and a noun that
 * names an event. What hangs on it by a clause of its own is no part of it. Open information
 * extraction by rules over dependencies (Angeli et al. 2015; Mausam et al. 2012), with the span
 * kept, for it is the span that the record shows. */
#include "compare/proposition_parts.h"

enum {
    TERMS_MAX = 48,  /* of a proposition */
    WEIGHT_MIN = 10, /* of all its terms: with less it says nothing */
    TERMS_MIN = 2,
    NAMES_OF_EVENT = 2, /* that a noun phrase needs to tell an event, or a number */
    LIGHT_WEIGHT = 2,
    LED_WEIGHT_MIN = 8,
    TITLE_MIN = 20, /* bytes */
    QUOTED_WORDS_MIN = 5,
    NOUN_TOKENS_MAX = 15,
    HOPS_MAX = 8 /* up a tree, to find who does it */
};

/* All below `at` that is part of the same proposition, left to right. Returns where it ends. */
static void add_below(finder *finder, uint32_t at, term_role role, bool head, range *extent,
                      uint32_t first)
{
    const syntax *syntax = finder->syntax;
    uint32_t stack[TERMS_MAX * 2];
    uint32_t count = 0;
    stack[count++] = at;
    while (count > 0 && finder->out->terms.count - first < TERMS_MAX) {
        const uint32_t token = stack[--count];
        proposition_add_term(finder, token, role, head && token == at);
        if (token < extent->start)
            extent->start = token;
        if (token >= extent->end)
            extent->end = token + 1;
        for (uint32_t child = syntax->child[token]; child != TOKEN_NONE;
             child = syntax->next[child])
            if (count < TERMS_MAX * 2 &&
                (!clause_stands_apart(finder, child) || token < finder->first))
                stack[count++] = child;
    }
}

/* ---- Who does it ---------------------------------------------------------------------- */

static bool is_passive(const syntax *syntax, uint32_t head)
{
    return child_by_relation(syntax, head, "nsubj:pass") != TOKEN_NONE ||
           child_by_relation(syntax, head, "aux:pass") != TOKEN_NONE;
}

static term_role role_of(const syntax *syntax, uint32_t head, uint32_t child, bool nominal)
{
    const bool passive = is_passive(syntax, head);
    const uint32_t marker = case_of(syntax, child);
    switch (deprel_at(syntax, child)) {
    case DEPREL_NSUBJ:
    case DEPREL_CSUBJ:
        return passive ? TERM_PATIENT : TERM_AGENT;
    case DEPREL_OBJ:
        return TERM_PATIENT;
    case DEPREL_OBL:
        return marker != TOKEN_NONE && word_is(syntax, marker, "by") &&
                       (passive || deprel_at(syntax, head) == DEPREL_ACL)
                   ? TERM_AGENT
                   : TERM_OTHER;
    case DEPREL_NMOD:
        return nominal && (relation_is(syntax, child, "nmod:poss") ||
                           (marker != TOKEN_NONE && word_is(syntax, marker, "by")))
                   ? TERM_AGENT
                   : TERM_OTHER;
    default:
        return TERM_OTHER;
    }
}

/* The subject that a clause without one shares with the clause it hangs on. */
static uint32_t shared_subject(const syntax *syntax, uint32_t head)
{
    uint32_t at = head;
    for (uint32_t hop = 0; hop < HOPS_MAX; hop++) {
        const deprel deprel = deprel_at(syntax, at);
        const uint32_t up = syntax->tokens[at].head;
        if (up >= syntax->count)
            return TOKEN_NONE;
        if (deprel == DEPREL_ACL)
            return up;
        if (deprel != DEPREL_CONJ && deprel != DEPREL_XCOMP && deprel != DEPREL_ADVCL)
            return TOKEN_NONE;
        const uint32_t object = child_by(syntax, up, DEPREL_OBJ);
        if (deprel == DEPREL_XCOMP && object != TOKEN_NONE)
            return object;
        const uint32_t subject = child_by(syntax, up, DEPREL_NSUBJ);
        if (subject != TOKEN_NONE)
            return subject;
        at = up;
    }
    return TOKEN_NONE;
}

/* "national security adviser Nils Oyelaran": the name behind what somebody is. */
static const term *name_of(const finder *finder, const proposition *made, const term *word)
{
    for (uint32_t i = made->first; i < made->first + made->count; i++) {
        const term *term = &finder->out->terms.items[i];
        const deprel deprel = deprel_at(finder->syntax, term->token);
        if (term->kind == TERM_NAME && term->role == TERM_AGENT && term->token > word->token &&
            finder->syntax->tokens[term->token].head == word->token &&
            (deprel == DEPREL_APPOS || deprel == DEPREL_FLAT || deprel == DEPREL_COMPOUND))
            return term;
    }
    return word;
}

/* "our delegation", a government's spokesman says: his country acts. */
static void note_own_side(const finder *finder, proposition *made)
{
    for (uint32_t i = made->first; i < made->first + made->count && made->agent == 0; i++) {
        const term *term = &finder->out->terms.items[i];
        if (term->role == TERM_AGENT && term->kind == TERM_NAME && term->unit != 0 &&
            relation_is(finder->syntax, term->token, "nmod:poss") &&
            word_is(finder->syntax, term->token, "our"))
            made->agent = made->agent_country = term->unit;
    }
}

static void note_agent(const finder *finder, proposition *made)
{
    for (uint32_t i = made->first; i < made->first + made->count; i++) {
        const term *term = &finder->out->terms.items[i];
        if (term->role != TERM_AGENT || !term->head || (made->mutual && term->place))
            continue;
        made->actor = i;
        if (term->kind == TERM_WORD)
            term = name_of(finder, made, term);
        if (term->kind == TERM_NAME) {
            made->agent = term->key;
            made->agent_country = term->unit;
        }
        note_own_side(finder, made);
        return;
    }
}

/* ---- Making --------------------------------------------------------------------------- */

static void add_children(finder *finder, uint32_t head, bool nominal, range *extent, uint32_t first,
                         bool *agent)
{
    const syntax *syntax = finder->syntax;
    for (uint32_t child = syntax->child[head]; child != TOKEN_NONE; child = syntax->next[child]) {
        if (clause_stands_apart(finder, child) || finder->out->terms.count - first >= TERMS_MAX)
            continue;
        const term_role role = role_of(syntax, head, child, nominal);
        *agent = *agent || role == TERM_AGENT;
        add_below(finder, child, role, true, extent, first);
    }
}

/* A noun phrase tells something if it has a number or enough names, or is all that is said. */
static bool tells_event(const finder *finder, uint32_t first, uint32_t head)
{
    uint32_t names = 0;
    if (noun_is_said(finder, head) || noun_includes(finder, head))
        return true;
    for (uint32_t i = first; i < finder->out->terms.count; i++) {
        const term *term = &finder->out->terms.items[i];
        if (term->kind == TERM_NUMBER)
            return true;
        names += term->kind == TERM_NAME;
    }
    return names >= NAMES_OF_EVENT;
}

/* A relative clause is told with the noun that it is of: "a raid that killed the general". */
static uint32_t start_of_noun(const finder *finder, uint32_t head, uint32_t start)
{
    const syntax *syntax = finder->syntax;
    const uint32_t noun = syntax->tokens[head].head;
    uint32_t first = noun;
    if (noun >= syntax->count || noun >= start)
        return start;
    for (uint32_t child = syntax->child[noun]; child != TOKEN_NONE && child < noun;
         child = syntax->next[child])
        if (syntax->low[child] < first && deprel_at(syntax, child) != DEPREL_PUNCT &&
            deprel_at(syntax, child) != DEPREL_CASE && deprel_at(syntax, child) != DEPREL_CC)
            first = syntax->low[child];
    return start - first <= NOUN_TOKENS_MAX ? first : start;
}

/* Who tells of a request, not who makes it, says what it includes. */
static uint32_t outside_request(const finder *finder, uint32_t number)
{
    const statement *said = &finder->reading->facts->statements.items[number];
    return said->polarity == READOUT_REQUEST ? said->within : number;
}

/* Where only some words are quoted, the clause around them is said too: "they will discuss "the
 * impact"," she said. */
static uint32_t said_around(const finder *finder, uint32_t head)
{
    const syntax *syntax = finder->syntax;
    const uint32_t up = syntax->tokens[head].head;
    if (deprel_at(syntax, head) == DEPREL_CCOMP && up < syntax->count &&
        finder->cue[up] != UINT32_MAX)
        return finder->cue[up];
    for (uint32_t child = syntax->child[head]; child != TOKEN_NONE; child = syntax->next[child])
        if (deprel_at(syntax, child) == DEPREL_PARATAXIS && finder->cue[child] != UINT32_MAX)
            return finder->cue[child];
    return UINT32_MAX;
}

/* Words that independent reports took from one text, though nobody says from whom. */
static uint32_t shared_in(const finder *finder, text_span span)
{
    for (uint32_t i = finder->first_shared[finder->report]; i != MAP_NONE;
         i = finder->shared.items[i].next) {
        const shared_words *words = &finder->shared.items[i];
        if (words->quote == UINT32_MAX && words->span.start >= span.start &&
            words->span.end <= span.end)
            return words->id;
    }
    return READOUT_NONE;
}

/* A quotation of several reports that stands in the words. */
static uint32_t quotation_in(const finder *finder, range extent)
{
    const syntax *syntax = finder->syntax;
    for (uint32_t at = extent.start; at < extent.end; at++) {
        const uint32_t quote = syntax->quote[at];
        if (quote != UINT32_MAX && finder->quotation[quote] != READOUT_NONE &&
            finder->reading->facts->quotes.items[quote].words >= QUOTED_WORDS_MIN)
            return finder->quotation[quote];
    }
    return shared_in(finder, text_of(syntax, extent));
}

/* "held talks", "raised concerns", "there will be consequences": the noun that says what is done,
 * or TOKEN_NONE. */
static uint32_t noun_of_light(const syntax *syntax, uint32_t head)
{
    const bool exists = child_by(syntax, head, DEPREL_EXPL) != TOKEN_NONE &&
                        lemma_is(syntax, head, "be exist remain");
    const uint32_t noun =
        exists ? child_by(syntax, head, DEPREL_NSUBJ) : child_by(syntax, head, DEPREL_OBJ);
    return noun != TOKEN_NONE && upos_at(syntax, noun) == UPOS_NOUN &&
                   (exists || lemma_is(syntax, head, PROPOSITION_LIGHT))
               ? noun
               : TOKEN_NONE;
}

static void move_predicate(const finder *finder, uint32_t head, uint32_t first)
{
    const uint32_t noun = noun_of_light(finder->syntax, head);
    for (uint32_t i = first; i < finder->out->terms.count; i++) {
        term *term = &finder->out->terms.items[i];
        if (term->token == head)
            term->weight = LIGHT_WEIGHT;
        if (term->token == noun) {
            term->role = TERM_PREDICATE;
            term->weight =
                term->weight > PREDICATE_WEIGHT_MIN ? term->weight : PREDICATE_WEIGHT_MIN;
        }
    }
}

/* The weight of what is told beside who does what. */
static uint32_t weight_of_rest(const finder *finder, uint32_t first)
{
    uint32_t rest = 0;
    for (uint32_t i = first; i < finder->out->terms.count; i++) {
        const term *term = &finder->out->terms.items[i];
        if (term->role != TERM_PREDICATE && term->role != TERM_AGENT)
            rest += term->weight;
    }
    return rest;
}

/* "I think", "we know": all that is told stands in the clause behind it. */
static bool only_leads(const finder *finder, uint32_t head, uint32_t first)
{
    const uint32_t content = child_by(finder->syntax, head, DEPREL_CCOMP);
    return content != TOKEN_NONE && clause_is_there(finder->syntax, content) &&
           weight_of_rest(finder, first) < LED_WEIGHT_MIN;
}

/* "The minister was speaking": of what, other clauses tell. */
static bool only_speaks(const finder *finder, uint32_t head, uint32_t first)
{
    return lemma_is(finder->syntax, head, "speak talk say tell comment add") &&
           weight_of_rest(finder, first) < LED_WEIGHT_MIN;
}

/* "The request came after the war began, he said": what follows "after" often hangs on the verb of
 * saying, beside the clause that it limits. */
static void add_later(finder *finder, uint32_t head, range *extent, uint32_t first)
{
    const syntax *syntax = finder->syntax;
    if (deprel_at(syntax, head) != DEPREL_CCOMP)
        return;
    const uint32_t next = syntax->next[head];
    if (next != TOKEN_NONE && deprel_at(syntax, next) == DEPREL_CCOMP &&
        has_child_in(syntax, next, DEPREL_MARK, "after before"))
        add_below(finder, next, TERM_OTHER, false, extent, first);
}

/* The words of a clause or phrase, and whose subject it shares. */
static void add_terms(finder *finder, uint32_t head, bool nominal, range *extent)
{
    const syntax *syntax = finder->syntax;
    const uint32_t first = finder->out->terms.count;
    const bool light = noun_of_light(syntax, head) != TOKEN_NONE;
    bool agent = false;
    proposition_add_term(finder, head, light ? TERM_OTHER : TERM_PREDICATE, !light);
    add_children(finder, head, nominal, extent, first, &agent);
    add_later(finder, head, extent, first);
    if (light)
        move_predicate(finder, head, first);
    const uint32_t subject = nominal || agent || is_passive(syntax, head) ? TOKEN_NONE
                             : clause_is_about(finder, head)              ? head - 1
                                                             : shared_subject(syntax, head);
    if (subject != TOKEN_NONE) {
        range aside = {subject, subject + 1};
        add_below(finder, subject, TERM_AGENT, true, &aside, first);
    }
}

/* The statement that tells it, or UINT32_MAX for the report's own voice. */
static uint32_t statement_of(const finder *finder, uint32_t head, bool nominal)
{
    const bool light = noun_of_light(finder->syntax, head) != TOKEN_NONE;
    uint32_t statement = finder->said[head];
    if (statement == UINT32_MAX)
        statement = said_around(finder, head);
    if (nominal && statement != UINT32_MAX && noun_includes(finder, head))
        statement = outside_request(finder, statement);
    if (nominal && statement != UINT32_MAX && clause_is_view(finder, statement))
        statement = UINT32_MAX;
    if (statement == UINT32_MAX && finder->cue[head] != UINT32_MAX && !light &&
        clause_is_speech(finder, finder->cue[head]))
        statement = finder->cue[head];
    return statement;
}

/* How far its words reach in the text. */
static range reach_of(const finder *finder, const proposition *made, range extent)
{
    if (made->relative)
        extent.start = start_of_noun(finder, made->head, extent.start);
    if (extent.start < finder->first && made->head >= finder->first)
        extent.start = finder->first;
    while (made->nominal && extent.start < made->head &&
           deprel_at(finder->syntax, extent.start) == DEPREL_CASE)
        extent.start++;
    return extent;
}

static void make(finder *finder, uint32_t head, bool nominal)
{
    const syntax *syntax = finder->syntax;
    const uint32_t first = finder->out->terms.count;
    proposition made = {.report = finder->report,
                        .sentence = syntax->sentence[head],
                        .head = head,
                        .first = first,
                        .nominal = nominal,
                        .actor = READOUT_NONE,
                        .quoted = syntax->quote[head] != UINT32_MAX};
    range extent = {head, head + 1};
    add_terms(finder, head, nominal, &extent);
    made.count = finder->out->terms.count - first;
    for (uint32_t i = first; i < finder->out->terms.count; i++)
        made.weight += finder->out->terms.items[i].weight;
    if (made.count < TERMS_MIN || made.weight < WEIGHT_MIN ||
        (nominal && !tells_event(finder, first, head)) ||
        (!nominal && (only_leads(finder, head, first) || only_speaks(finder, head, first)))) {
        finder->out->terms.count = first;
        return;
    }
    made.statement = statement_of(finder, head, nominal);
    made.quotation = quotation_in(finder, extent);
    const deprel deprel = deprel_at(syntax, head);
    made.main = !nominal && (deprel == DEPREL_ROOT || deprel == DEPREL_CCOMP ||
                             deprel == DEPREL_PARATAXIS || deprel == DEPREL_CONJ);
    made.relative = deprel == DEPREL_ACL && !nominal;
    extent = reach_of(finder, &made, extent);
    made.span = proposition_span(finder, extent);
    proposition_note_telling(finder, extent, &made);
    made.includes = nominal && noun_includes(finder, head);
    made.stopped = finder->stopped;
    made.mood = (uint8_t)(nominal ? MOOD_FACT : clause_mood(finder, head));
    if (clause_is_about(finder, head))
        made.mood = MOOD_MENTIONED;
    made.negated = clause_is_negated(syntax, head);
    const uint32_t light = noun_of_light(syntax, head);
    made.mutual = lemma_is(syntax, light != TOKEN_NONE ? light : head, PROPOSITION_MUTUAL);
    note_agent(finder, &made);
    proposition_note_speech(finder, &made);
    *array_push(finder->proposer->keep, &finder->out->items) = made;
}

/* "hosted a meeting": the clause tells all of it. */
static bool is_told_by_verb(const syntax *syntax, uint32_t noun)
{
    const uint32_t head = syntax->tokens[noun].head;
    return head < syntax->count && noun_of_light(syntax, head) == noun;
}

/* Does a sentence end as one does? */
static bool is_stopped(const syntax *syntax, range range)
{
    enum { MARKS_BEHIND = 3 };
    for (uint32_t at = range.end; at > range.start && at + MARKS_BEHIND > range.end; at--) {
        const str word = syntax_word(syntax, at - 1);
        if (word.len > 0 && (word.data[0] == '.' || word.data[0] == '!' || word.data[0] == '?'))
            return true;
    }
    return false;
}

/* The report's title once more, with the outlet's name behind it or without. */
static bool is_title(const finder *finder, range range)
{
    const str title = str_trim(finder->reading->report->title);
    const text_span span = text_of(finder->syntax, range);
    const str words = str_slice(finder->reading->report->text, span.start, span.end);
    return title.len >= TITLE_MIN && words.len >= TITLE_MIN &&
           (str_starts_nocase(words, title) || str_starts_nocase(title, words));
}

/* What pages say of themselves. */
static bool is_of_page(const finder *finder, range range)
{
    enum { SIGNATURE_MAX = 100 }; /* bytes */
    static const char *const starts[] = {"This story has been updated",
                                         "This article has been updated",
                                         "This is a developing story",
                                         "This is a breaking news",
                                         "Reporting by",
                                         "Additional reporting by",
                                         "Editing by",
                                         "Sign up for",
                                         "Read more",
                                         "Click here",
                                         "RELATED"};
    const text_span span = text_of(finder->syntax, range);
    const str words = str_slice(finder->reading->report->text, span.start, span.end);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (str_starts_nocase(words, str_of(starts[i])))
            return true;
    /* "Ann Lee (@annlee) March 14, 2022" says who posted. */
    const bool signature = words.len < SIGNATURE_MAX && str_find(words, STR("(@"), 0) != SIZE_MAX;
    return signature || str_find_nocase(words, STR("contributed to this report"), 0) != SIZE_MAX;
}

/* "This photo made available by the agency shows ...". */
static bool is_caption(const syntax *syntax, range range)
{
    for (uint32_t at = range.start; at < range.end; at++)
        if (deprel_at(syntax, at) == DEPREL_NSUBJ && syntax->tokens[at].head < syntax->count &&
            lemma_is(syntax, at, "photo photograph picture image screenshot handout") &&
            lemma_is(syntax, syntax->tokens[at].head, "show depict picture take"))
            return true;
    return false;
}

static void find_in_sentence(finder *finder, uint32_t number)
{
    const range range = sentence_range(finder->syntax, number);
    finder->stopped = is_stopped(finder->syntax, range);
    finder->first = behind_dateline(finder->syntax, range);
    if ((!finder->stopped && is_title(finder, range)) || is_caption(finder->syntax, range) ||
        is_of_page(finder, range))
        return;
    for (uint32_t at = range.start; at < range.end; at++) {
        const bool nominal = !clause_starts(finder, at);
        if (nominal ? !noun_names_event(finder, at) || is_told_by_verb(finder->syntax, at)
                    : clause_only_says(finder, at))
            continue;
        make(finder, at, nominal);
    }
}

/* ---- Reports -------------------------------------------------------------------------- */

static uint32_t *none(arena *arena, uint32_t count)
{
    uint32_t *items = arena_array(arena, uint32_t, count + 1);
    for (uint32_t i = 0; i <= count; i++)
        items[i] = UINT32_MAX;
    return items;
}

/* The statement that each token is said in: where two overlap, the shorter content. */
static void mark_said(finder *finder)
{
    const analysis *analysis = finder->reading->analysis;
    const statement_array *statements = &finder->reading->facts->statements;
    uint32_t *length = none(finder->proposer->scratch, analysis->tokens.count);
    for (uint32_t i = 0; i < statements->count; i++) {
        const statement *said = &statements->items[i];
        if (said->tentative && said->polarity == READOUT_ASSERT)
            continue; /* "voted for the bill" is the report's own word for what was done */
        for (uint32_t k = 0; k < said->content.count; k++) {
            const text_span span = said->content.items[k];
            for (uint32_t at = analysis_token_at(analysis, span.start);
                 at < analysis->tokens.count && analysis->tokens.items[at].start < span.end; at++)
                if (span.end - span.start < length[at] ||
                    (span.end - span.start == length[at] &&
                     said->channel.count > statements->items[finder->said[at]].channel.count)) {
                    length[at] = span.end - span.start;
                    finder->said[at] = i;
                }
        }
        if (said->cue.end > said->cue.start) {
            const uint32_t at = analysis_token_at(analysis, said->cue.start);
            for (uint32_t cue = at;
                 cue < analysis->tokens.count && analysis->tokens.items[cue].start < said->cue.end;
                 cue++)
                finder->cue[cue] = i;
        }
    }
}

static void mark_names(const finder *finder)
{
    const analysis *analysis = finder->reading->analysis;
    for (uint32_t i = 0; i < analysis->names.count; i++)
        for (uint32_t k = 0; k < analysis->names.items[i].token_count; k++)
            finder->name[analysis->names.items[i].first_token + k] = i;
    for (uint32_t i = 0; i < analysis->references.count; i++)
        finder->reference[analysis->references.items[i].head] = i;
    for (uint32_t i = 0; i < finder->times->count; i++) {
        const text_span span = finder->times->items[i].span;
        for (uint32_t at = analysis_token_at(analysis, span.start);
             at < analysis->tokens.count && analysis->tokens.items[at].start < span.end; at++)
            finder->time[at] = i;
    }
}

static void mark_quotations(const finder *finder)
{
    for (uint32_t i = finder->first_shared[finder->report]; i != MAP_NONE;
         i = finder->shared.items[i].next)
        if (finder->shared.items[i].quote != UINT32_MAX)
            finder->quotation[finder->shared.items[i].quote] = finder->shared.items[i].id;
}

static void add_shared(finder *finder, uint32_t report, uint32_t quote, text_span span, uint32_t id)
{
    const shared_words words = {quote, span, id, finder->first_shared[report]};
    finder->first_shared[report] = finder->shared.count;
    *array_push(finder->proposer->keep, &finder->shared) = words;
}

/* Quotations of several reports and shared texts, by report. */
static void list_shared(finder *finder)
{
    enum { SHARED_BASE = 1u << 30 };
    const comparison *comparison = finder->proposer->comparison;
    const uint32_t reports = finder->proposer->pile->count;
    finder->first_shared = arena_array(finder->proposer->keep, uint32_t, reports + 1);
    for (uint32_t i = 0; i <= reports; i++)
        finder->first_shared[i] = MAP_NONE;
    for (uint32_t i = 0; i < comparison->quotations.count; i++) {
        const quotation *quotation = &comparison->quotations.items[i];
        for (uint32_t k = 0; k < quotation->versions.count && quotation->versions.count > 1; k++)
            add_shared(finder, quotation->versions.items[k].report,
                       quotation->versions.items[k].quote, (text_span){0, 0}, i);
    }
    for (uint32_t i = 0; i < comparison->shared.count; i++)
        for (uint32_t k = 0; k < comparison->shared.items[i].spans.count; k++) {
            const pile_span *span = &comparison->shared.items[i].spans.items[k];
            add_shared(finder, span->report, UINT32_MAX, (text_span){span->start, span->end},
                       SHARED_BASE + i);
        }
}

static void find_in_report(finder *finder)
{
    const analysis *analysis = finder->reading->analysis;
    const report *report = finder->reading->report;
    arena *scratch = finder->proposer->scratch;
    const uint32_t tokens = analysis->tokens.count;
    syntax *syntax = arena_new(scratch, struct syntax);
    *syntax = syntax_of(scratch, report, analysis, finder->reading->facts);
    finder->syntax = syntax;
    finder->times = times_of(finder->proposer->pile, finder->proposer->comparison, finder->report);
    finder->said = none(scratch, tokens);
    finder->cue = none(scratch, tokens);
    finder->name = none(scratch, tokens);
    finder->time = none(scratch, tokens);
    finder->reference = none(scratch, tokens);
    finder->quotation = none(scratch, finder->reading->facts->quotes.count);
    mark_said(finder);
    mark_names(finder);
    mark_quotations(finder);
    for (uint32_t i = 0; i < analysis->sentences.count; i++) {
        const uint32_t block = analysis->sentences.items[i].block;
        if (block >= report->blocks.count || report->blocks.items[block].kind == BLOCK_PROSE)
            find_in_sentence(finder, i);
    }
}

void propositions_find(const proposer *proposer, propositions *out)
{
    const pile *pile = proposer->pile;
    finder finder = {.proposer = proposer, .out = out};
    synonyms_init(proposer->scratch, &finder.synonyms);
    finder.events.arena = proposer->scratch;
    str events = str_of(PROPOSITION_EVENTS);
    for (str word; str_field(&events, ' ', &word);)
        *map_put(&finder.events, word) = 0;
    list_shared(&finder);
    out->first_of = arena_array(proposer->keep, uint32_t, pile->count + 1);
    for (uint32_t i = 0; i < pile->count; i++) {
        const arena_mark mark = arena_save(proposer->scratch);
        finder.report = i;
        finder.reading = &pile->readings[i];
        out->first_of[i] = out->items.count;
        if (finder.reading->analysis->has_trees)
            find_in_report(&finder);
        arena_restore(proposer->scratch, mark);
    }
    out->first_of[pile->count] = out->items.count;
}
