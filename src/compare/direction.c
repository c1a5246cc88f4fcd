/* direction.c - who took it from whom, and the evidence in words.
 *
 * Signs, each with its weight; the sum decides (positive: b is the copy):
 *
 *   damage      quotation marks that are missing or reversed, sentences in lower case: a
 *               well-formed text is not made from a broken one            2-3
 *   credit      one report names the other's outlet as its source          3
 *   dateline    an agency's tag that only one of them has: copies lose it   2
 *   dates       both are dated: the later one is the copy                  2
 *   odd words   where the words differ, those of one are clearly rarer in news: what a machine
 *               puts in their place                                         2
 *   translated  one has clearly more of "of", "the" and "which" for 's and compounds than the
 * other: what translation leaves (V. Volansky, N. Ordan, S. Wintner, "On the Features of
 *               Translationese", 2015)                                      2
 *   cuts        one is found in the other, but not the other way round     1
 *
 * A house credit ("X contributed to this report") that only the copy has cannot come from
 * the original: both then derive from a text that is not in the pile. */
#include "base/utf8.h"
#include "compare/credits.h"
#include "compare/relation.h"

enum {
    CERTAIN = 4,
    LIKELY = 1,
    DAMAGE_MIN = 2, /* more places than in the other; one, if the other has none */
    /* What the signs weigh. */
    DAMAGE = 3,
    DAMAGE_ONE = 2,
    CREDIT = 3,
    DATELINE = 2,
    DATES = 2,
    ODD_WORDS = 1,
    TRANSLATED = 2,
    CUTS = 1
};

static const double CUT_SHARE = 0.045;
static const double CUT_MUCH = 0.15;
static const double SPELT_OUT_MORE = 0.03; /* of the words of the report */
static const double ODD_MORE = 0.08;       /* of the mean rarity of the words that differ */

pile_span span_of_tokens(const pile *pile, uint32_t report, uint32_t first, uint32_t last)
{
    const token *tokens = pile->readings[report].analysis->tokens.items;
    return (pile_span){report, tokens[first].start, tokens[last].end};
}

static const pile_span nowhere = {READOUT_NONE, 0, 0};

/* Evidence for one direction: positive if b is the copy. */
typedef struct sign {
    int weight;
    evidence evidence;
} sign;
typedef array_of(sign) sign_array;

static evidence *add(arena *keep, sign_array *list, int weight, const char *kind, str text)
{
    sign *sign = array_push(keep, list);
    sign->weight = weight;
    evidence *evidence = &sign->evidence;
    evidence->kind = kind;
    evidence->text = text;
    evidence->a = evidence->b = nowhere;
    return evidence;
}

/* ---- Damage --------------------------------------------------------------------------- */

typedef struct damage {
    uint32_t count;
    pile_span first;
} damage;

static void note_damage(damage *damage, uint32_t report, uint32_t start, uint32_t end)
{
    if (damage->count++ == 0)
        damage->first = (pile_span){report, start, end};
}

static damage damage_of(const pile *pile, uint32_t number)
{
    const reading *reading = &pile->readings[number];
    damage damage = {0, nowhere};
    for (uint32_t i = 0; i < reading->facts->quotes.count; i++) {
        const quote *quote = &reading->facts->quotes.items[i];
        if (quote->open_missing || quote->odd_close || quote->close_missing)
            note_damage(&damage, number, quote->start, quote->end);
    }
    for (uint32_t i = 0; i < reading->analysis->sentences.count; i++) {
        const sentence *sentence = &reading->analysis->sentences.items[i];
        str text = str_slice(reading->report->text, sentence->start, sentence->end);
        if (reading->report->blocks.items[sentence->block].kind == BLOCK_PROSE &&
            (utf8_is_lower(utf8_peek(text, 0)) || str_ends(text, STR(". .")) ||
             str_equal(text, STR("..")) || str_equal(text, STR("."))))
            note_damage(&damage, number, sentence->start, sentence->end);
    }
    return damage;
}

static void weigh_damage(arena *keep, const pile *pile, const relation *relation, sign_array *list)
{
    damage a = damage_of(pile, relation->a);
    damage b = damage_of(pile, relation->b);
    uint32_t more = a.count > b.count ? a.count - b.count : b.count - a.count;
    if (more == 0 || (more < DAMAGE_MIN && a.count > 0 && b.count > 0))
        return;
    int weight = more < DAMAGE_MIN ? DAMAGE_ONE : DAMAGE;
    const damage *worse = a.count > b.count ? &a : &b;
    const damage *better = a.count > b.count ? &b : &a;
    evidence *evidence =
        add(keep, list, a.count > b.count ? -weight : weight, "damaged-text",
            str_format(keep,
                       "%u broken quotation marks or sentences, against %u in the original: a "
                       "well-formed text is not made from a broken one",
                       worse->count, better->count));
    evidence->a = worse->first;
    evidence->b = better->first;
}

