/* claim_denials.c - who denies which claim.
 *
 *   "Ostrow has asked Tolland for military assistance"                           a pile
 *        ^                              ^
 *   "China has denied it was asked      "Asked whether Russia had asked China ..., the spokesman
 *    by Russia for ... assistance"       called the claims disinformation"
 *
 * What is denied stands in the denial's own words (a clause, or a noun: "denied Russia's request"),
 * in the same sentence before it, or in an earlier one that "the claims" point back to. It is
 * matched more freely than two assertions are, for a denial says little: the same thing done by
 * the same to one that both name. The denials of one claim by one party are one claim of their
 * own. */
#include "compare/claim_index.h"
#include "compare/claim_roots.h"
#include "language/wordlists.h"

enum {
    TARGETS_MAX = 4,
    SENTENCES_BACK = 3,
    SENTENCES_ON = 20, /* that a quotation may go on for */
    VALUE_MAX = 100,
    WEIGHT_COUNTED = 40,
    QUOTED_LESS = 25,
    DISTANCE_LESS = 8,
    SHORT_VERDICT = 60, /* bytes: "the allegations are false" */
    CONTENT_MAX = 16    /* propositions of one denial that are looked at */
};

static const double PREDICATE_LIKE = 0.6;
static const double LIKE = 0.5; /* score of what is denied and what was claimed */

static const char DISMISSALS[] =
    " absurd baseless disinformation fabricated fabrication fake false groundless hoax lie "
    "lies misinformation nonsense propaganda ridiculous rumor rumors rumour rumours slander "
    "slanderous unfounded untrue ";
static const char POINTERS[] =
    " accusation accusations allegation allegations assertion assertions charge charges "
    "claim claims report reports suggestion suggestions ";
/* Verbs that turn down a plan as often as a claim. */
static const char TURNS_DOWN[] = " decline oppose refuse reject ";

typedef struct denial {
    uint32_t report;
    uint32_t statement;
    uint32_t content[CONTENT_MAX]; /* propositions */
    uint32_t content_count;
    uint32_t targets[TARGETS_MAX]; /* clusters */
    uint32_t target_count;
    bool dismissal;
} denial;

typedef struct denying {
    claiming *claiming;
    partners partners;
    map piles;             /* (first target, party) -> cluster */
    array_of(denial) left; /* dismissals that do not say of what */
    map dismissed_by;      /* entity -> the first pile that has a dismissal of his */
    bool last;             /* the second time round: dismissals */
} denying;

static const statement *statement_of(const denying *denying, const denial *denial)
{
    return &denying->claiming->pile->readings[denial->report]
                .facts->statements.items[denial->statement];
}

/* ---- Words ---------------------------------------------------------------------------- */

static bool content_has(const reading *reading, const statement *said, const char *list)
{
    for (uint32_t i = 0; i < said->content.count; i++)
        if (span_has(reading, said->content.items[i], list))
            return true;
    return false;
}

/* A quotation that begins with "No." */
static bool says_no(const reading *reading, const statement *said)
{
    if (said->mode != READOUT_DIRECT || said->content.count == 0)
        return false;
    const analysis *analysis = reading->analysis;
    const uint32_t start = said->content.items[0].start;
    for (uint32_t at = analysis_token_at(analysis, start);
         at + 1 < analysis->tokens.count && at < analysis_token_at(analysis, start) + 2; at++) {
        const str word = token_text(reading->report, &analysis->tokens.items[at]);
        const str next = token_text(reading->report, &analysis->tokens.items[at + 1]);
        if (str_equal_nocase(word, STR("no")) &&
            (str_equal(next, STR(".")) || str_equal(next, STR(",")) || str_equal(next, STR("!"))))
            return true;
    }
    return false;
}

