/* coref.c - whom pronouns and descriptions mean, by a sieve of passes from strict to loose, after
 * Lee et al. 2013, "Deterministic coreference resolution based on entity-centric,
 * precision-ranked rules" (Computational Linguistics 39(4)).
 *
 *     Sullivan met Yang. He said ...            the subject before, if only one fits
 *     a senior official ... The official said   the same noun, no word that the first has not
 *     Zhao, a spokesman ... the spokesman       a role of somebody named
 *
 * Each pass looks at fewer or more of the candidates before; it answers if those that fit all
 * mean the same. When it finds two, later passes, which see more, would only find more: the words
 * stay unresolved. Agreement is of number, gender, person or thing, country, and of binding:
 * "him" is not the subject of its own clause. */
#include "language/coref_parts.h"
#include "language/countries.h"
#include "language/language.h"
#include "language/wordlists.h"

#include <string.h>

enum { WINDOW = 48, SENTENCES_BACK = 3, DESCRIPTION_BACK = 200 };

/* ---- Asking --------------------------------------------------------------------------- */

const reference *reference_at(const analysis *analysis, uint32_t head)
{
    const reference *items = analysis->references.items;
    uint32_t low = 0;
    uint32_t high = analysis->references.count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (items[middle].head < head)
            low = middle + 1;
        else
            high = middle;
    }
    return low < analysis->references.count && items[low].head == head ? &items[low] : NULL;
}

uint32_t coref_head_of(const analysis *analysis, uint32_t first, uint32_t count)
{
    if (!analysis->has_trees)
        return TOKEN_NONE;
    for (uint32_t at = first; at < first + count; at++) {
        const uint32_t head = analysis->tokens.items[at].head;
        if (head == TOKEN_NONE || head < first || head >= first + count)
            return at;
    }
    return TOKEN_NONE;
}

uint32_t coref_entity_of(const analysis *analysis, uint32_t first, uint32_t count)
{
    const uint32_t head = coref_head_of(analysis, first, count);
    const name_array *names = &analysis->names;
    uint32_t low = 0;
    uint32_t high = names->count;
    if (head == TOKEN_NONE)
        return UINT32_MAX;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (names->items[middle].first_token + names->items[middle].token_count <= head)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < names->count && names->items[low].first_token <= head)
        return names->items[low].entity;
    const reference *reference = reference_at(analysis, head);
    return reference != NULL ? reference->entity : UINT32_MAX;
}

/* ---- Agreement ------------------------------------------------------------------------ */

static const cluster *cluster_at(const resolver *resolver, const candidate *candidate)
{
    return &resolver->clusters.items[candidate->cluster];
}

static bool agrees(const resolver *resolver, const candidate *candidate, pronoun_kind pronoun)
{
    const name_gender known = cluster_at(resolver, candidate)->gender;
    switch (pronoun) {
    case PRONOUN_HE:
        return candidate->kind == NOUN_PERSON && !candidate->plural && known != NAME_FEMALE;
    case PRONOUN_SHE:
        return candidate->kind == NOUN_PERSON && !candidate->plural && known != NAME_MALE;
    case PRONOUN_IT:
        return (candidate->kind == NOUN_GROUP || candidate->kind == NOUN_PLACE ||
                candidate->pronoun) &&
               candidate->kind != NOUN_PERSON && !candidate->plural;
    case PRONOUN_THEY:
        return candidate->plural && candidate->kind != NOUN_THING;
    case PRONOUN_NONE:
        break;
    }
    return false;
}

static bool is_possessive(const resolver *resolver, uint32_t at)
{
    return resolver_token(resolver, at)->deprel == DEPREL_NMOD;
}

/* The verb of the clause that a word stands in. */
static uint32_t clause_of(const resolver *resolver, uint32_t at)
{
    for (int steps = 0; steps < 16; steps++) {
        const uint32_t head = resolver_token(resolver, at)->head;
        if (head == TOKEN_NONE)
            return at;
        const uint8_t upos = resolver_token(resolver, head)->upos;
        at = head;
        if (upos == UPOS_VERB || upos == UPOS_AUX)
            return at;
    }
    return at;
}

