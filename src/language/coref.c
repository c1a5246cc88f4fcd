/* coref.c - whom pronouns and descriptions mean, in one walk over the report.
 *
 *     Oyelaran met Dorn. He said ...            coref_pronouns.c ranks who is at hand
 *     a senior official ... The official said   the same noun, no word that the first has not
 *     Tove, a spokesman ... the spokesman       a role of somebody named
 *
 * Descriptions are matched by rules (the strict sieves of Lee et al. 2013, "Deterministic
 * coreference resolution based on entity-centric, precision-ranked rules", Computational
 * Linguistics 39(4)): answered if all that fit mean the same. What cannot be told stays
 * unresolved. */
#include "language/coref_parts.h"
#include "language/countries.h"
#include "language/language.h"
#include "language/wordlists.h"

#include <string.h>

enum { DESCRIPTION_BACK = 200, NAMED_BACK = 2 };

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
    static const char public[] =
        " administration agency association authority commission committee "
        "council department institute ministry office organisation "
        "organization union university ";
    str word;
    str rest = name;
    while (str_field(&rest, ' ', &word))
        if (words_in(public, sizeof public - 1, word))
            return false;
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
    const uint32_t id = resolver_cluster(resolver, candidate)->entity;
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

/* "The Russian government", "the government in Moscow": a seat of it that the report has named. */
static bool is_government(const resolver *resolver, const candidate *candidate, uint32_t start,
                          uint32_t head)
{
    static const char words[] = " administration authority government leadership regime ";
    const uint32_t id = resolver_cluster(resolver, candidate)->entity;
    if (id == UINT32_MAX ||
        !words_in(words, sizeof words - 1, resolver_token(resolver, head)->lemma))
        return false;
    const entity *entity = &resolver->analysis->entities.items[id];
    for (uint32_t i = start + 1; i < head; i++) {
        const country country = country_find(resolver_word(resolver, i));
        if (country.word == COUNTRY_NONE || !entity->stands_for_government ||
            !str_equal(entity->country, str_of(country.code)))
            return false;
    }
    return head > start + 1;
}

/* "The country": the only one that the last sentences name. Cities, agencies and teams are not so
 * clear: one of three was right (GUM train). */
static uint32_t country_meant(const resolver *resolver, uint32_t sentence, uint32_t start,
                              uint32_t head)
{
    static const char words[] = " country nation ";
    uint32_t found = UINT32_MAX;
    if (start + 1 != head ||
        !words_in(words, sizeof words - 1, resolver_token(resolver, head)->lemma))
        return UINT32_MAX;
    for (uint32_t i = resolver->candidates.count; i-- > 0;) {
        const candidate *candidate = &resolver->candidates.items[i];
        const uint32_t id = resolver_cluster(resolver, candidate)->entity;
        if (sentence - candidate->sentence > NAMED_BACK)
            break;
        if (id == UINT32_MAX || candidate->head >= start ||
            country_find(resolver->analysis->entities.items[id].name).word != COUNTRY_NAME)
            continue;
        if (found == UINT32_MAX)
            found = i;
        else if (resolver->candidates.items[found].cluster != candidate->cluster)
            return UINT32_MAX;
    }
    return found;
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
    for (uint32_t i = count; found == UINT32_MAX && i-- > 0 && count - i <= DESCRIPTION_BACK;) {
        const candidate *candidate = &resolver->candidates.items[i];
        if (!candidate->pronoun && candidate->head < start &&
            is_government(resolver, candidate, start, head))
            return i; /* all its seats are one government */
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
    reference->entity = resolver_cluster(resolver, candidate)->entity;
}

/* A pronoun can be what the next one means, and tells its gender; also one that we are not sure
 * enough of to say whom it means. */
static void take_pronoun(resolver *resolver, const pronoun_search *search)
{
    reference *reference =
        add_reference(resolver, search->sentence, search->at, search->at, REFERENCE_PRONOUN);
    int32_t margin = 0;
    const uint32_t found = resolver_find_pronoun(resolver, search, &margin);
    if (margin >= coref_margins[pronoun_group_of(search->pronoun)])
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
    added.margin = margin;
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

static bool in_name(const resolver *resolver, uint32_t at)
{
    const name_array *names = &resolver->analysis->names;
    uint32_t low = 0;
    uint32_t high = names->count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (names->items[middle].first_token + names->items[middle].token_count <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < names->count && names->items[low].first_token <= at;
}

static void take_noun(resolver *resolver, uint32_t s, uint32_t at)
{
    const sentence *sentence = &resolver->analysis->sentences.items[s];
    if (!can_describe(resolver, at))
        return;
    const uint32_t start = description_start(resolver, at, sentence->first_token);
    const uint32_t end = sentence->first_token + sentence->token_count;
    if (start == TOKEN_NONE || is_told_apart(resolver, at, end) ||
        (at + 1 < end && in_name(resolver, at + 1)))
        return;
    reference *reference = add_reference(resolver, s, start, at, REFERENCE_DESCRIPTION);
    uint32_t found = resolve_description(resolver, start, at);
    if (found == UINT32_MAX)
        found = country_meant(resolver, s, start, at);
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
            const pronoun_search search = {at, s, resolver_pronoun(resolver, at)};
            if (search.pronoun != PRONOUN_NONE) {
                take_pronoun(resolver, &search);
            } else {
                resolver_add(resolver, s, at);
                take_noun(resolver, s, at);
            }
        }
    }
}

void references_observe(arena *keep, arena *scratch, const report *report, analysis *analysis,
                        const pronoun_observer *observer)
{
    if (!analysis->has_trees || analysis->tokens.count == 0)
        return;
    const arena_mark mark = arena_save(scratch);
    resolver resolver = {.keep = keep,
                         .scratch = scratch,
                         .report = report,
                         .analysis = analysis,
                         .observer = observer};
    resolver_prepare(&resolver);
    resolve(&resolver);
    arena_restore(scratch, mark);
}

void references_run(arena *keep, arena *scratch, const report *report, analysis *analysis)
{
    references_observe(keep, scratch, report, analysis, NULL);
}
