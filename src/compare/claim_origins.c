/* claim_origins.c - whose word a statement is, or a report's own voice.
 *
 *   speaker with a name            that entity, with its country
 *   "Elon Hart, the founder of X"  the name that the phrase is about
 *   "a statement by the Seat"      the name behind the document
 *   "a senior official"            the words, within one report
 *   "it", "the letter"             loose: the report does not tell whom it means, so it is nobody
 * new for sure
 *
 * Who spoke is resolved inside the report by language/coref.c; here its entity is only looked up.
 */
#include "base/utf8.h"
#include "compare/claim_roots.h"
#include "compare/credits.h"
#include "language/countries.h"
#include "language/wordlists.h"

#include <string.h>

enum { HOPS_MAX = 8 };

/* ---- Origins -------------------------------------------------------------------------- */

static uint32_t text_key(str text)
{
    const uint64_t hash = str_hash(text);
    return (uint32_t)(hash ^ hash >> 32) & 0x3fffffffu;
}

static bool any_has(const str_array *texts, const char *word)
{
    for (uint32_t i = 0; i < texts->count; i++)
        if (str_find_nocase(texts->items[i], str_of(word), 0) != SIZE_MAX)
            return true;
    return false;
}

static uint32_t country_in(const reading *reading, text_span span)
{
    const analysis *analysis = reading->analysis;
    for (uint32_t at = analysis_token_at(analysis, span.start);
         at < analysis->tokens.count && analysis->tokens.items[at].start < span.end; at++) {
        const token *token = &analysis->tokens.items[at];
        country country = country_find(token_text(reading->report, token));
        if (country.word == COUNTRY_NONE && at + 1 < analysis->tokens.count &&
            analysis->tokens.items[at + 1].end <= span.end)
            country = country_find(
                str_slice(reading->report->text, token->start, analysis->tokens.items[at + 1].end));
        if (country.word != COUNTRY_NONE)
            return country_key(str_of(country.code));
    }
    return 0;
}

str report_label(const claiming *claiming, uint32_t report)
{
    const struct report *it = claiming->pile->readings[report].report;
    str *label = &claiming->labels[report];
    if (label->len == 0)
        *label = it->outlet.len > 0 ? str_format(claiming->keep, "%.*s (report %u)",
                                                 STR_ARG(it->outlet), report + 1)
                                    : str_format(claiming->keep, "report %u", report + 1);
    return *label;
}

/* The agency whose text it is, if the report says so. */
static origin own_voice(const claiming *claiming, uint32_t report)
{
    origin origin = {.entity = READOUT_NONE, .statement = UINT32_MAX, .own = true};
    const source_credit_array *credits = claiming->comparison->credits;
    const source_credit *credit = NULL;
    if (credits != NULL) {
        credit = credits_first(&credits[report], READOUT_CREDIT_DATELINE);
        if (credit == NULL)
            credit = credits_first(&credits[report], READOUT_CREDIT_REPORTED);
    }
    origin.text = credit != NULL ? credit->name : report_label(claiming, report);
    origin.key = credit != NULL ? text_key(utf8_fold(claiming->scratch, credit->name))
                                : 0x40000000u | claiming->family[report];
    return origin;
}

static void note_entity(const claiming *claiming, origin *origin)
{
    const pile_entity *it = &claiming->comparison->entities.items[origin->entity];
    const country country =
        it->kind == NAME_PERSON ? (struct country){COUNTRY_NONE, ""} : country_find(it->name);
    origin->key = entity_key(claiming->comparison, origin->entity);
    origin->country = country_key(it->country);
    origin->text = it->name;
    origin->government = country.word != COUNTRY_NONE;
    if (country.word == COUNTRY_CAPITAL)
        origin->key = country_key(str_of(country.code));
    if (origin->government)
        origin->country = country_key(str_of(country.code));
    origin->speaks_for = it->kind == NAME_PERSON &&
                         (any_has(&it->roles, "spokes") || any_has(&it->roles, "press secretary"));
}

/* The first statement of the same unnamed speaker. */
static uint32_t first_of_speaker(const statement_array *statements, uint32_t at)
{
    for (uint32_t hop = 0; hop < HOPS_MAX && statements->items[at].speaker.same_as < at; hop++)
        at = statements->items[at].speaker.same_as;
    return at;
}

/* "the official" and "an official" of one report are one. */
static str without_article(str text)
{
    static const char *const articles[] = {"a ", "an ", "the ", "that ", "this ", "another "};
    for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++)
        if (str_starts_nocase(text, str_of(articles[i])))
            return str_slice(text, strlen(articles[i]), text.len);
    return text;
}

static const char DOCUMENTS[] =
    " announcement communique document filing letter memo readout release report statement "
    "statements ";

bool span_has(const reading *reading, text_span span, const char *list)
{
    const analysis *analysis = reading->analysis;
    const size_t size = strlen(list);
    for (uint32_t at = analysis_token_at(analysis, span.start);
         at < analysis->tokens.count && analysis->tokens.items[at].start < span.end; at++)
        if (words_in(list, size, token_text(reading->report, &analysis->tokens.items[at])))
            return true;
    return false;
}