/* May the pronoun mean the candidate, by where both stand in the sentence? */
static bool binds(const resolver *resolver, const candidate *candidate, uint32_t at)
{
    if (resolver_hangs_on(resolver, at, candidate->head))
        return resolver_token(resolver, clause_of(resolver, at))->deprel == DEPREL_ACL &&
               clause_of(resolver, at) > candidate->head;
    const token *token = resolver_token(resolver, at);
    const bool reflexive = str_ends_nocase(resolver_word(resolver, at), STR("self")) ||
                           str_ends_nocase(resolver_word(resolver, at), STR("selves"));
    if (is_possessive(resolver, at) || reflexive || token->deprel == DEPREL_NSUBJ)
        return true;
    return clause_of(resolver, at) != clause_of(resolver, candidate->head);
}

static bool is_saying(const resolver *resolver, uint32_t subject)
{
    static const char saying[] =
        " add ask claim explain insist note reply say tell tweet warn write ";
    const uint32_t verb = resolver_token(resolver, subject)->head;
    return verb != TOKEN_NONE &&
           words_in(saying, sizeof saying - 1, resolver_token(resolver, verb)->lemma);
}

/* Who is quoted speaks of himself as "I": "he" inside the marks is somebody else. */
static bool is_speaker_outside(const resolver *resolver, const candidate *candidate, uint32_t at)
{
    return resolver->quoted[at] && !candidate->quoted && candidate->subject &&
           is_saying(resolver, candidate->head);
}

/* ---- Pronouns ------------------------------------------------------------------------- */

/* What the candidates of a pass have in common. */
typedef struct pass {
    uint32_t sentences; /* at most so many before */
    bool here;          /* in the same sentence only ... */
    bool subject;
    bool main;
} pass;

static const pass person_passes[] = {
    {0, true, true, false},                          /* Oyelaran said that she ... */
    {0, true, false, false}, {1, false, true, true}, /* Oyelaran came. She ... */
    {1, false, true, false}, {1, false, false, false}, {SENTENCES_BACK, false, true, false},
};

static const pass thing_passes[] = {
    {0, true, true, false},
    {1, false, true, true},
};

typedef struct search {
    uint32_t at;
    uint32_t sentence;
    pronoun_kind pronoun;
} search;

static bool fits(const resolver *resolver, const candidate *candidate, const search *search,
                 const pass *pass)
{
    const uint32_t back = search->sentence - candidate->sentence;
    return back <= pass->sentences && (!pass->here || back == 0) &&
           (!pass->subject || candidate->subject) &&
           (!pass->main || candidate->main || back == 0) &&
           agrees(resolver, candidate, search->pronoun) &&
           (back > 0 || binds(resolver, candidate, search->at)) &&
           !is_speaker_outside(resolver, candidate, search->at) && candidate->head < search->at &&
           !candidate->headline;
}

/* The candidate last before that fits, if all that fit mean the same; *several if not. */
static uint32_t only_one(const resolver *resolver, const search *search, const pass *pass,
                         bool *several)
{
    uint32_t found = UINT32_MAX;
    const uint32_t count = resolver->candidates.count;
    for (uint32_t i = count; i-- > 0 && count - i <= WINDOW;) {
        const candidate *candidate = &resolver->candidates.items[i];
        if (search->sentence - candidate->sentence > pass->sentences)
            break;
        if (!fits(resolver, candidate, search, pass))
            continue;
        if (found == UINT32_MAX)
            found = i;
        else if (resolver->candidates.items[found].cluster != candidate->cluster)
            *several = true;
    }
    return *several ? UINT32_MAX : found;
}

/* "It is clear that", "it seems", "made it hard to": means nothing. So does, for us, an "it" that
 * is an object, which is as often a whole sentence as a thing. */
