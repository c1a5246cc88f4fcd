/* direction.c - who took it from whom, and the evidence in words.
 *
 * Signs, each with its weight; the sum decides (positive: b is the copy):
 *
 *   damage      quotation marks that are missing or reversed, sentences in lower case: a
 *               well-formed text is not made from a broken one            3
 *   credit      one report names the other's outlet in brackets            3
 *   dates       both are dated: the later one is the copy                  2
 *   cuts        one is found in the other, but not the other way round     1
 *
 * A house credit ("X contributed to this report") that only the copy has cannot come from
 * the original: both then derive from a text that is not in the pile. */
#include "compare/relation.h"

#include "base/utf8.h"

enum { CERTAIN = 4, DAMAGE_MIN = 2, TEXT_MAX = 160 };

static const double CUT_SHARE = 0.08;

pile_span span_of_tokens(const pile *pile, uint32_t report, uint32_t first, uint32_t last)
{
    const token *tokens = pile->readings[report].analysis->tokens.items;
    return (pile_span){report, tokens[first].start, tokens[last].end};
}

static const pile_span nowhere = {READOUT_NONE, 0, 0};

static evidence *add(arena *keep, evidence_array *list, const char *kind, str text)
{
    evidence *evidence = array_push(keep, list);
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

static int weigh_damage(arena *keep, const pile *pile, const relation *relation,
                        evidence_array *list)
{
    damage a = damage_of(pile, relation->a);
    damage b = damage_of(pile, relation->b);
    if (a.count < b.count + DAMAGE_MIN && b.count < a.count + DAMAGE_MIN)
        return 0;
    const damage *worse = a.count > b.count ? &a : &b;
    const damage *better = a.count > b.count ? &b : &a;
    evidence *evidence =
        add(keep, list, "damaged-text",
            str_format(keep,
                       "%u broken quotation marks or sentences, against %u in the original: a "
                       "well-formed text is not made from a broken one",
                       worse->count, better->count));
    evidence->a = worse->first;
    evidence->b = better->first;
    return a.count > b.count ? -3 : 3;
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

static int weigh_credit(arena *keep, const pile *pile, const relation *relation,
                        evidence_array *list)
{
    pile_span where;
    uint32_t reports[2] = {relation->a, relation->b};
    for (int i = 0; i < 2; i++) {
        if (!names_outlet(pile, reports[i], reports[1 - i], &where) ||
            names_outlet(pile, reports[1 - i], reports[i], &(pile_span){0}))
            continue;
        str outlet = pile->readings[reports[1 - i]].report->outlet;
        add(keep, list, "credit", str_format(keep, "names %.*s as its source", STR_ARG(outlet)))->a =
            where;
        return i == 0 ? -3 : 3;
    }
    return 0;
}

static int weigh_dates(arena *keep, const pile *pile, const relation *relation,
                       evidence_array *list)
{
    date a = pile->readings[relation->a].report->published.date;
    date b = pile->readings[relation->b].report->published.date;
    if (date_precision(a) != READOUT_PRECISION_DAY || date_precision(b) != READOUT_PRECISION_DAY ||
        date_compare(a, b) == 0)
        return 0;
    str early = date_format(keep, date_compare(a, b) < 0 ? a : b);
    str late = date_format(keep, date_compare(a, b) < 0 ? b : a);
    add(keep, list, "dates",
        str_format(keep, "published %.*s, the original %.*s", STR_ARG(late), STR_ARG(early)));
    return date_compare(a, b) < 0 ? 2 : -2;
}

static int weigh_cuts(const relation *relation)
{
    double more = relation->alignment.share_a - relation->alignment.share_b;
    return more > CUT_SHARE ? -1 : more < -CUT_SHARE ? 1 : 0;
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

direction direction_of(arena *keep, arena *scratch, const pile *pile, const features *features,
                       const relation *relation, evidence_array *list)
{
    (void)scratch;
    (void)features;
    int sum = weigh_damage(keep, pile, relation, list) + weigh_credit(keep, pile, relation, list) +
              weigh_dates(keep, pile, relation, list) + weigh_cuts(relation);
    direction direction = {relation->b, relation->a, READOUT_DIRECTION_UNKNOWN, false};
    if (sum < 0) {
        direction.copy = relation->a;
        direction.of = relation->b;
        sum = -sum;
    }
    direction.certainty = sum >= CERTAIN ? READOUT_DIRECTION_CERTAIN
                          : sum > 0      ? READOUT_DIRECTION_LIKELY
                                         : READOUT_DIRECTION_UNKNOWN;
    pile_span where;
    if (credit_only_in(pile, direction.copy, direction.of, &where)) {
        direction.missing_ancestor = true;
        add(keep, list, "credit-kept",
            STR("the copy keeps a credit that the original lacks: both derive from a text that is "
                "not in the pile"))
            ->a = where;
    }
    return direction;
}

/* ---- Evidence ------------------------------------------------------------------------- */

static pile_span sentence_span(const pile *pile, uint32_t report, uint32_t first, uint32_t last)
{
    const sentence *sentences = pile->readings[report].analysis->sentences.items;
    return (pile_span){report, sentences[first].start, sentences[last].end};
}

/* The alignment seen from the copy. */
static void evidence_alignment(arena *keep, const pile *pile, const features *features,
                               const relation *relation, const direction *direction,
                               evidence_array *list)
{
    bool swapped = direction->copy == relation->b;
    const struct features *copy = &features[direction->copy];
    const struct features *of = &features[direction->of];
    const unit_pair *pairs = relation->alignment.pairs.items;
    uint32_t count = relation->alignment.pairs.count;
    if (count == 0)
        return;
    uint32_t first[2] = {swapped ? pairs[0].b : pairs[0].a, swapped ? pairs[0].a : pairs[0].b};
    uint32_t last[2] = {swapped ? pairs[count - 1].b : pairs[count - 1].a,
                        swapped ? pairs[count - 1].a : pairs[count - 1].b};
    evidence *evidence =
        add(keep, list, "aligned-sentences",
            str_format(keep, "%u of the copy's %u sentences follow sentences of the original, in "
                             "the same order",
                       count, copy->units.count));
    evidence->a = sentence_span(pile, direction->copy, copy->units.items[first[0]].sentence,
                                copy->units.items[last[0]].sentence);
    evidence->b = sentence_span(pile, direction->of, of->units.items[first[1]].sentence,
                                of->units.items[last[1]].sentence);
}

static void evidence_grams(arena *keep, const relation *relation, const direction *direction,
                           evidence_array *list)
{
    bool swapped = direction->copy == relation->b;
    double share = swapped ? relation->contained_b : relation->contained_a;
    add(keep, list, "shared-5-grams",
        str_format(keep, "%u five-word runs of the copy stand in the original (%d %%)",
                   swapped ? relation->shared_b : relation->shared_a, (int)(share * 100 + 0.5)));
}

static void evidence_run(arena *keep, arena *scratch, const pile *pile, const features *features,
                         const direction *direction, evidence_array *list)
{
    enum { LEAST = 6 };
    const struct features *copy = &features[direction->copy];
    const struct features *of = &features[direction->of];
    word_run_array runs = {0};
    runs_find(keep, scratch, copy, of, LEAST, &runs);
    word_run longest = {0, 0, 0};
    for (uint32_t i = 0; i < runs.count; i++)
        if (runs.items[i].length > longest.length)
            longest = runs.items[i];
    if (longest.length == 0)
        return;
    evidence *evidence =
        add(keep, list, "identical-run",
            str_format(keep, "%u identical words in a row, the longest run", longest.length));
    evidence->a = span_of_tokens(pile, direction->copy, copy->words.items[longest.a].token,
                                 copy->words.items[longest.a + longest.length - 1].token);
    evidence->b = span_of_tokens(pile, direction->of, of->words.items[longest.b].token,
                                 of->words.items[longest.b + longest.length - 1].token);
}

/* The original's first sentence is missing in the copy. */
static void evidence_lead(arena *keep, const pile *pile, const features *features,
                          const relation *relation, const direction *direction,
                          evidence_array *list)
{
    bool swapped = direction->copy == relation->b;
    if (relation->alignment.pairs.count == 0)
        return;
    const unit_pair *pair = &relation->alignment.pairs.items[0];
    if ((swapped ? pair->a : pair->b) == 0)
        return;
    uint32_t lead = features[direction->of].units.items[0].sentence;
    evidence *evidence = add(keep, list, "lead-lost", STR("the copy lacks the original's lead"));
    evidence->b = sentence_span(pile, direction->of, lead, lead);
}

void evidence_of(arena *keep, arena *scratch, const pile *pile, const features *features,
                 const relation *relation, const direction *direction, evidence_array *list)
{
    evidence_alignment(keep, pile, features, relation, direction, list);
    evidence_run(keep, scratch, pile, features, direction, list);
    evidence_grams(keep, relation, direction, list);
    evidence_lead(keep, pile, features, relation, direction, list);
}