/* The token that a phrase is about: whose head stands outside of it. */
static uint32_t head_of(const reading *reading, text_span span)
{
    const analysis *analysis = reading->analysis;
    const uint32_t first = analysis_token_at(analysis, span.start);
    uint32_t end = first;
    while (end < analysis->tokens.count && analysis->tokens.items[end].start < span.end)
        end++;
    for (uint32_t at = first; at < end && analysis->has_trees; at++) {
        const uint32_t head = analysis->tokens.items[at].head;
        if (head < first || head >= end)
            return at;
    }
    return UINT32_MAX;
}

/* "Elon Hart, the founder", "state broadcaster CGTN", "a statement issued by the White House": the
 * name that is behind the words, or UINT32_MAX. */
static uint32_t named_in(const reading *reading, text_span span)
{
    const name_array *names = &reading->analysis->names;
    const bool document = span_has(reading, span, DOCUMENTS);
    const uint32_t head = head_of(reading, span);
    uint32_t found = UINT32_MAX;
    for (uint32_t i = names->count; i-- > 0;) {
        const name *name = &names->items[i];
        if (name->start < span.start || name->end > span.end)
            continue;
        if (head >= name->first_token && head - name->first_token < name->token_count)
            return name->entity;
        if (found == UINT32_MAX &&
            (document || (name->end == span.end && name->kind != NAME_PLACE)))
            found = name->entity;
    }
    return found;
}

static const char PRONOUNS[] = " he her him himself i it itself one she that them they this those "
                               "we which who you ";

/* What an article takes up that was named before, as a rule; who is behind it is another matter. */
static const char TAKEN_UP[] =
    " agency airline article automaker bank broadcaster campaign carrier chain channel club "
    "company "
    "complaint document documents duo email filing firm group lawsuit letter magazine maker memo "
    "message network newspaper organization organisation outlet pair paper post publication "
    "publisher release report retailer site statement store study suit survey television team "
    "tweet "
    "video website ";

/* Does the report not tell whom it means, as far as we can tell? */
static bool is_loose(const reading *reading, text_span span, str words)
{
    const uint32_t head = head_of(reading, span);
    const token_array *tokens = &reading->analysis->tokens;
    if (head == UINT32_MAX || head >= tokens->count)
        return false;
    const str word = token_text(reading->report, &tokens->items[head]);
    if (word.len == words.len)
        return words_in(PRONOUNS, sizeof PRONOUNS - 1, word);
    return (str_starts_nocase(words, STR("the ")) || str_starts_nocase(words, STR("this ")) ||
            str_starts_nocase(words, STR("its "))) &&
           words_in(TAKEN_UP, sizeof TAKEN_UP - 1, word);
}

/* Words for people who speak for a state, when its name stands beside them. */
static const char OFFICIALS[] =
    " administration adviser advisor ambassador army authorities department diplomat "
    "diplomats embassy envoy government intelligence lawmaker lawmakers military minister "
    "ministry officer officers official officials police president prosecutors regulators "
    "senator senators spokesman spokesperson spokeswoman state ";

static void note_unnamed(const claiming *claiming, uint32_t report, origin *origin)
{
    const reading *reading = &claiming->pile->readings[report];
    const statement_array *statements = &reading->facts->statements;
    const uint32_t first = first_of_speaker(statements, origin->statement);
    const text_span span = statements->items[first].speaker.span;
    const str words = str_slice(reading->report->text, span.start, span.end);
    const str folded = utf8_fold(claiming->scratch, without_article(words));
    origin->text = words;
    origin->loose = is_loose(reading, span, words);
    origin->country = span_has(reading, span, OFFICIALS) ? country_in(reading, span) : 0;
    origin->key = text_key(
        str_format(claiming->scratch, "%u %.*s", claiming->family[report], STR_ARG(folded)));
}

origin origin_of(const claiming *claiming, uint32_t report, uint32_t statement)
{
    const reading *reading = &claiming->pile->readings[report];
    const statement_array *statements = &reading->facts->statements;
    for (uint32_t hop = 0; hop < HOPS_MAX && statement < statements->count; hop++) {
        const struct statement *said = &statements->items[statement];
        const speaker *speaker = &said->speaker;
        if (speaker->span.end > speaker->span.start) {
            origin origin = {.entity = READOUT_NONE, .statement = statement};
            const uint32_t first = first_of_speaker(statements, statement);
            uint32_t entity = speaker->entity;
            if (entity >= reading->analysis->entities.count)
                entity = statements->items[first].speaker.entity;
            if (entity >= reading->analysis->entities.count)
                entity = named_in(reading, speaker->span);
            origin.named = speaker->named;
            if (entity < reading->analysis->entities.count) {
                origin.entity = claiming->comparison->entity_of[report][entity];
                origin.named = true;
                note_entity(claiming, &origin);
            } else {
                note_unnamed(claiming, report, &origin);
            }
            return origin;
        }
        statement = said->within != statement ? said->within : UINT32_MAX;
    }
    return own_voice(claiming, report);
}

uint32_t root_party_key(const claiming *claiming, uint32_t report, uint32_t statement)
{
    const origin origin = origin_of(claiming, report, statement);
    return origin.country != 0 ? origin.country : origin.key;
}