static bool is_empty_it(const resolver *resolver, uint32_t at)
{
    static const char empty[] = " appear be become happen look mean rain seem snow take turn ";
    const token *token = resolver_token(resolver, at);
    if (is_possessive(resolver, at))
        return false;
    if (token->deprel != DEPREL_NSUBJ || token->head == TOKEN_NONE)
        return true;
    const struct token *verb = resolver_token(resolver, token->head);
    return verb->upos != UPOS_VERB || words_in(empty, sizeof empty - 1, verb->lemma);
}

/* Is there, not far, somebody else of whom more speaks: a name against "the mother", a known
 * gender against an unknown one? */
static bool has_rival(const resolver *resolver, const search *search, uint32_t found)
{
    static const pass wide = {SENTENCES_BACK, false, false, false};
    const candidate *chosen = &resolver->candidates.items[found];
    const cluster *own = cluster_at(resolver, chosen);
    const uint32_t count = resolver->candidates.count;
    for (uint32_t i = count; i-- > 0 && count - i <= WINDOW;) {
        const candidate *other = &resolver->candidates.items[i];
        const cluster *cluster = cluster_at(resolver, other);
        if (search->sentence - other->sentence > SENTENCES_BACK)
            break;
        const bool more =
            (own->entity == UINT32_MAX && cluster->entity != UINT32_MAX) ||
            (own->gender == NAME_GENDER_UNKNOWN && cluster->gender != NAME_GENDER_UNKNOWN);
        if (other->cluster != chosen->cluster && more && fits(resolver, other, search, &wide))
            return true;
    }
    return false;
}

static uint32_t resolve_pronoun(const resolver *resolver, const search *search)
{
    const bool person = search->pronoun == PRONOUN_HE || search->pronoun == PRONOUN_SHE;
    const pass *passes = person ? person_passes : thing_passes;
    const size_t count = person ? sizeof person_passes / sizeof *person_passes
                                : sizeof thing_passes / sizeof *thing_passes;
    if (resolver_token(resolver, search->at)->deprel == DEPREL_EXPL ||
        (search->pronoun == PRONOUN_IT && is_empty_it(resolver, search->at)))
        return UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        bool several = false;
        const uint32_t found = only_one(resolver, search, &passes[i], &several);
        if (found != UINT32_MAX && person && has_rival(resolver, search, found))
            return UINT32_MAX;
        if (found != UINT32_MAX || several)
            return found;
    }
    return UINT32_MAX;
}

/* ---- Descriptions --------------------------------------------------------------------- */

/* "the" or "this" in front of a noun; gives the start of the phrase, or TOKEN_NONE. */
static uint32_t description_start(const resolver *resolver, uint32_t at, uint32_t floor)
{
    for (uint32_t i = at; i-- > floor && at - i <= 6;) {
        const token *token = resolver_token(resolver, i);
        if (!resolver_hangs_on(resolver, i, at) || token->upos == UPOS_PUNCT)
            return TOKEN_NONE;
        if (token->upos != UPOS_DET || token->head != at)
            continue;
        str word = resolver_word(resolver, i);
        bool definite = str_equal_nocase(word, STR("the")) || str_equal_nocase(word, STR("this")) ||
                        str_equal_nocase(word, STR("that"));
        return definite ? i : TOKEN_NONE;
    }
    return TOKEN_NONE;
}

/* A phrase with words behind that tell which one it is, "the head of the office", is new. */
static bool is_told_apart(const resolver *resolver, uint32_t at, uint32_t end)
{
    for (uint32_t i = at + 1; i < end && i - at <= 4; i++) {
        const token *token = resolver_token(resolver, i);
        if (token->head == at && (token->deprel == DEPREL_NMOD || token->deprel == DEPREL_ACL ||
                                  token->deprel == DEPREL_APPOS || token->deprel == DEPREL_FLAT ||
                                  token->deprel == DEPREL_CONJ))
            return true;
    }
    return false;
}