/* ---- Credits, dates, cuts ------------------------------------------------------------- */

/* "(Coastal Wire)" or "Coastal Wire reported" in a report about the outlet of another. */
static bool names_outlet(const pile *pile, uint32_t report, uint32_t other, pile_span *where)
{
    const struct report *from = pile->readings[report].report;
    str outlet = pile->readings[other].report->outlet;
    if (outlet.len < 3 || str_equal_nocase(outlet, from->outlet))
        return false;
    size_t at = str_find_nocase(from->text, outlet, 0);
    if (at == SIZE_MAX)
        return false;
    *where = (pile_span){report, (uint32_t)at, (uint32_t)(at + outlet.len)};
    return true;
}

static void weigh_credit(arena *keep, const pile *pile, const relation *relation, sign_array *list)
{
    pile_span where;
    uint32_t reports[2] = {relation->a, relation->b};
    for (int i = 0; i < 2; i++) {
        if (!names_outlet(pile, reports[i], reports[1 - i], &where) ||
            names_outlet(pile, reports[1 - i], reports[i], &(pile_span){0}))
            continue;
        str outlet = pile->readings[reports[1 - i]].report->outlet;
        add(keep, list, i == 0 ? -CREDIT : CREDIT, "credit",
            str_format(keep, "names %.*s as its source", STR_ARG(outlet)))
            ->a = where;
        return;
    }
}

static void weigh_dates(arena *keep, const pile *pile, const relation *relation, sign_array *list)
{
    date a = pile->readings[relation->a].report->published.date;
    date b = pile->readings[relation->b].report->published.date;
    if (date_precision(a) != READOUT_PRECISION_DAY || date_precision(b) != READOUT_PRECISION_DAY ||
        date_compare(a, b) == 0)
        return;
    str early = date_format(keep, date_compare(a, b) < 0 ? a : b);
    str late = date_format(keep, date_compare(a, b) < 0 ? b : a);
    add(keep, list, date_compare(a, b) < 0 ? DATES : -DATES, "dates",
        str_format(keep, "published %.*s, the original %.*s", STR_ARG(late), STR_ARG(early)));
}

static int weigh_cuts(const relation *relation)
{
    double more = relation->alignment.share_a - relation->alignment.share_b;
    double size = more < 0 ? -more : more;
    int weight = size > CUT_MUCH ? 2 * CUTS : size > CUT_SHARE ? CUTS : 0;
    return more > 0 ? -weight : weight;
}

/* ---- Agencies ------------------------------------------------------------------------- */

/* The agency's tag that only one of the two has. Where the other's outlet is that agency, the tag
 * is a credit. */
static void weigh_dateline(arena *keep, const pile *pile, const relation *relation,
                           sign_array *list)
{
    source_credit_array credits[2] = {{0}, {0}};
    uint32_t reports[2] = {relation->a, relation->b};
    const source_credit *first[2];
    for (int i = 0; i < 2; i++) {
        credits_find(keep, &pile->readings[reports[i]], &credits[i]);
        first[i] = credits_first(&credits[i], READOUT_CREDIT_DATELINE);
    }
    if ((first[0] == NULL) == (first[1] == NULL))
        return;
    int has = first[0] != NULL ? 0 : 1;
    pile_span where = {reports[has], first[has]->span.start, first[has]->span.end};
    if (credits_outlet(first[has]->name, pile->readings[reports[1 - has]].report->outlet)) {
        add(keep, list, has == 0 ? -CREDIT : CREDIT, "credit",
            str_format(keep, "carries the tag of %.*s", STR_ARG(first[has]->name)))
            ->a = where;
        return;
    }
    add(keep, list, has == 0 ? DATELINE : -DATELINE, "credit-lost",
        str_format(keep, "the copy lacks the dateline of %.*s", STR_ARG(first[has]->name)))
        ->b = where;
}

/* ---- Words ---------------------------------------------------------------------------- */

/* Mean rarity of the words of x's own prose that y does not have. */
static double odd_words(const traits *x, const traits *y)
{
    enum { FEW = 20 };
    double sum = 0;
    uint32_t count = 0;
    uint32_t j = 0;
    for (uint32_t i = 0; i < x->items.count; i++) {
        const trait *item = &x->items.items[i];
        if (item->kind != TRAIT_WORD || (i > 0 && item[-1].key == item->key))
            continue;
        while (j < y->items.count && y->items.items[j].key < item->key)
            j++;
        if (j < y->items.count && y->items.items[j].key == item->key)
            continue;
        sum += item->weight;
        count++;
    }
    return count >= FEW ? sum / count : 0;
}