static bool is_denial(const reading *reading, const statement *said, bool *dismissal)
{
    *dismissal = false;
    if (denies_content(said))
        return !words_in(TURNS_DOWN, sizeof TURNS_DOWN - 1, said->lemma) ||
               content_has(reading, said, POINTERS);
    if (said->planned || said->conditional || said->polarity == READOUT_QUESTION)
        return false;
    if (says_no(reading, said))
        return true;
    *dismissal = (said->polarity == READOUT_ASSERT || said->polarity == READOUT_DENY) &&
                 content_has(reading, said, DISMISSALS) &&
                 said->speaker.span.end > said->speaker.span.start;
    return *dismissal;
}

/* ---- What is denied ------------------------------------------------------------------- */

static void add_content(denial *denial, uint32_t proposition)
{
    if (denial->content_count < CONTENT_MAX)
        denial->content[denial->content_count++] = proposition;
}

static bool stands_in(const claiming *claiming, uint32_t report, uint32_t statement, uint32_t in)
{
    const statement_array *statements = &claiming->pile->readings[report].facts->statements;
    for (uint32_t hop = 0; statement < statements->count && hop < 8; hop++) {
        if (statement == in)
            return true;
        const uint32_t up = statements->items[statement].within;
        statement = up < statements->count && up != statement ? up : UINT32_MAX;
    }
    return false;
}

static void find_own(const denying *denying, denial *denial)
{
    const claiming *claiming = denying->claiming;
    const uint32_t here = statement_of(denying, denial)->sentence;
    const uint32_t back = here > SENTENCES_BACK ? here - SENTENCES_BACK : 0;
    const uint32_t end = first_from_sentence(claiming, denial->report, here + SENTENCES_ON);
    for (uint32_t at = first_from_sentence(claiming, denial->report, back); at < end; at++) {
        const proposition *it = proposition_at(claiming, at);
        if (it->denied && stands_in(claiming, it->report, it->statement, denial->statement))
            add_content(denial, at);
    }
}

/* How well a proposition before it can be what "the allegation" means, over 0 if at all: said by
 * another side a little earlier, told in the report's words rather than quoted, and weighty. */
static int value_of_earlier(const denying *denying, const denial *denial, const proposition *it)
{
    const claiming *claiming = denying->claiming;
    const statement *said = statement_of(denying, denial);
    if (it->sentence >= said->sentence || it->sentence + SENTENCES_BACK < said->sentence ||
        it->statement == UINT32_MAX || !it->main || it->denied ||
        root_party_key(claiming, it->report, it->statement) ==
            root_party_key(claiming, denial->report, denial->statement))
        return 0;
    const int distance = (int)(said->sentence - it->sentence);
    return VALUE_MAX + (int)(it->weight < WEIGHT_COUNTED ? it->weight : WEIGHT_COUNTED) -
           (it->quoted ? QUOTED_LESS : 0) - DISTANCE_LESS * distance;
}

/* What was said before it: in the same sentence, else what somebody claimed a little earlier. */
static void find_before(const denying *denying, denial *denial)
{
    const claiming *claiming = denying->claiming;
    const statement *said = statement_of(denying, denial);
    const reading *reading = &claiming->pile->readings[denial->report];
    const bool points = content_has(reading, said, POINTERS);
    uint32_t earlier = READOUT_NONE;
    int most = 0;
    const uint32_t back = said->sentence > SENTENCES_BACK ? said->sentence - SENTENCES_BACK : 0;
    const uint32_t end = first_from_sentence(claiming, denial->report, said->sentence + 1);
    for (uint32_t at = first_from_sentence(claiming, denial->report, back); at < end; at++) {
        const proposition *it = proposition_at(claiming, at);
        if (it->sentence == said->sentence && it->span.start < said->cue.start &&
            !stands_in(claiming, it->report, it->statement, denial->statement) && !it->denied)
            add_content(denial, at);
        const int value = value_of_earlier(denying, denial, it);
        if (value > most) {
            most = value;
            earlier = at;
        }
    }
    if (denial->content_count == 0 && earlier != READOUT_NONE && points && !denial->dismissal)
        add_content(denial, earlier);
}

/* ---- Claims that it denies ------------------------------------------------------------ */

