/* claim_roots.c - walks each span of a claim back to its origin, and counts origins.
 *
 *   r2  "... a senior EU official told ABC that ..."    unnamed     \
 *   r3  "... media reported, citing U.S. officials"     unnamed      > roots 1..2: they may be the
 *   r5  copy of r2: adds nothing                                    /  same
 *
 *   least   named origins, one unnamed origin for each side, and the reports' own voices if there
 *           is nobody else
 *   most    named origins, each unnamed one, each report's own voice
 *
 * One speaker named by several reports is one root; so are a government and who speaks for it. A
 * report's own voice that credits an agency is that agency's. The walk is written down for each
 * span. */
#include "compare/claim_roots.h"

#include "base/utf8.h"
#include "compare/credits.h"
#include "language/countries.h"
#include "language/wordlists.h"

#include <stdlib.h>
#include <string.h>

enum {
    HOPS_MAX = 8,
    LOOKED_BACK = 100, /* spans of a claim that one is compared with */
    SAME_WORDS = 7,    /* that two reporters do not find alike by chance */
    SAME_WORDS_QUOTED = 3
};

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

static str report_label(const claiming *claiming, uint32_t report)
{
    const struct report *it = claiming->pile->readings[report].report;
    return it->outlet.len > 0
               ? str_format(claiming->keep, "%.*s (report %u)", STR_ARG(it->outlet), report + 1)
               : str_format(claiming->keep, "report %u", report + 1);
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

/* "state broadcaster CGTN", "a statement issued by the White House": the name that is behind the
 * words, or UINT32_MAX. */
static uint32_t named_in(const reading *reading, text_span span)
{
    const name_array *names = &reading->analysis->names;
    const bool document = span_has(reading, span, DOCUMENTS);
    for (uint32_t i = names->count; i-- > 0;) {
        const name *name = &names->items[i];
        if (name->start < span.start || name->end > span.end)
            continue;
        if (document || (name->end == span.end && name->kind != NAME_PLACE))
            return name->entity;
    }
    return UINT32_MAX;
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

/* ---- The walk in words ---------------------------------------------------------------- */

static void step(const claiming *claiming, claim_span *span, const char *kind, str text)
{
    *array_push(claiming->keep, &span->walk) = (claim_step){kind, text};
}

static str slice_of(const reading *reading, text_span span)
{
    return str_slice(reading->report->text, span.start, span.end);
}

static const char *channel_word(readout_channel_kind kind)
{
    static const char *const words[] = {[READOUT_CHANNEL_OUTLET] = "an outlet",
                                        [READOUT_CHANNEL_EVENT] = "an event",
                                        [READOUT_CHANNEL_MEDIUM] = "a medium",
                                        [READOUT_CHANNEL_DOCUMENT] = "a document"};
    return words[kind];
}

static void walk_statement(const claiming *claiming, claim_span *span, const origin *origin)
{
    const reading *reading = &claiming->pile->readings[span->span.report];
    const statement_array *statements = &reading->facts->statements;
    arena *keep = claiming->keep;
    step(claiming, span, "speaker",
         str_format(keep, "said by %.*s, %s", STR_ARG(origin->text),
                    origin->named ? "named" : "unnamed"));
    uint32_t at = origin->statement;
    for (uint32_t hop = 0; at < statements->count && hop < HOPS_MAX; hop++) {
        const statement *said = &statements->items[at];
        for (uint32_t i = 0; i < said->channel.count; i++)
            step(claiming, span, "channel",
                 str_format(keep, "by way of %.*s, %s",
                            STR_ARG(slice_of(reading, said->channel.items[i].span)),
                            channel_word(said->channel.items[i].kind)));
        if (hop == 0 && said->addressee.end > said->addressee.start)
            step(claiming, span, "channel",
                 str_format(keep, "to %.*s", STR_ARG(slice_of(reading, said->addressee))));
        at = said->within != at ? said->within : UINT32_MAX;
        if (at < statements->count && statements->items[at].speaker.span.end > 0)
            step(claiming, span, "teller",
                 str_format(keep, "as told by %.*s",
                            STR_ARG(slice_of(reading, statements->items[at].speaker.span))));
    }
}

static const char *copy_word(readout_copy_kind kind)
{
    static const char *const words[] = {[READOUT_COPY_VERBATIM] = "a verbatim copy",
                                        [READOUT_COPY_EDITED] = "an edited copy",
                                        [READOUT_COPY_PARAPHRASE] = "a paraphrased copy"};
    return words[kind];
}

static void walk_copies(const claiming *claiming, claim_span *span)
{
    uint32_t at = span->span.report;
    for (uint32_t hop = 0; hop < HOPS_MAX && claiming->copy_of[at] != READOUT_NONE; hop++) {
        const copy *copy = &claiming->comparison->copies.items[claiming->copy_of[at]];
        step(claiming, span, "copy",
             str_format(claiming->keep, "report %u is %s of report %u%s", at + 1,
                        copy_word(copy->kind), copy->of + 1,
                        copy->missing_ancestor ? ", by way of a text that is not here" : ""));
        at = copy->of;
    }
}

static void walk(const claiming *claiming, claim_span *span, const origin *origin)
{
    if (origin->own)
        step(claiming, span, "voice",
             claiming->pile->readings[span->span.report].report->outlet.len > 0 ||
                     origin->key >> 30 != 1
                 ? str_format(claiming->keep, "in the voice of %.*s, no source given",
                              STR_ARG(origin->text))
                 : STR("in the report's own voice, no source given"));
    else
        walk_statement(claiming, span, origin);
    step(claiming, span, "report",
         str_format(claiming->keep, "in %.*s", STR_ARG(report_label(claiming, span->span.report))));
    walk_copies(claiming, span);
}

/* ---- Counting ------------------------------------------------------------------------- */

typedef struct counting {
    claiming *claiming;
    claim *claim;
    readout_bearing bearing;
    origin *origins; /* of each root */
    claim_root_array *roots;
    claim_count *count;
} counting;

/* The pile's own word for a country, else its code. */
static str country_name(const claiming *claiming, uint32_t key)
{
    const uint32_t named = map_get_number(&claiming->country_names, key);
    return named != MAP_NONE
               ? claiming->comparison->entities.items[named].name
               : str_format(claiming->keep, "%c%c", (int)(key >> 8 & 0xff), (int)(key & 0xff));
}

static str party_of(const claiming *claiming, const origin *origin)
{
    if (origin->own)
        return (str){NULL, 0};
    if (origin->country != 0)
        return country_name(claiming, origin->country);
    if (origin->entity != READOUT_NONE &&
        claiming->comparison->entities.items[origin->entity].kind == NAME_ORGANIZATION)
        return origin->text;
    return (str){NULL, 0};
}

/* A government and its spokesman are one voice. */
static bool one_voice(const origin *a, const origin *b)
{
    return a->country != 0 && a->country == b->country &&
           ((a->speaks_for && b->government) || (b->speaks_for && a->government));
}

static uint32_t find_root(const counting *counting, const origin *origin)
{
    for (uint32_t i = 0; i < counting->roots->count; i++) {
        const struct origin *known = &counting->origins[i];
        if (known->key == origin->key || one_voice(known, origin))
            return i;
    }
    return READOUT_NONE;
}

static void fill_root(const counting *counting, uint32_t at, const origin *origin, uint32_t span)
{
    counting->roots->items[at] = (claim_root){.entity = origin->entity,
                                              .text = origin->text,
                                              .named = origin->named,
                                              .own = origin->own,
                                              .party = party_of(counting->claiming, origin),
                                              .span = span};
}

/* Words alone, to compare: no marks, no case. */
static str plain_words(const counting *counting, const claim_span *span, uint32_t *words)
{
    const claiming *claiming = counting->claiming;
    const reading *reading = &claiming->pile->readings[span->span.report];
    const analysis *analysis = reading->analysis;
    buffer plain = {.arena = claiming->scratch};
    *words = 0;
    for (uint32_t at = analysis_token_at(analysis, span->span.start);
         at < analysis->tokens.count && analysis->tokens.items[at].start < span->span.end; at++) {
        if (!analysis->tokens.items[at].is_word)
            continue;
        buffer_add(&plain, utf8_fold(claiming->scratch,
                                     token_text(reading->report, &analysis->tokens.items[at])));
        buffer_add_byte(&plain, ' ');
        ++*words;
    }
    return buffer_str(&plain);
}

/* An earlier span with a root that has the same words, so many that they are from one text;
 * fewer will do inside quotation marks. */
static uint32_t same_words(const counting *counting, uint32_t number)
{
    const claim_span_array *spans = &counting->claim->spans;
    const claim_span *own = &spans->items[number];
    uint32_t words;
    const str plain = plain_words(counting, own, &words);
    if (words < SAME_WORDS_QUOTED)
        return READOUT_NONE;
    for (uint32_t i = number > LOOKED_BACK ? number - LOOKED_BACK : 0; i < number; i++) {
        const claim_span *other = &spans->items[i];
        uint32_t count;
        if (other->bearing != counting->bearing || other->root == READOUT_NONE ||
            other->span.end - other->span.start > 2 * (own->span.end - own->span.start))
            continue;
        const bool enough = words >= SAME_WORDS || other->quoted || own->quoted;
        if (enough && str_equal(plain, plain_words(counting, other, &count)))
            return i;
    }
    return READOUT_NONE;
}

/* Does the same report tell it with a source too? */
static bool rests_on(const counting *counting, const claim_span *span, uint32_t number)
{
    const claim_span_array *spans = &counting->claim->spans;
    const uint32_t *family = counting->claiming->family;
    const uint32_t first = number > LOOKED_BACK ? number - LOOKED_BACK : 0;
    for (uint32_t i = first; i < spans->count && i < number + LOOKED_BACK; i++)
        if (i != number && spans->items[i].bearing == counting->bearing &&
            family[spans->items[i].span.report] == family[span->span.report] &&
            spans->items[i].counted != READOUT_COUNTED_COPY &&
            !origin_of(counting->claiming, spans->items[i].span.report, spans->items[i].statement)
                 .own)
            return true;
    return false;
}

static void count_span(counting *counting, uint32_t number)
{
    const claiming *claiming = counting->claiming;
    claim_span *span = &counting->claim->spans.items[number];
    const origin origin = origin_of(claiming, span->span.report, span->statement);
    walk(claiming, span, &origin);
    if (span->counted == READOUT_COUNTED_COPY) {
        step(claiming, span, "count", STR("a copy adds no root"));
        return;
    }
    if (origin.own && rests_on(counting, span, number)) {
        step(claiming, span, "count",
             STR("the same report gives a source for it elsewhere: no root of its own"));
        span->counted = READOUT_COUNTED_SAME;
        return;
    }
    span->root = find_root(counting, &origin);
    const uint32_t same = span->root == READOUT_NONE ? same_words(counting, number) : READOUT_NONE;
    if (same != READOUT_NONE)
        span->root = counting->claim->spans.items[same].root;
    if (span->root != READOUT_NONE) {
        struct origin *known = &counting->origins[span->root];
        span->counted = READOUT_COUNTED_SAME;
        step(claiming, span, "count",
             same != READOUT_NONE
                 ? str_format(claiming->keep,
                              "word for word as in report %u, so from the same text: counted once",
                              counting->claim->spans.items[same].span.report + 1)
                 : str_format(claiming->keep, "the same root as %.*s: counted once",
                              STR_ARG(known->text)));
        if ((known->government && origin.speaks_for) || (known->own && !origin.own) ||
            (!known->named && origin.named && same != READOUT_NONE)) {
            *known = origin;
            fill_root(counting, span->root, &origin, number);
        }
        return;
    }
    span->root = counting->roots->count;
    span->counted = READOUT_COUNTED_ROOT;
    counting->origins[span->root] = origin;
    (void)array_push(claiming->keep, counting->roots);
    fill_root(counting, span->root, &origin, number);
    step(claiming, span, "count",
         origin.named ? STR("a root of its own: named")
         : origin.own ? STR("no source: it may rest on another's word, so it adds to the most only "
                            "where others are sourced")
                      : STR("unnamed: it may be the same as another unnamed one of its side"));
}

/* Unnamed origins that cannot be one: of two sides. Those of no known side may be any. */
static uint32_t unnamed_sides(const counting *counting)
{
    uint32_t sides = 0;
    bool any = false;
    for (uint32_t i = 0; i < counting->roots->count; i++) {
        const origin *origin = &counting->origins[i];
        if (origin->named || origin->own)
            continue;
        any = true;
        bool known = origin->country == 0;
        for (uint32_t k = 0; k < i && !known; k++)
            known = !counting->origins[k].named && !counting->origins[k].own &&
                    counting->origins[k].country == origin->country;
        sides += known ? 0 : 1;
    }
    return sides == 0 && any ? 1 : sides;
}

static void sum_up(counting *counting)
{
    uint32_t named = 0;
    uint32_t own = 0;
    for (uint32_t i = 0; i < counting->roots->count; i++) {
        named += counting->origins[i].named && !counting->origins[i].own;
        own += counting->origins[i].own;
    }
    claim_count *count = counting->count;
    count->roots_max = counting->roots->count;
    count->roots_min = named + unnamed_sides(counting);
    if (count->roots_min == 0)
        count->roots_min = own;
}

/* A report that only mentions a claim carries it too. */
static bool carries(const counting *counting, const claim_span *span)
{
    return span->bearing == counting->bearing || (counting->bearing == READOUT_BEARING_SUPPORT &&
                                                  span->counted == READOUT_COUNTED_MENTION);
}

static void count_reports(counting *counting)
{
    const claim_span_array *spans = &counting->claim->spans;
    claiming *claiming = counting->claiming;
    const uint32_t stamp = ++claiming->counts;
    for (uint32_t i = 0; i < spans->count; i++) {
        if (!carries(counting, &spans->items[i]))
            continue;
        uint32_t *report = &claiming->seen_report[spans->items[i].span.report];
        uint32_t *family = &claiming->seen_family[claiming->family[spans->items[i].span.report]];
        counting->count->documents += *report != stamp;
        counting->count->reports += *family != stamp;
        *report = *family = stamp;
    }
}

/* Named before unnamed before own voices; the order of the pile otherwise. */
static void order_roots(const counting *counting)
{
    claim_root_array *roots = counting->roots;
    uint32_t *place = arena_array(counting->claiming->scratch, uint32_t, roots->count + 1);
    claim_root *sorted = arena_array(counting->claiming->keep, claim_root, roots->count + 1);
    uint32_t count = 0;
    for (int rank = 0; rank < 3; rank++)
        for (uint32_t i = 0; i < roots->count; i++) {
            const claim_root *root = &roots->items[i];
            if ((root->own ? 2 : root->named ? 0 : 1) != rank)
                continue;
            place[i] = count;
            sorted[count++] = *root;
        }
    roots->items = sorted;
    roots->capacity = roots->count;
    for (uint32_t i = 0; i < counting->claim->spans.count; i++) {
        claim_span *span = &counting->claim->spans.items[i];
        if (span->bearing == counting->bearing && span->root < count)
            span->root = place[span->root];
    }
}

static void list_parties(const counting *counting, str_array *parties)
{
    for (uint32_t i = 0; i < counting->roots->count; i++) {
        const str party = counting->roots->items[i].party;
        bool known = party.len == 0;
        for (uint32_t k = 0; k < parties->count && !known; k++)
            known = str_equal(parties->items[k], party);
        if (!known)
            *array_push(counting->claiming->keep, parties) = party;
    }
}

static void count_bearing(counting *counting, str_array *parties)
{
    for (uint32_t i = 0; i < counting->claim->spans.count; i++)
        if (counting->claim->spans.items[i].bearing == counting->bearing)
            count_span(counting, i);
    sum_up(counting);
    count_reports(counting);
    order_roots(counting);
    list_parties(counting, parties);
}

static void walk_aside(const claiming *claiming, claim_span *span)
{
    const origin origin = origin_of(claiming, span->span.report, span->statement);
    walk(claiming, span, &origin);
    step(claiming, span, "count",
         span->counted == READOUT_COUNTED_CORRUPT
             ? STR("the copy turned it around: no evidence for or against")
         : span->counted == READOUT_COUNTED_MENTION
             ? STR("spoken of as what others claim: the report carries it, but adds no root")
             : STR("planned, possible or asked: no support"));
}

void roots_count(claiming *claiming, claim *claim)
{
    origin *origins = arena_array(claiming->scratch, origin, claim->spans.count + 1);
    counting asserted = {claiming, claim,         READOUT_BEARING_SUPPORT,
                         origins,  &claim->roots, &claim->asserted};
    counting denied = {claiming,           claim,         READOUT_BEARING_DENY, origins,
                       &claim->deny_roots, &claim->denied};
    count_bearing(&asserted, &claim->parties);
    count_bearing(&denied, &claim->deny_parties);
    for (uint32_t i = 0; i < claim->spans.count; i++)
        if (claim->spans.items[i].bearing == READOUT_BEARING_ASIDE)
            walk_aside(claiming, &claim->spans.items[i]);
}