static bool has_word(str text, str word)
{
    str part;
    while (str_field(&text, ' ', &part))
        if (str_equal_nocase(part, word))
            return true;
    return false;
}

/* Has the phrase of `head` a word with this lemma among those before it? */
static bool phrase_has(const resolver *resolver, uint32_t head, str lemma)
{
    for (uint32_t i = head; i-- > 0 && head - i <= 8;) {
        if (!resolver_hangs_on(resolver, i, head))
            return false;
        if (str_equal_nocase(resolver_token(resolver, i)->lemma, lemma))
            return true;
    }
    return false;
}

static bool role_has(const entity *entity, str word)
{
    for (uint32_t i = 0; i < entity->roles.count; i++)
        if (has_word(entity->roles.items[i], word))
            return true;
    return false;
}

static bool is_company(str lemma)
{
    return str_equal(lemma, STR("company")) || str_equal(lemma, STR("firm"));
}

static bool named_company(str name)
{
    static const char words[] = " airlines airways bank co corp corporation energy gmbh group "
                                "holdings inc industries limited "
                                "llc ltd motors oil plc shipping systems technologies ";
    str word;
    while (str_field(&name, ' ', &word))
        if (words_in(words, sizeof words - 1,
                     str_ends(word, STR(".")) ? str_slice(word, 0, word.len - 1) : word))
            return true;
    return false;
}

/* Is the candidate said to be all that words [start, head] say? */
static bool is_described(const resolver *resolver, const candidate *candidate, uint32_t start,
                         uint32_t head)
{
    const uint32_t id = cluster_at(resolver, candidate)->entity;
    const entity *entity = id != UINT32_MAX ? &resolver->analysis->entities.items[id] : NULL;
    const bool named = resolver->name_of[candidate->head] != UINT32_MAX;
    for (uint32_t i = start + 1; i <= head; i++) {
        str lemma = resolver_token(resolver, i)->lemma;
        str word = resolver_word(resolver, i);
        const country country = country_find(word);
        bool said = entity != NULL && (role_has(entity, word) || role_has(entity, lemma));
        if (!said && country.word != COUNTRY_NONE && entity != NULL)
            said = str_equal(entity->country, str_of(country.code));
        if (!said && !named && i == head)
            said = str_equal_nocase(resolver_token(resolver, candidate->head)->lemma, lemma);
        else if (!said && !named)
            said = phrase_has(resolver, candidate->head, lemma);
        else if (!said && i == head && candidate->kind == NOUN_GROUP && entity != NULL)
            said =
                has_word(entity->name, lemma) || (is_company(lemma) && named_company(entity->name));
        if (!said)
            return false;
    }
    return true;
}

static uint32_t resolve_description(const resolver *resolver, uint32_t start, uint32_t head)
{
    uint32_t found = UINT32_MAX;
    const bool plural = resolver_is_plural(resolver, head);
    const noun_kind kind = noun_kind_of(resolver_token(resolver, head)->lemma);
    const uint32_t count = resolver->candidates.count;
    for (uint32_t i = count; i-- > 0 && count - i <= DESCRIPTION_BACK;) {
        const candidate *candidate = &resolver->candidates.items[i];
        if (candidate->pronoun || candidate->plural != plural || candidate->head >= start ||
            candidate->kind != kind || !is_described(resolver, candidate, start, head))
            continue;
        if (found == UINT32_MAX)
            found = i;
        else if (resolver->candidates.items[found].cluster != candidate->cluster)
            return UINT32_MAX;
    }
    return found;
}

/* ---- All of them ---------------------------------------------------------------------- */

static reference *add_reference(resolver *resolver, uint32_t sentence, uint32_t first,
                                uint32_t head, reference_kind kind)
{
    reference *added = array_push(resolver->keep, &resolver->analysis->references);
    *added = (reference){first, head + 1 - first, head, sentence, kind, UINT32_MAX, TOKEN_NONE};
    return added;
}

