/* coref_mentions.c - the noun phrases that a pronoun or a description can mean (coref_parts.h),
 * from the trees and the names of a report.
 *
 *     [Marta Oyelaran], [the harbour master], told [reporters] ...     an apposition and a
 * predicate cluster 0         cluster 0                  cluster 1           are who they are said
 * of
 */
#include "base/utf8.h"
#include "language/coref_parts.h"

enum { CLIMB_MAX = 24 };

bool resolver_hangs_on(const resolver *resolver, uint32_t at, uint32_t top)
{
    for (int steps = 0; at != TOKEN_NONE && steps < CLIMB_MAX; steps++) {
        if (at == top)
            return true;
        at = resolver_token(resolver, at)->head;
    }
    return false;
}

static str feats_of(const resolver *resolver, uint32_t at)
{
    return label_at(&resolver->analysis->labels->feats, resolver_token(resolver, at)->feats);
}

bool resolver_is_plural(const resolver *resolver, uint32_t at)
{
    return str_find(feats_of(resolver, at), STR("Number=Plur"), 0) != SIZE_MAX;
}

static const struct {
    str form;
    pronoun_kind kind;
} pronouns[] = {
    {STR_INIT("he"), PRONOUN_HE},       {STR_INIT("him"), PRONOUN_HE},
    {STR_INIT("his"), PRONOUN_HE},      {STR_INIT("himself"), PRONOUN_HE},
    {STR_INIT("she"), PRONOUN_SHE},     {STR_INIT("her"), PRONOUN_SHE},
    {STR_INIT("hers"), PRONOUN_SHE},    {STR_INIT("herself"), PRONOUN_SHE},
    {STR_INIT("it"), PRONOUN_IT},       {STR_INIT("its"), PRONOUN_IT},
    {STR_INIT("itself"), PRONOUN_IT},   {STR_INIT("they"), PRONOUN_THEY},
    {STR_INIT("them"), PRONOUN_THEY},   {STR_INIT("their"), PRONOUN_THEY},
    {STR_INIT("theirs"), PRONOUN_THEY}, {STR_INIT("themselves"), PRONOUN_THEY},
};

pronoun_kind resolver_pronoun(const resolver *resolver, uint32_t at)
{
    if (resolver_token(resolver, at)->upos != UPOS_PRON)
        return PRONOUN_NONE;
    str word = resolver_word(resolver, at);
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
        if (str_equal_nocase(word, pronouns[i].form))
            return pronouns[i].kind;
    return PRONOUN_NONE;
}

/* ---- Preparing ------------------------------------------------------------------------ */

/* A straight mark opens and closes in turn; a new block starts outside. */
static void note_quotes(resolver *resolver)
{
    const analysis *analysis = resolver->analysis;
    uint32_t block = UINT32_MAX;
    bool inside = false;
    for (uint32_t s = 0; s < analysis->sentences.count; s++) {
        const sentence *sentence = &analysis->sentences.items[s];
        if (sentence->block != block)
            inside = false;
        block = sentence->block;
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            const uint32_t at = sentence->first_token + i;
            const uint32_t c = utf8_peek(resolver_word(resolver, at), 0);
            if (c == 0x201c || c == 0x201d)
                inside = c == 0x201c;
            else if (utf8_is_double_quote(c) || str_equal(resolver_word(resolver, at), STR("''")))
                inside = !inside;
            resolver->quoted[at] = inside;
        }
    }
}

static void note_names(resolver *resolver)
{
    const analysis *analysis = resolver->analysis;
    for (uint32_t i = 0; i < analysis->tokens.count; i++)
        resolver->name_of[i] = resolver->candidate_of[i] = UINT32_MAX;
    for (uint32_t i = 0; i < analysis->entities.count; i++)
        resolver->cluster_of[i] = UINT32_MAX;
    for (uint32_t i = 0; i < analysis->names.count; i++) {
        const name *name = &analysis->names.items[i];
        resolver->name_of[coref_head_of(analysis, name->first_token, name->token_count)] = i;
    }
}

void resolver_prepare(resolver *resolver)
{
    const uint32_t tokens = resolver->analysis->tokens.count;
    resolver->quoted = arena_array(resolver->scratch, bool, tokens);
    resolver->name_of = arena_array(resolver->scratch, uint32_t, tokens);
    resolver->candidate_of = arena_array(resolver->scratch, uint32_t, tokens);
    resolver->cluster_of =
        arena_array(resolver->scratch, uint32_t, resolver->analysis->entities.count + 1);
    note_quotes(resolver);
    note_names(resolver);
}

/* ---- Candidates ----------------------------------------------------------------------- */

static uint32_t new_cluster(resolver *resolver, uint32_t entity, name_gender gender)
{
    *array_push(resolver->scratch, &resolver->clusters) = (cluster){entity, gender};
    return resolver->clusters.count - 1;
}

/* The cluster of whom the token is an apposition of or said to be; UINT32_MAX: nobody's. */
static uint32_t cluster_said_of(const resolver *resolver, uint32_t at)
{
    const token *token = resolver_token(resolver, at);
    const uint32_t other = token->deprel == DEPREL_APPOS ? token->head : TOKEN_NONE;
    if (other == TOKEN_NONE || resolver->candidate_of[other] == UINT32_MAX)
        return UINT32_MAX;
    return resolver->candidates.items[resolver->candidate_of[other]].cluster;
}

