/* coref_pronouns.c - whom a pronoun means: the candidates that may be meant are ranked by a
 * log-linear model over what stands where, "none of them" among them (Denis and Baldridge 2008,
 * "Specialized models and ranking for coreference resolution", EMNLP). In: candidates so far. Out:
 * one of them if it is far enough ahead, else none: an honest "unresolved".
 *
 *     She told Oyelaran that her crew ...        agreement and binding leave few,
 *       |--- not: own clause                     distance, role, kind, number of mentions ...
 *                                                say which: sums of integer weights
 *
 * Weights are learnt by train/coref.c, which runs this very code and watches. */
#include "language/coref_parts.h"
#include "language/wordlists.h"

#include <string.h>

enum { WINDOW = 96, SENTENCES_BACK = 4 };

/* ---- Agreement ------------------------------------------------------------------------ */

pronoun_group pronoun_group_of(pronoun_kind pronoun)
{
    return pronoun == PRONOUN_IT ? GROUP_IT : pronoun == PRONOUN_THEY ? GROUP_THEY : GROUP_PERSON;
}

static bool agrees(const resolver *resolver, const candidate *candidate, pronoun_kind pronoun)
{
    const name_gender known = resolver_cluster(resolver, candidate)->gender;
    switch (pronoun) {
    case PRONOUN_HE:
        return candidate->kind == NOUN_PERSON && !candidate->plural && known != NAME_FEMALE;
    case PRONOUN_SHE:
        return candidate->kind == NOUN_PERSON && !candidate->plural && known != NAME_MALE;
    case PRONOUN_IT:
        return candidate->kind != NOUN_PERSON && !candidate->plural;
    case PRONOUN_THEY:
        return candidate->plural || candidate->kind == NOUN_GROUP;
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

/* ---- Features ------------------------------------------------------------------------- */

typedef enum role {
    ROLE_MAIN = 0, /* subject of the sentence */
    ROLE_SUBJECT,
    ROLE_OBJECT,
    ROLE_OBLIQUE,
    ROLE_NMOD, /* a possessor, too */
    ROLE_OTHER,
    ROLE_COUNT
} role;

enum {
    /* of a candidate */
    F_DISTANCE = 0,
    F_ROLE = F_DISTANCE + SENTENCES_BACK + 1,
    F_ROLES = F_ROLE + 3 * ROLE_COUNT,
    F_RANK = F_ROLES + ROLE_COUNT * ROLE_COUNT,
    F_KIND = F_RANK + 6,
    F_GENDER = F_KIND + 24,
    F_PLURAL = F_GENDER + 2,
    F_MENTIONS = F_PLURAL + 4,
    F_QUOTED = F_MENTIONS + 4,
    F_DETERMINER = F_QUOTED + 4,
    F_GOVERNS = F_DETERMINER + 4,
    F_PLACE = F_GOVERNS + 4, /* how they stand to each other, by the pronoun's own place */
    F_NEAR_ROLE = F_PLACE + 12,
    F_KIND_PLACE = F_NEAR_ROLE + 9 * ROLE_COUNT,
    F_KIND_ABOVE = F_KIND_PLACE + 36,
    F_KIND_ROLE = F_KIND_ABOVE + 16,
    F_WORDS = F_KIND_ROLE + 12 * ROLE_COUNT,
    F_SAME_PRONOUN = F_WORDS + 8,
    F_SALIENT = F_SAME_PRONOUN + 2,
    F_SAME_VERB = F_SALIENT + 6,
    F_CONJUNCT = F_SAME_VERB + 1,
    /* of none */
    F_NONE = F_CONJUNCT + 1,
    F_NONE_ROLE = F_NONE + 1,
    F_NONE_VERB = F_NONE_ROLE + ROLE_COUNT,
    F_NONE_OPTIONS = F_NONE_VERB + 4,
    F_NONE_QUOTED = F_NONE_OPTIONS + 5,
    F_NONE_NEAR = F_NONE_QUOTED + 2,
    F_END = F_NONE_NEAR + 3
};
_Static_assert((int)F_END <= (int)OPTION_FEATURES, "room for the features");

static void add(option *option, pronoun_group group, uint32_t feature)
{
    if (option->count < OPTION_FEATURES_MAX)
        option->features[option->count++] = (uint16_t)((uint32_t)group * OPTION_FEATURES + feature);
}

/* 0, 1, 2, 3 and 4, 5 and more. */
static uint32_t bucket(uint32_t count)
{
    return count < 3 ? count : count < 5 ? 3 : 4;
}

static role role_of(const resolver *resolver, uint32_t at)
{
    const token *token = resolver_token(resolver, at);
    switch (token->deprel) {
    case DEPREL_NSUBJ:
        return token->head != TOKEN_NONE &&
                       resolver_token(resolver, token->head)->head == TOKEN_NONE
                   ? ROLE_MAIN
                   : ROLE_SUBJECT;
    case DEPREL_OBJ:
    case DEPREL_IOBJ:
        return ROLE_OBJECT;
    case DEPREL_OBL:
        return ROLE_OBLIQUE;
    case DEPREL_NMOD:
        return ROLE_NMOD;
    default:
        return ROLE_OTHER;
    }
}

static role candidate_role(const resolver *resolver, const candidate *candidate)
{
    if (candidate->subject)
        return candidate->main ? ROLE_MAIN : ROLE_SUBJECT;
    return role_of(resolver, candidate->head);
}

/* 0 "the", 1 "a", 2 another, 3 none. */
static uint32_t determiner_of(const resolver *resolver, uint32_t head)
{
    for (uint32_t i = head; i-- > 0 && head - i <= 5;) {
        const token *token = resolver_token(resolver, i);
        if (token->head == head && token->deprel == DEPREL_DET) {
            str lemma = token->lemma;
            return str_equal(lemma, STR("the")) ? 0 : str_equal(lemma, STR("a")) ? 1 : 2;
        }
    }
    return 3;
}

/* Is the candidate the subject of a verb that the pronoun's clause hangs on (1; 2: of saying), or
 * of that clause (3)? */
static uint32_t governs(const resolver *resolver, const candidate *candidate, uint32_t at)
{
    const uint32_t verb = resolver_token(resolver, candidate->head)->head;
    if (!candidate->subject || verb == TOKEN_NONE || !resolver_hangs_on(resolver, at, verb))
        return 0;
    if (clause_of(resolver, at) == verb)
        return 3;
    return is_saying(resolver, candidate->head) ? 2 : 1;
}

static bool same_verb(const resolver *resolver, uint32_t a, uint32_t b)
{
    const uint32_t first = resolver_token(resolver, a)->head;
    const uint32_t second = resolver_token(resolver, b)->head;
    return first != TOKEN_NONE && second != TOKEN_NONE && first != second &&
           str_equal(resolver_token(resolver, first)->lemma,
                     resolver_token(resolver, second)->lemma);
}

/* How often the cluster was named among the candidates at hand. */
static uint32_t mentions_of(const resolver *resolver, uint32_t cluster)
{
    const uint32_t count = resolver->candidates.count;
    uint32_t mentions = 0;
    for (uint32_t i = count; i-- > 0 && count - i <= WINDOW;)
        mentions += resolver->candidates.items[i].cluster == cluster;
    return mentions;
}

/* 0 a possessor, 1 a subject, 2 another. */
static uint32_t place_of(const resolver *resolver, uint32_t at)
{
    if (is_possessive(resolver, at))
        return 0;
    return resolver_token(resolver, at)->deprel == DEPREL_NSUBJ ? 1 : 2;
}

static uint32_t logarithm(uint32_t words)
{
    uint32_t log = 0;
    for (; words > 1 && log < 7; words /= 2)
        log++;
    return log;
}

/* How much the report as a whole speaks of it: 0 no name, 1 named once, 2 twice or three times, 3
 * more often; 4 none of its kind is named more often, 5 nor as often. */
static uint32_t salience_of(const resolver *resolver, const cluster *cluster)
{
    const entity_array *entities = &resolver->analysis->entities;
    if (cluster->entity == UINT32_MAX)
        return 0;
    const entity *own = &entities->items[cluster->entity];
    uint32_t more = 0;
    uint32_t same = 0;
    for (uint32_t i = 0; i < entities->count; i++) {
        const entity *other = &entities->items[i];
        if (i == cluster->entity || other->kind != own->kind)
            continue;
        more += other->mentions > own->mentions;
        same += other->mentions == own->mentions;
    }
    if (own->mentions >= 3 && more == 0)
        return same > 0 ? 4 : 5;
    return own->mentions < 2 ? 1 : own->mentions < 4 ? 2 : 3;
}

static void describe(const resolver *resolver, const pronoun_search *search,
                     const candidate *candidate, uint32_t nearer, option *option)
{
    const pronoun_group group = pronoun_group_of(search->pronoun);
    const uint32_t back = search->sentence - candidate->sentence;
    const uint32_t near = back < 2 ? back : 2;
    const role own = candidate_role(resolver, candidate);
    const cluster *cluster = resolver_cluster(resolver, candidate);
    const bool named = resolver->name_of[candidate->said] != UINT32_MAX;
    const uint32_t form = candidate->pronoun ? 2 : named ? 0 : 1;
    const uint32_t place = place_of(resolver, search->at);
    const uint32_t above = back == 0 ? governs(resolver, candidate, search->at) : 0;
    add(option, group, F_DISTANCE + back);
    add(option, group, F_PLACE + place * 4 + above);
    add(option, group, F_NEAR_ROLE + ((nearer < 2 ? nearer : 2) * 3 + near) * ROLE_COUNT + own);
    add(option, group, F_KIND_PLACE + (place * 3 + form) * 4 + candidate->kind);
    add(option, group, F_KIND_ABOVE + above * 4 + candidate->kind);
    add(option, group, F_KIND_ROLE + (form * 4 + candidate->kind) * ROLE_COUNT + own);
    add(option, group, F_WORDS + logarithm(search->at - candidate->head));
    add(option, group, F_ROLE + near * ROLE_COUNT + own);
    add(option, group, F_ROLES + role_of(resolver, search->at) * ROLE_COUNT + own);
    add(option, group, F_RANK + (nearer < 5 ? nearer : 5));
    add(option, group, F_KIND + (back == 0 ? 12U : 0U) + form * 4 + candidate->kind);
    add(option, group, F_GENDER + (cluster->gender != NAME_GENDER_UNKNOWN));
    add(option, group,
        F_PLURAL + (candidate->plural ? 2U : 0U) + (cluster->entity != UINT32_MAX ? 1U : 0U));
    add(option, group, F_MENTIONS + bucket(mentions_of(resolver, candidate->cluster)) - 1);
    add(option, group,
        F_QUOTED + (resolver->quoted[search->at] ? 2U : 0U) + (candidate->quoted ? 1U : 0U));
    if (form == 1)
        add(option, group, F_DETERMINER + determiner_of(resolver, candidate->head));
    add(option, group, F_GOVERNS + above);
    add(option, group, F_SALIENT + salience_of(resolver, cluster));
    if (candidate->pronoun)
        add(option, group,
            F_SAME_PRONOUN + (resolver_pronoun(resolver, candidate->head) == search->pronoun));
    if (same_verb(resolver, candidate->head, search->at))
        add(option, group, F_SAME_VERB);
    if (resolver_token(resolver, candidate->head)->deprel == DEPREL_CONJ)
        add(option, group, F_CONJUNCT);
}

/* What kind of "it": 1 hangs on no verb ("it is clear"), 2 on one that often has an empty subject
 * ("it seems"), 3 has a clause behind its verb ("it emerged that"), 0 another. */
static uint32_t verb_kind(const resolver *resolver, uint32_t at)
{
    static const char empty[] = " appear be become happen look mean rain seem snow take turn ";
    const token *token = resolver_token(resolver, at);
    if (is_possessive(resolver, at) || token->head == TOKEN_NONE)
        return 0;
    const struct token *verb = resolver_token(resolver, token->head);
    if (verb->upos != UPOS_VERB)
        return 1;
    if (words_in(empty, sizeof empty - 1, verb->lemma))
        return 2;
    const uint32_t tokens = resolver->analysis->tokens.count;
    for (uint32_t i = token->head + 1; i < tokens && i - token->head <= 8; i++) {
        const struct token *behind = resolver_token(resolver, i);
        if (behind->head == token->head &&
            (behind->deprel == DEPREL_CCOMP || behind->deprel == DEPREL_CSUBJ))
            return 3;
    }
    return 0;
}

static void describe_none(const resolver *resolver, const pronoun_search *search,
                          const option *options, uint32_t count, option *none)
{
    const pronoun_group group = pronoun_group_of(search->pronoun);
    uint32_t here = 0;
    uint32_t subjects = 0;
    for (uint32_t i = 1; i < count; i++) {
        const candidate *candidate = &resolver->candidates.items[options[i].candidate];
        here += search->sentence - candidate->sentence <= 1;
        subjects += candidate->subject;
    }
    add(none, group, F_NONE);
    add(none, group, F_NONE_ROLE + role_of(resolver, search->at));
    add(none, group, F_NONE_VERB + verb_kind(resolver, search->at));
    add(none, group, F_NONE_OPTIONS + bucket(here));
    add(none, group, F_NONE_QUOTED + resolver->quoted[search->at]);
    add(none, group, F_NONE_NEAR + (subjects < 2 ? subjects : 2));
}

/* ---- Options -------------------------------------------------------------------------- */

static bool has_cluster(const resolver *resolver, const option *options, uint32_t count,
                        uint32_t cluster)
{
    for (uint32_t i = 1; i < count; i++)
        if (resolver->candidates.items[options[i].candidate].cluster == cluster)
            return true;
    return false;
}

/* A cluster that has a mention where the pronoun cannot mean it is out with all its mentions. */
static bool is_barred(const resolver *resolver, const pronoun_search *search, uint32_t cluster)
{
    for (uint32_t i = resolver->candidates.count; i-- > 0;) {
        const candidate *candidate = &resolver->candidates.items[i];
        if (candidate->sentence != search->sentence)
            return false;
        if (candidate->cluster == cluster && !binds(resolver, candidate, search->at))
            return true;
    }
    return false;
}

/* "The agency (IAEA) said that it": the apposition is left to what it stands beside. */
static bool stands_for(const resolver *resolver, const candidate *candidate)
{
    const token *token = resolver_token(resolver, candidate->head);
    if (candidate->pronoun || token->deprel != DEPREL_APPOS || token->head == TOKEN_NONE ||
        resolver->candidate_of[token->head] == UINT32_MAX)
        return false;
    const uint32_t other = resolver->candidate_of[token->head];
    return resolver->candidates.items[other].cluster == candidate->cluster;
}

/* One option for each cluster that may be meant, by its last mention. */
static uint32_t collect(const resolver *resolver, const pronoun_search *search, option *options)
{
    const uint32_t all = resolver->candidates.count;
    uint32_t count = 1;
    options[0] = (option){.candidate = UINT32_MAX};
    for (uint32_t i = all; i-- > 0 && all - i <= WINDOW && count < OPTIONS_MAX;) {
        const candidate *candidate = &resolver->candidates.items[i];
        if (search->sentence - candidate->sentence > SENTENCES_BACK)
            break;
        if (candidate->headline || stands_for(resolver, candidate) ||
            !agrees(resolver, candidate, search->pronoun) ||
            is_speaker_outside(resolver, candidate, search->at) ||
            has_cluster(resolver, options, count, candidate->cluster) ||
            is_barred(resolver, search, candidate->cluster))
            continue;
        options[count] = (option){.candidate = i};
        describe(resolver, search, candidate, count - 1, &options[count]);
        count++;
    }
    describe_none(resolver, search, options, count, &options[0]);
    return count;
}

static int32_t score_of(const option *option)
{
    int32_t score = 0;
    for (uint32_t i = 0; i < option->count; i++)
        score += coref_weights[option->features[i]];
    return score;
}

/* The best; *margin: how far it is ahead. */
static uint32_t choose(const option *options, uint32_t count, int32_t *margin)
{
    uint32_t best = 0;
    int32_t first = INT32_MIN;
    int32_t second = INT32_MIN;
    for (uint32_t i = 0; i < count; i++) {
        const int32_t score = score_of(&options[i]);
        if (score > first) {
            second = first;
            first = score;
            best = i;
        } else if (score > second) {
            second = score;
        }
    }
    *margin = count > 1 ? first - second : 0;
    return best;
}

/* "The union said that it ...": the one subject above that can say, plan or sell something. GUM has
 * few such sentences, news has many. 0: there is none, or two. */
static uint32_t subject_above(const resolver *resolver, const pronoun_search *search,
                              const option *options, uint32_t count)
{
    uint32_t found = 0;
    if (search->pronoun != PRONOUN_IT || verb_kind(resolver, search->at) != 0)
        return 0;
    for (uint32_t i = 1; i < count; i++) {
        const candidate *candidate = &resolver->candidates.items[options[i].candidate];
        const uint32_t above =
            candidate->sentence == search->sentence ? governs(resolver, candidate, search->at) : 0;
        if (above == 0 || (candidate->kind != NOUN_GROUP && candidate->kind != NOUN_PLACE))
            continue;
        if (found != 0)
            return 0;
        found = i;
    }
    return found;
}

uint32_t resolver_find_pronoun(const resolver *resolver, const pronoun_search *search,
                               int32_t *margin)
{
    if (resolver_token(resolver, search->at)->deprel == DEPREL_EXPL)
        return UINT32_MAX;
    arena_mark mark = arena_save(resolver->scratch);
    option *options = arena_array(resolver->scratch, option, OPTIONS_MAX);
    const uint32_t count = collect(resolver, search, options);
    const pronoun_observer *observer = resolver->observer;
    uint32_t chosen;
    if (observer != NULL)
        chosen = observer->choose(observer->context, resolver, search, options, count, margin);
    else
        chosen = choose(options, count, margin);
    if (observer == NULL &&
        (chosen == 0 || *margin < coref_margins[pronoun_group_of(search->pronoun)])) {
        const uint32_t above = subject_above(resolver, search, options, count);
        chosen = above != 0 ? above : chosen;
        *margin = above != 0 ? INT32_MAX : *margin;
    }
    const uint32_t found = options[chosen].candidate;
    if (found != UINT32_MAX && resolver->candidates.items[found].pronoun &&
        resolver->candidates.items[found].margin < *margin)
        *margin = resolver->candidates.items[found].margin;
    arena_restore(resolver->scratch, mark);
    return found;
}