static void weigh_words(arena *keep, const traits *traits, const relation *relation,
                        sign_array *list)
{
    double a = odd_words(&traits[relation->a], &traits[relation->b]);
    double b = odd_words(&traits[relation->b], &traits[relation->a]);
    if (a == 0 || b == 0 || (a < b * (1 + ODD_MORE) && b < a * (1 + ODD_MORE)))
        return;
    add(keep, list, a > b ? -ODD_WORDS : ODD_WORDS, "odd-words",
        STR("where the words differ, the copy's are rarer in news: put in the place of usual "
            "ones"));
}

/* ---- Translation ------------------------------------------------------------------------ */

/* The share of words that spell out what English joins: the gate of the harbour, the harbour gate,
 * the harbour's gate. */
static double spelt_out(const reading *reading)
{
    static const str words[] = {STR_INIT("of"), STR_INIT("the"), STR_INIT("which"),
                                STR_INIT("whose"), STR_INIT("whom")};
    const token_array *tokens = &reading->analysis->tokens;
    int32_t spelt = 0;
    uint32_t all = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        str text = token_text(reading->report, &tokens->items[i]);
        all += tokens->items[i].is_word;
        for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
            spelt += str_equal_nocase(text, words[k]);
        if (str_equal(text, STR("'s")) || str_equal(text, STR("\xe2\x80\x99s")))
            spelt -= tokens->items[i].upos == UPOS_PART || !reading->analysis->has_trees;
    }
    return all > 0 ? (double)spelt / all : 0;
}

static void weigh_translation(arena *keep, const pile *pile, const relation *relation,
                              sign_array *list)
{
    double more = spelt_out(&pile->readings[relation->b]) - spelt_out(&pile->readings[relation->a]);
    if (more < SPELT_OUT_MORE && more > -SPELT_OUT_MORE)
        return;
    add(keep, list, more > 0 ? TRANSLATED : -TRANSLATED, "translated",
        STR("the copy spells out with \"of\" and \"the\" what the original joins, as translations "
            "do"));
}

/* A credit block that only `report` of the two has. */
static bool credit_only_in(const pile *pile, uint32_t report, uint32_t other, pile_span *where)
{
    for (uint32_t i = 0; i < pile->readings[other].report->blocks.count; i++)
        if (pile->readings[other].report->blocks.items[i].kind == BLOCK_CREDIT)
            return false;
    for (uint32_t i = 0; i < pile->readings[report].report->blocks.count; i++) {
        const block *block = &pile->readings[report].report->blocks.items[i];
        if (block->kind == BLOCK_CREDIT) {
            *where = (pile_span){report, block->start, block->end};
            return true;
        }
    }
    return false;
}

/* The evidence that agrees with the direction. */
static void keep_signs(arena *keep, const sign_array *signs, bool b_is_copy, evidence_array *list)
{
    for (uint32_t i = 0; i < signs->count; i++)
        if ((signs->items[i].weight > 0) == b_is_copy)
            *array_push(keep, list) = signs->items[i].evidence;
}

direction direction_of(arena *keep, const pile *pile, const traits *traits,
                       const relation *relation, evidence_array *list)
{
    sign_array signs = {0};
    int sum = weigh_cuts(relation);
    weigh_damage(keep, pile, relation, &signs);
    weigh_credit(keep, pile, relation, &signs);
    weigh_dateline(keep, pile, relation, &signs);
    weigh_dates(keep, pile, relation, &signs);
    weigh_words(keep, traits, relation, &signs);
    weigh_translation(keep, pile, relation, &signs);
    for (uint32_t i = 0; i < signs.count; i++)
        sum += signs.items[i].weight;
    direction direction = {relation->b, relation->a, READOUT_DIRECTION_UNKNOWN, false};
    if (sum < 0) {
        direction.copy = relation->a;
        direction.of = relation->b;
    }
    keep_signs(keep, &signs, sum >= 0, list);
    sum = sum < 0 ? -sum : sum;
    direction.certainty = sum >= CERTAIN  ? READOUT_DIRECTION_CERTAIN
                          : sum >= LIKELY ? READOUT_DIRECTION_LIKELY
                                          : READOUT_DIRECTION_UNKNOWN;
    pile_span where;
    if (credit_only_in(pile, direction.copy, direction.of, &where)) {
        direction.missing_ancestor = true;
        evidence *evidence = array_push(keep, list);
        evidence->kind = "credit-kept";
        evidence->text =
            STR("the copy keeps a credit that the original lacks: both derive from a text that is "
                "not in the pile");
        evidence->a = where;
        evidence->b = nowhere;
    }
    return direction;
}