static void note_found(const resolver *resolver, reference *reference, uint32_t found)
{
    if (found == UINT32_MAX)
        return;
    const candidate *candidate = &resolver->candidates.items[found];
    reference->antecedent = candidate->said;
    reference->entity = cluster_at(resolver, candidate)->entity;
}

/* A resolved pronoun can be what the next one means, and tells its gender. */
static void take_pronoun(resolver *resolver, const search *search)
{
    reference *reference =
        add_reference(resolver, search->sentence, search->at, search->at, REFERENCE_PRONOUN);
    const uint32_t found = resolve_pronoun(resolver, search);
    note_found(resolver, reference, found);
    if (found == UINT32_MAX)
        return;
    candidate added = resolver->candidates.items[found];
    const struct token *token = resolver_token(resolver, search->at);
    added.head = search->at;
    added.sentence = search->sentence;
    added.subject = token->deprel == DEPREL_NSUBJ;
    added.main = added.subject && token->head != TOKEN_NONE &&
                 resolver_token(resolver, token->head)->head == TOKEN_NONE;
    added.quoted = resolver->quoted[search->at];
    added.pronoun = true;
    resolver->candidate_of[search->at] = resolver->candidates.count;
    *array_push(resolver->scratch, &resolver->candidates) = added;
    cluster *cluster = &resolver->clusters.items[added.cluster];
    if (search->pronoun == PRONOUN_HE)
        cluster->gender = NAME_MALE;
    else if (search->pronoun == PRONOUN_SHE)
        cluster->gender = NAME_FEMALE;
}

static bool can_describe(const resolver *resolver, uint32_t at)
{
    const token *token = resolver_token(resolver, at);
    return token->upos == UPOS_NOUN && resolver->name_of[at] == UINT32_MAX &&
           resolver->candidate_of[at] != UINT32_MAX && token->deprel != DEPREL_APPOS &&
           noun_kind_of(token->lemma) != NOUN_THING;
}

static void take_noun(resolver *resolver, uint32_t s, uint32_t at)
{
    const sentence *sentence = &resolver->analysis->sentences.items[s];
    if (!can_describe(resolver, at))
        return;
    const uint32_t start = description_start(resolver, at, sentence->first_token);
    const uint32_t end = sentence->first_token + sentence->token_count;
    if (start == TOKEN_NONE || is_told_apart(resolver, at, end) ||
        (at + 1 < end && resolver->name_of[at + 1] != UINT32_MAX))
        return;
    reference *reference = add_reference(resolver, s, start, at, REFERENCE_DESCRIPTION);
    const uint32_t found = resolve_description(resolver, start, at);
    note_found(resolver, reference, found);
    if (found != UINT32_MAX)
        resolver->candidates.items[resolver->candidate_of[at]].cluster =
            resolver->candidates.items[found].cluster;
}

static void resolve(resolver *resolver)
{
    const sentence_array *sentences = &resolver->analysis->sentences;
    for (uint32_t s = 0; s < sentences->count; s++) {
        const uint32_t first = sentences->items[s].first_token;
        const uint32_t end = first + sentences->items[s].token_count;
        for (uint32_t at = first; at < end; at++) {
            const search search = {at, s, resolver_pronoun(resolver, at)};
            if (search.pronoun != PRONOUN_NONE) {
                take_pronoun(resolver, &search);
            } else {
                resolver_add(resolver, s, at);
                take_noun(resolver, s, at);
            }
        }
    }
}

void references_run(arena *keep, arena *scratch, const report *report, analysis *analysis)
{
    if (!analysis->has_trees || analysis->tokens.count == 0)
        return;
    const arena_mark mark = arena_save(scratch);
    resolver resolver = {.keep = keep, .scratch = scratch, .report = report, .analysis = analysis};
    resolver_prepare(&resolver);
    resolve(&resolver);
    arena_restore(scratch, mark);
}