/* "A spokesman, Tove Lindal, said": the noun before means the name behind. */
static void join_apposed(resolver *resolver, uint32_t at, uint32_t cluster, noun_kind kind)
{
    const token *token = resolver_token(resolver, at);
    if (token->deprel != DEPREL_APPOS || token->head == TOKEN_NONE ||
        resolver->candidate_of[token->head] == UINT32_MAX)
        return;
    candidate *noun = &resolver->candidates.items[resolver->candidate_of[token->head]];
    if (resolver->clusters.items[noun->cluster].entity == UINT32_MAX)
        noun->cluster = cluster;
    if (noun->cluster == cluster)
        noun->kind = kind;
}

/* "adviser Nils Oyelaran": the noun is no phrase of its own. */
static bool is_title_of_name(const resolver *resolver, uint32_t at)
{
    const token *token = resolver_token(resolver, at);
    if (at + 1 >= resolver->analysis->tokens.count || resolver->name_of[at + 1] == UINT32_MAX)
        return false;
    const name *name = &resolver->analysis->names.items[resolver->name_of[at + 1]];
    return name->kind == NAME_PERSON && noun_kind_of(token->lemma) == NOUN_PERSON;
}

static bool is_subject(const resolver *resolver, uint32_t at)
{
    const token *token = resolver_token(resolver, at);
    if (at > 0 && token->head == at - 1 && is_title_of_name(resolver, at - 1))
        token = resolver_token(resolver, at - 1);
    for (int steps = 0; token->deprel == DEPREL_CONJ && token->head != TOKEN_NONE && steps < 8;
         steps++)
        token = resolver_token(resolver, token->head);
    return token->deprel == DEPREL_NSUBJ;
}

static bool is_main(const resolver *resolver, uint32_t at)
{
    uint32_t verb = resolver_token(resolver, at)->head;
    if (at > 0 && verb == at - 1 && is_title_of_name(resolver, at - 1))
        verb = resolver_token(resolver, verb)->head;
    return verb != TOKEN_NONE && resolver_token(resolver, verb)->head == TOKEN_NONE;
}

/* Words that stand in a phrase, but for nothing by themselves. */
static bool is_modifier(const token *token)
{
    return token->deprel == DEPREL_COMPOUND || token->deprel == DEPREL_FLAT ||
           token->deprel == DEPREL_AMOD || token->deprel == DEPREL_FIXED ||
           token->deprel == DEPREL_GOESWITH || token->deprel == DEPREL_DISCOURSE;
}

static candidate *add(resolver *resolver, uint32_t sentence, uint32_t at)
{
    const struct sentence *of = &resolver->analysis->sentences.items[sentence];
    candidate *added = array_push(resolver->scratch, &resolver->candidates);
    added->head = added->said = at;
    added->sentence = sentence;
    added->subject = is_subject(resolver, at);
    added->main = added->subject && is_main(resolver, at);
    added->quoted = resolver->quoted[at];
    added->headline = resolver->report->blocks.items[of->block].kind == BLOCK_HEADLINE;
    resolver->candidate_of[at] = resolver->candidates.count - 1;
    return added;
}

static void add_name(resolver *resolver, uint32_t sentence, uint32_t at)
{
    static const noun_kind kinds[] = {NOUN_PERSON, NOUN_GROUP, NOUN_PLACE, NOUN_THING};
    const uint32_t entity = resolver->analysis->names.items[resolver->name_of[at]].entity;
    const struct entity *named = &resolver->analysis->entities.items[entity];
    candidate *added = add(resolver, sentence, at);
    if (resolver->cluster_of[entity] == UINT32_MAX)
        resolver->cluster_of[entity] = new_cluster(resolver, entity, named->gender);
    added->cluster = resolver->cluster_of[entity];
    added->kind = kinds[named->kind];
    join_apposed(resolver, at, added->cluster, added->kind);
    added->plural = named->kind != NAME_PERSON && resolver_is_plural(resolver, at) &&
                    named->kind != NAME_PLACE && named->kind != NAME_ORGANIZATION;
}

static void add_noun(resolver *resolver, uint32_t sentence, uint32_t at)
{
    const token *token = resolver_token(resolver, at);
    const uint32_t said_of = cluster_said_of(resolver, at);
    const bool plural = resolver_is_plural(resolver, at);
    str lemma = token->lemma;
    candidate *added = add(resolver, sentence, at);
    added->kind = noun_kind_of(lemma);
    if (str_equal(lemma, STR("people")))
        added->kind = NOUN_PERSON;
    added->plural = plural || str_equal(lemma, STR("people")) || str_equal(lemma, STR("police"));
    added->cluster = said_of;
    if (said_of == UINT32_MAX)
        added->cluster = new_cluster(resolver, UINT32_MAX, gender_of_noun(lemma));
}

void resolver_add(resolver *resolver, uint32_t sentence, uint32_t at)
{
    const token *token = resolver_token(resolver, at);
    if (resolver->name_of[at] != UINT32_MAX && token->deprel != DEPREL_COMPOUND)
        add_name(resolver, sentence, at);
    else if ((token->upos == UPOS_NOUN || token->upos == UPOS_PROPN) && !is_modifier(token) &&
             !is_title_of_name(resolver, at))
        add_noun(resolver, sentence, at);
}