static void add_target(denial *denial, uint32_t cluster)
{
    for (uint32_t i = 0; i < denial->target_count; i++)
        if (denial->targets[i] == cluster)
            return;
    if (denial->target_count < TARGETS_MAX)
        denial->targets[denial->target_count++] = cluster;
}

static bool is_deniable(const claiming *claiming, uint32_t at, const proposition *what)
{
    const proposition *it = proposition_at(claiming, at);
    const uint32_t number = claiming->cluster_of[at];
    return number != READOUT_NONE && !claiming->clusters.items[number].against &&
           !claiming->clusters.items[number].denial && it->mood == MOOD_FACT && !it->nominal &&
           !(it->report == what->report && it->sentence == what->sentence && it->denied);
}

static void find_targets(denying *denying, denial *denial, uint32_t what)
{
    claiming *claiming = denying->claiming;
    const proposition *it = proposition_at(claiming, what);
    claim_index_gather(claiming, what, &denying->partners);
    claim_index_select(&denying->partners);
    uint32_t most = denying->partners.count;
    most = most < PARTNERS_MAX ? most : PARTNERS_MAX;
    for (uint32_t i = 0; i < most; i++) {
        const uint32_t at = denying->partners.touched[i];
        if (at == what || !is_deniable(claiming, at, it))
            continue;
        const match match = match_of(&claiming->matcher, it, proposition_at(claiming, at));
        if (match.bar != BAR_ACTOR && match.bar != BAR_NUMBER && match.bar != BAR_PLACE &&
            ((match.score >= LIKE && match.signs[MATCH_PREDICATE] >= PREDICATE_LIKE) ||
             match_same_core(&match)))
            add_target(denial, claiming->cluster_of[at]);
    }
    partners_clear(&denying->partners);
    if (is_deniable(claiming, what, it) && it->mood == MOOD_FACT && !it->denied)
        add_target(denial, claiming->cluster_of[what]);
}

/* ---- Piles of denials ----------------------------------------------------------------- */

static text_span span_of_denial(const denying *denying, const denial *denial)
{
    const statement *said = statement_of(denying, denial);
    const reading *reading = &denying->claiming->pile->readings[denial->report];
    const sentence *sentence = &reading->analysis->sentences.items[said->sentence];
    text_span span = said->cue.end > said->cue.start ? said->cue : said->speaker.span;
    const text_span parts[] = {
        said->speaker.span, said->content.count > 0 ? said->content.items[0] : span,
        said->content.count > 0 ? said->content.items[said->content.count - 1] : span};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const text_span part = parts[i];
        if (part.end <= part.start || part.end > sentence->end || part.start < sentence->start)
            continue;
        span.start = part.start < span.start || span.end == 0 ? part.start : span.start;
        span.end = part.end > span.end ? part.end : span.end;
    }
    return span.end > span.start ? span : (text_span){sentence->start, sentence->end};
}

static void link_opposed(claiming *claiming, uint32_t a, uint32_t b)
{
    index_array *opposes = &claiming->clusters.items[a].opposes;
    for (uint32_t i = 0; i < opposes->count; i++)
        if (opposes->items[i] == b)
            return;
    *array_push(claiming->scratch, opposes) = b;
    *array_push(claiming->scratch, &claiming->clusters.items[b].opposes) = a;
}

