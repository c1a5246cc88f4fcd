/* evidence.c - what shows that two reports are copies at all, in lines that a person can check. */
#include "compare/relation.h"

static const pile_span nowhere = {READOUT_NONE, 0, 0};

static evidence *add(arena *keep, evidence_array *list, const char *kind, str text)
{
    evidence *evidence = array_push(keep, list);
    evidence->kind = kind;
    evidence->text = text;
    evidence->a = evidence->b = nowhere;
    return evidence;
}

static pile_span sentence_span(const pile *pile, uint32_t report, uint32_t first, uint32_t last)
{
    const sentence *sentences = pile->readings[report].analysis->sentences.items;
    return (pile_span){report, sentences[first].start, sentences[last].end};
}

/* The alignment seen from the copy. */
static void evidence_alignment(arena *keep, const pile *pile, const traits *traits,
                               const relation *relation, const direction *direction,
                               evidence_array *list)
{
    bool swapped = direction->copy == relation->b;
    const struct traits *copy = &traits[direction->copy];
    const struct traits *of = &traits[direction->of];
    const passage_pair *pairs = relation->alignment.pairs.items;
    uint32_t count = relation->alignment.pairs.count;
    if (count == 0)
        return;
    uint32_t first[2] = {swapped ? pairs[0].b : pairs[0].a, swapped ? pairs[0].a : pairs[0].b};
    uint32_t last[2] = {swapped ? pairs[count - 1].b : pairs[count - 1].a,
                        swapped ? pairs[count - 1].a : pairs[count - 1].b};
    evidence *evidence =
        add(keep, list, "aligned-sentences",
            str_format(keep,
                       "%u of the copy's %u sentences follow sentences of the original, in "
                       "the same order",
                       count, copy->passages.count));
    evidence->a = sentence_span(pile, direction->copy, copy->passages.items[first[0]].sentence,
                                copy->passages.items[last[0]].sentence);
    evidence->b = sentence_span(pile, direction->of, of->passages.items[first[1]].sentence,
                                of->passages.items[last[1]].sentence);
}

static void evidence_grams(arena *keep, const relation *relation, const direction *direction,
                           evidence_array *list)
{
    bool swapped = direction->copy == relation->b;
    gram_count grams = swapped ? relation->grams_b : relation->grams_a;
    double share = grams.total > 0 ? (double)grams.shared / grams.total : 0;
    add(keep, list, "shared-5-grams",
        str_format(keep, "%u five-word runs of the copy stand in the original (%d %%)",
                   grams.shared, (int)(share * 100 + 0.5)));
}

static void evidence_run(arena *keep, arena *scratch, const pile *pile, const traits *traits,
                         const direction *direction, evidence_array *list)
{
    enum { LEAST = 6 };
    const struct traits *copy = &traits[direction->copy];
    const struct traits *of = &traits[direction->of];
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
static void evidence_lead(arena *keep, const pile *pile, const traits *traits,
                          const relation *relation, const direction *direction,
                          evidence_array *list)
{
    bool swapped = direction->copy == relation->b;
    if (relation->alignment.pairs.count == 0)
        return;
    const passage_pair *pair = &relation->alignment.pairs.items[0];
    if ((swapped ? pair->a : pair->b) == 0)
        return;
    uint32_t lead = traits[direction->of].passages.items[0].sentence;
    evidence *evidence = add(keep, list, "lead-lost", STR("the copy lacks the original's lead"));
    evidence->b = sentence_span(pile, direction->of, lead, lead);
}

/* The names and numbers of the one report that stand in the other in the same order. */
static void evidence_sequence(arena *keep, const relation *relation, evidence_array *list)
{
    add(keep, list, "names-in-sequence",
        str_format(keep,
                   "%d %% of the names and numbers, by weight, stand in both in the same order; %d "
                   "%% stand in both",
                   (int)(relation->likeness.signs[LIKENESS_SEQUENCE] * 100 + 0.5),
                   (int)(relation->likeness.signs[LIKENESS_FACTS] * 100 + 0.5)));
}

void evidence_of(arena *keep, arena *scratch, const pile *pile, const traits *traits,
                 const relation *relation, const direction *direction, evidence_array *list)
{
    evidence_alignment(keep, pile, traits, relation, direction, list);
    evidence_sequence(keep, relation, list);
    evidence_run(keep, scratch, pile, traits, direction, list);
    evidence_grams(keep, relation, direction, list);
    evidence_lead(keep, pile, traits, relation, direction, list);
}
