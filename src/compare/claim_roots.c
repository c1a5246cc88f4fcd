/* claim_roots.c - walks each span of a claim back to its origin, and counts origins.
 *
 *   r2  "... a senior EU official told ABC that ..."    unnamed     \
 *   r3  "... media reported, citing U.S. officials"     unnamed      > roots 1..2: they may be the
 *   r5  copy of r2: adds nothing                                    /  same
 *
 *   least   named origins, one unnamed origin for each side, and the reports' own voices if there
 *           is nobody else
 *   most    named origins, each unnamed one, each "he" or "the letter" of whom the report does not
 *           tell who it is, each report's own voice
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
    STATEMENTS_LOOKED_AT = 300, /* of a report */
    LOOKED_BACK = 100,          /* spans of a claim that one is compared with */
    SAME_WORDS = 7,             /* that two reporters do not find alike by chance */
    SAME_WORDS_QUOTED = 3
};

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

/* Without case, and with one apostrophe for all. */
static str plain_word(arena *arena, str word)
{
    const str folded = utf8_fold(arena, word);
    const size_t mark = str_find(folded, STR("\xe2\x80\x99"), 0);
    return mark == SIZE_MAX ? folded
                            : str_format(arena, "%.*s'%.*s", STR_ARG(str_slice(folded, 0, mark)),
                                         STR_ARG(str_slice(folded, mark + 3, folded.len)));
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
        buffer_add(&plain, plain_word(claiming->scratch,
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

/* ---- What a report's own voice rests on ----------------------------------------------- */

/* The proposition of a span of a claim, or NULL. */
static const proposition *told_in(const claiming *claiming, const claim_span *span)
{
    const uint32_t end = claiming->propositions.first_of[span->span.report + 1];
    for (uint32_t at = first_from_sentence(claiming, span->span.report, span->sentence);
         at < end && proposition_at(claiming, at)->sentence == span->sentence; at++)
        if (proposition_at(claiming, at)->span.start == span->span.start)
            return proposition_at(claiming, at);
    return NULL;
}

/* Is he, or his side, one of those that it tells of? */
static bool takes_part(const claiming *claiming, const proposition *it, const origin *origin)
{
    for (uint32_t i = 0; i < it->count; i++) {
        const term *term = &claiming->propositions.terms.items[it->first + i];
        if (term->kind == TERM_NAME && !term->place &&
            (term->key == origin->key || (origin->country != 0 && (term->unit == origin->country ||
                                                                   term->key == origin->country))))
            return true;
    }
    return false;
}

/* Does a sentence speak of what is done, as a verb or a noun? */
static bool speaks_of(const claiming *claiming, const reading *reading, uint32_t sentence,
                      const proposition *it)
{
    const struct sentence *range = &reading->analysis->sentences.items[sentence];
    const analysis *analysis = reading->analysis;
    for (uint32_t i = 0; i < it->count; i++) {
        const term *term = &claiming->propositions.terms.items[it->first + i];
        if (term->role != TERM_PREDICATE || term->group == 0)
            continue;
        for (uint32_t at = analysis_token_at(analysis, range->start);
             at < analysis->tokens.count && analysis->tokens.items[at].start < range->end; at++)
            if (synonyms_group(claiming->synonyms,
                               utf8_fold(claiming->scratch, analysis->tokens.items[at].lemma)) ==
                term->group)
                return true;
    }
    return false;
}

/* A statement that a side gives out as its own: a government's or a spokesman's, or on paper. */
static bool is_given_out(const statement *said, const origin *origin)
{
    bool paper = origin->government || origin->speaks_for;
    for (uint32_t i = 0; i < said->channel.count; i++)
        paper = paper || said->channel.items[i].kind == READOUT_CHANNEL_DOCUMENT;
    return paper && origin->named && said->polarity == READOUT_ASSERT && !said->planned &&
           !said->conditional && said->cue_class == READOUT_CUE_SAY;
}

/* A report that tells in its own voice of what two sides did, and cites what one of them gave out
 * about it, has it from that side as far as the pile can tell: "After the talks the ministry said
 * in a statement ...". A government before one who speaks for it. */
static bool rests_on_party(const counting *counting, const claim_span *span, origin *origin)
{
    const claiming *claiming = counting->claiming;
    const reading *reading = &claiming->pile->readings[span->span.report];
    const statement_array *statements = &reading->facts->statements;
    const proposition *it = told_in(claiming, span);
    const bool agency = origin->key >> 30 != 1;
    if (it == NULL || agency || it->negated || it->mood != MOOD_FACT || !it->mutual)
        return false;
    const uint32_t most =
        statements->count < STATEMENTS_LOOKED_AT ? statements->count : STATEMENTS_LOOKED_AT;
    for (uint32_t i = 0; i < most; i++) {
        const struct origin party = origin_of(claiming, span->span.report, i);
        if (!party.own && (origin->own || (party.government && !origin->government)) &&
            is_given_out(&statements->items[i], &party) && takes_part(claiming, it, &party) &&
            speaks_of(claiming, reading, statements->items[i].sentence, it))
            *origin = party;
    }
    return !origin->own;
}

static void count_span(counting *counting, uint32_t number)
{
    const claiming *claiming = counting->claiming;
    claim_span *span = &counting->claim->spans.items[number];
    origin origin = origin_of(claiming, span->span.report, span->statement);
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
    if (origin.own && rests_on_party(counting, span, &origin))
        step(claiming, span, "rests",
             str_format(claiming->keep,
                        "the side of %.*s took part in it, and the report cites what that side "
                        "gave out about it: told on its word",
                        STR_ARG(origin.text)));
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
         origin.named   ? STR("a root of its own: named")
         : origin.loose ? STR("the report does not tell who that is: it may be one of the others, "
                              "so it adds to the most only")
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
        if (origin->named || origin->own || origin->loose)
            continue;
        any = true;
        bool known = origin->country == 0;
        for (uint32_t k = 0; k < i && !known; k++)
            known = !counting->origins[k].named && !counting->origins[k].own &&
                    !counting->origins[k].loose && counting->origins[k].country == origin->country;
        sides += known ? 0 : 1;
    }
    return sides == 0 && any ? 1 : sides;
}

static void sum_up(counting *counting)
{
    uint32_t named = 0;
    uint32_t own = 0;
    bool loose = false;
    for (uint32_t i = 0; i < counting->roots->count; i++) {
        named += counting->origins[i].named && !counting->origins[i].own;
        own += counting->origins[i].own;
        loose = loose || counting->origins[i].loose;
    }
    claim_count *count = counting->count;
    count->roots_max = counting->roots->count;
    count->roots_min = named + unnamed_sides(counting);
    if (count->roots_min == 0)
        count->roots_min = loose ? 1 : own;
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