static void put(denying *denying, const denial *denial)
{
    claiming *claiming = denying->claiming;
    const uint64_t party = root_party_key(claiming, denial->report, denial->statement);
    const uint64_t target = denial->target_count > 0 ? denial->targets[0] : READOUT_NONE;
    const bool alone = target == READOUT_NONE && !denial->dismissal;
    uint32_t fresh = MAP_NONE;
    uint32_t *at = alone ? &fresh : map_put_number(&denying->piles, party << 32 | target);
    if (*at == MAP_NONE) {
        *at = claiming->clusters.count;
        cluster *cluster = array_push(claiming->scratch, &claiming->clusters);
        cluster->denial = true;
        cluster->centre = denial->content_count > 0 ? denial->content[0] : READOUT_NONE;
    }
    const uint32_t number = *at;
    *array_push(claiming->scratch, &claiming->clusters.items[number].members) =
        (member){.proposition = READOUT_NONE,
                 .report = denial->report,
                 .sentence = statement_of(denying, denial)->sentence,
                 .statement = denial->statement,
                 .span = span_of_denial(denying, denial)};
    const origin who = origin_of(claiming, denial->report, denial->statement);
    if (denial->dismissal && who.entity != READOUT_NONE) {
        uint32_t *first = map_put_number(&denying->dismissed_by, who.entity);
        *first = *first == MAP_NONE ? number : *first;
    }
    for (uint32_t i = 0; i < denial->target_count; i++)
        link_opposed(claiming, number, denial->targets[i]);
    for (uint32_t i = 0; i < denial->content_count; i++)
        if (proposition_at(claiming, denial->content[i])->denied)
            claiming->cluster_of[denial->content[i]] = number;
}

/* "The US spreads disinformation": what it dismisses is told by the same speaker's dismissal in
 * another report, if there is one that says what. */
static void put_beside(denying *denying, const denial *denial)
{
    claiming *claiming = denying->claiming;
    const origin who = origin_of(claiming, denial->report, denial->statement);
    const uint32_t number =
        who.entity == READOUT_NONE ? MAP_NONE : map_get_number(&denying->dismissed_by, who.entity);
    if (number == MAP_NONE)
        return;
    *array_push(claiming->scratch, &claiming->clusters.items[number].members) =
        (member){.proposition = READOUT_NONE,
                 .report = denial->report,
                 .sentence = statement_of(denying, denial)->sentence,
                 .statement = denial->statement,
                 .span = span_of_denial(denying, denial)};
}

/* "called the claims disinformation", "said that the report is false": of one thing, not of what
 * somebody spreads in general. */
static bool calls_false(const reading *reading, const statement *said)
{
    static const char *const cues[] = {"call", "describe", "dismiss", "label", "brand"};
    if (!content_has(reading, said, POINTERS))
        return false;
    for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++)
        if (str_equal(said->lemma, str_of(cues[i])))
            return true;
    return said->content.count > 0 &&
           said->content.items[0].end - said->content.items[0].start < SHORT_VERDICT;
}

static void take(denying *denying, uint32_t report, uint32_t statement)
{
    denial denial = {.report = report, .statement = statement};
    const reading *reading = &denying->claiming->pile->readings[report];
    const struct statement *said = &reading->facts->statements.items[statement];
    if (!is_denial(reading, said, &denial.dismissal) || denial.dismissal != denying->last)
        return;
    if (!denial.dismissal)
        find_own(denying, &denial);
    if (denial.content_count == 0 &&
        (denial.dismissal || says_no(reading, said) || content_has(reading, said, POINTERS)))
        find_before(denying, &denial);
    for (uint32_t i = 0;
         i < denial.content_count && (!denial.dismissal || calls_false(reading, said)); i++)
        find_targets(denying, &denial, denial.content[i]);
    if (!denial.dismissal || denial.target_count > 0)
        put(denying, &denial);
    else
        *array_push(denying->claiming->scratch, &denying->left) = denial;
}

static void take_all(denying *denying)
{
    const pile *pile = denying->claiming->pile;
    for (uint32_t i = 0; i < pile->count; i++) {
        if (denying->claiming->family[i] != i)
            continue;
        for (uint32_t k = 0; k < pile->readings[i].facts->statements.count; k++)
            take(denying, i, k);
    }
}

void piles_add_denials(claiming *claiming)
{
    denying denying = {.claiming = claiming,
                       .piles = {.arena = claiming->scratch},
                       .dismissed_by = {.arena = claiming->scratch}};
    denying.partners = partners_new(claiming->scratch, claiming->propositions.items.count);
    take_all(&denying);
    denying.last = true;
    take_all(&denying);
    for (uint32_t i = 0; i < denying.left.count; i++)
        put_beside(&denying, &denying.left.items[i]);
}
