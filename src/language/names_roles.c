/* names_roles.c - what the words around a name say of who it is: roles, gender, country, whether
 * a capital stands for its government. Input: names with entities, and trees.
 *
 *     before   [US national security adviser] Nils Oyelaran
 *     behind   Tove Lindal, [the Foreign Ministry spokesman],     Dorn, who is [director of ...],
 *     ahead    [a Foreign Ministry spokesman], Tove Lindal, said
 *     said of  Aherne is [the harbour master]
 *
 * The noun must be one for a person (people.h). Which words belong to it, the tree says; to whom
 * it belongs, the place: parsers hang "A and B, the spokesman" on A as often as on B, while
 * writers put it behind whom they mean. */
#include "language/countries.h"
#include "language/names.h"

#include <string.h>

enum { ROLE_TOKENS_MAX = 24, ROLES_MAX = 8 };

typedef struct range {
    uint32_t start;
    uint32_t end;
} range;

static const char possessives[] = " her his its my our their your ";

static bool is_person_noun(const finder *finder, uint32_t at)
{
    const token *token = finder_token(finder, at);
    if (token_in_list(token, WORDS_ROLE))
        return true;
    if (finder->analysis->has_trees)
        return (token->upos == UPOS_NOUN || token->upos == UPOS_PROPN) &&
               noun_kind_of(token->lemma) == NOUN_PERSON;
    return token_in_list(token, WORDS_TITLE);
}

/* Does the token hang on `top`, in at most ROLE_TOKENS_MAX steps? */
static bool hangs_on(const finder *finder, uint32_t at, uint32_t top)
{
    for (int steps = 0; at != TOKEN_NONE && steps < ROLE_TOKENS_MAX; steps++) {
        if (at == top)
            return true;
        at = finder_token(finder, at)->head;
    }
    return false;
}

static bool is_word(const finder *finder, uint32_t at, const char *words)
{
    return words_in(words, strlen(words), finder_word(finder, at));
}

/* ---- Extents -------------------------------------------------------------------------- */

/* The first of the words before `noun` that belong to it, not before `floor`. */
static uint32_t start_of(const finder *finder, uint32_t noun, uint32_t floor)
{
    uint32_t at = noun;
    while (at > floor && noun - at < ROLE_TOKENS_MAX) {
        const token *token = finder_token(finder, at - 1);
        const bool mark = token->upos == UPOS_PUNCT && token->deprel == DEPREL_PUNCT &&
                          !str_equal(finder_word(finder, at - 1), STR("-"));
        if (!hangs_on(finder, at - 1, noun) || mark || token->upos == UPOS_ADP ||
            token->upos == UPOS_AUX)
            break;
        at--;
    }
    while (at < noun &&
           (finder_token(finder, at)->upos == UPOS_DET ||
            finder_token(finder, at)->upos == UPOS_CCONJ || is_word(finder, at, possessives)))
        at++;
    return at;
}

/* Behind the last of the words behind `noun` that belong to it: "of the Council on ...". */
static uint32_t end_of(const finder *finder, uint32_t noun, uint32_t limit)
{
    uint32_t at = noun + 1;
    while (at < limit && at - noun < ROLE_TOKENS_MAX) {
        const token *token = finder_token(finder, at);
        if (!hangs_on(finder, at, noun) || token->upos == UPOS_PUNCT || token->upos == UPOS_VERB ||
            token->upos == UPOS_SCONJ || is_word(finder, at, " that which who whom whose "))
            break;
        at++;
    }
    while (at > noun + 1 && (finder_token(finder, at - 1)->upos == UPOS_CCONJ ||
                             finder_token(finder, at - 1)->upos == UPOS_ADP))
        at--;
    return at;
}

/* ---- Roles ---------------------------------------------------------------------------- */

static void note_gender(const finder *finder, entity *entity, range role)
{
    for (uint32_t at = role.start; at < role.end && entity->gender == NAME_GENDER_UNKNOWN; at++)
        if (is_person_noun(finder, at))
            entity->gender = gender_of_noun(finder_word(finder, at));
}

static void note_country(const finder *finder, entity *entity, range role)
{
    for (uint32_t at = role.start; at < role.end && entity->country.len == 0; at++) {
        country country = {COUNTRY_NONE, ""};
        if (at + 2 <= role.end)
            country = country_find(finder_text(finder, at, at + 2));
        if (country.word == COUNTRY_NONE)
            country = country_find(finder_word(finder, at));
        if (country.word != COUNTRY_NONE)
            entity->country = str_of(country.code);
    }
}

/* "The only candidate", "the first woman to lead it", "one of the city's best known doctors": told
 * of somebody, but no office. "First lady" and "first deputy" are. */
static bool is_distinction(const finder *finder, range role)
{
    for (uint32_t at = role.start; at < role.end; at++) {
        if (is_word(finder, at, " best latest most oldest one only youngest ") ||
            (is_word(finder, at, " first last second third ") && at + 1 < role.end &&
             !is_word(finder, at + 1, " deputy lady minister secretary sergeant vice ")))
            return true;
        if (is_word(finder, at, " at for in of on who with "))
            return false;
    }
    return false;
}

static void add_role(const finder *finder, entity *entity, range role)
{
    if (role.start >= role.end)
        return;
    str text = finder_text(finder, role.start, role.end);
    note_gender(finder, entity, role);
    note_country(finder, entity, role);
    if (is_distinction(finder, role))
        return;
    for (uint32_t i = 0; i < entity->roles.count; i++)
        if (str_equal_nocase(entity->roles.items[i], text))
            return;
    if (entity->roles.count == 0)
        entity->role = text;
    if (entity->roles.count < ROLES_MAX)
        *array_push(finder->keep, &entity->roles) = text;
}

/* "Mr." and the like tell a gender, but no role. */
static bool is_address(const finder *finder, uint32_t at)
{
    return is_word(finder, at, " dr dr. madam miss mr mr. mrs mrs. ms ms. mx mx. sir ");
}

static bool stands_in_name(const finder *finder, uint32_t at)
{
    const uint16_t tag = finder_token(finder, at)->name;
    return tag != NAME_TAG_NONE &&
           str_equal(label_at(&finder->analysis->labels->names, name_tag_kind(tag)), STR("PER"));
}

/* "His sister Nora" is no office. */
static range role_before(const finder *finder, const name *name, uint32_t floor)
{
    const range none = {0, 0};
    if (name->first_token == floor)
        return none;
    const uint32_t noun = name->first_token - 1;
    const token *token = finder_token(finder, noun);
    bool role = is_person_noun(finder, noun) || token_in_list(token, WORDS_TITLE);
    if (!role || is_address(finder, noun) || stands_in_name(finder, noun) ||
        str_ends(finder_word(finder, noun), STR("s")))
        return none;
    const uint32_t start = start_of(finder, noun, floor);
    if (start > floor && is_word(finder, start - 1, possessives))
        return none;
    return (range){start, noun + 1};
}

static uint32_t head_of(const finder *finder, const name *name)
{
    const uint32_t end = name->first_token + name->token_count;
    for (uint32_t at = name->first_token; at < end; at++) {
        const uint32_t head = finder_token(finder, at)->head;
        if (head == TOKEN_NONE || head < name->first_token || head >= end)
            return at;
    }
    return name->first_token;
}

/* Without a tree: the capitals and role words right before the name. */
static range role_before_by_shape(const finder *finder, const name *name, uint32_t floor)
{
    uint32_t at = name->first_token;
    bool role = false;
    while (at > floor && name->first_token - at < 8) {
        const token *token = finder_token(finder, at - 1);
        bool noun = token_in_list(token, WORDS_ROLE) || token_in_list(token, WORDS_TITLE);
        if (!token->is_word || (!noun && !role) || is_address(finder, at - 1) ||
            (token_in_list(token, WORDS_FUNCTION) && !is_word(finder, at - 1, " us ")))
            break;
        role = role || noun;
        at--;
    }
    return (range){at, name->first_token};
}

/* The noun that an apposition at [from, limit) is about, or TOKEN_NONE. */
static uint32_t apposed_noun(const finder *finder, uint32_t from, uint32_t limit)
{
    for (uint32_t at = from; at < limit && at - from < ROLE_TOKENS_MAX; at++) {
        const token *token = finder_token(finder, at);
        if (token->upos == UPOS_VERB || token->upos == UPOS_PRON || token->upos == UPOS_PUNCT)
            return TOKEN_NONE;
        if (!is_person_noun(finder, at))
            continue;
        if (token->head != TOKEN_NONE && token->head > at && token->head < limit &&
            finder_token(finder, token->head)->upos != UPOS_VERB &&
            (token->deprel == DEPREL_COMPOUND || token->deprel == DEPREL_NMOD))
            continue;
        return at;
    }
    return TOKEN_NONE;
}

static bool is_apposition(const finder *finder, uint32_t noun)
{
    const token *token = finder_token(finder, noun);
    return token->deprel == DEPREL_APPOS || token->deprel == DEPREL_CONJ ||
           token->deprel == DEPREL_ACL || token->deprel == DEPREL_PARATAXIS ||
           token->deprel == DEPREL_NMOD || token->deprel == DEPREL_LIST;
}

static bool is_be(const finder *finder, uint32_t at)
{
    return finder_token(finder, at)->upos == UPOS_AUX && is_word(finder, at, " is was ");
}

/* "Name, a spokesman for ..." and "Name, who is ...". */
static range role_behind(const finder *finder, const name *name, uint32_t limit)
{
    const range none = {0, 0};
    uint32_t at = name->first_token + name->token_count;
    if (at + 1 >= limit || !str_equal(finder_word(finder, at), STR(",")))
        return none;
    at++;
    const bool clause = at + 2 < limit && is_word(finder, at, " who ") && is_be(finder, at + 1);
    if (clause)
        at += 2;
    const uint32_t noun = apposed_noun(finder, at, limit);
    if (noun == TOKEN_NONE || (!clause && !is_apposition(finder, noun)))
        return none;
    return (range){start_of(finder, noun, at), end_of(finder, noun, limit)};
}

/* "A spokesman for the port, Name, said": the name is the apposition. */
static range role_ahead(const finder *finder, const name *name, uint32_t floor)
{
    const range none = {0, 0};
    if (name->first_token < floor + 2 ||
        !str_equal(finder_word(finder, name->first_token - 1), STR(",")))
        return none;
    const token *head = finder_token(finder, head_of(finder, name));
    const uint32_t noun = head->head;
    if (head->deprel != DEPREL_APPOS || noun == TOKEN_NONE || noun < floor ||
        noun >= name->first_token - 1 || !is_person_noun(finder, noun) ||
        stands_in_name(finder, noun) || str_ends(finder_word(finder, noun), STR("s")))
        return none;
    const uint32_t start = start_of(finder, noun, floor);
    if (is_word(finder, start, possessives) ||
        (start > floor && is_word(finder, start - 1, possessives)))
        return none;
    return (range){start, end_of(finder, noun, name->first_token - 1)};
}

/* "Name is the harbour master". */
static range role_said(const finder *finder, const name *name, uint32_t limit)
{
    const range none = {0, 0};
    const uint32_t at = name->first_token + name->token_count;
    if (at + 2 >= limit || !is_be(finder, at))
        return none;
    const uint32_t noun = apposed_noun(finder, at + 1, limit);
    if (noun == TOKEN_NONE || finder_token(finder, at)->head != noun)
        return none;
    for (uint32_t i = at + 1; i < noun; i++)
        if (is_word(finder, i, " n't never no not "))
            return none;
    return (range){start_of(finder, noun, at + 1), end_of(finder, noun, limit)};
}

/* ---- Gender, government --------------------------------------------------------------- */

static void note_person(const finder *finder, entity *entity, const name *name)
{
    const sentence *sentence = &finder->analysis->sentences.items[name->sentence];
    const uint32_t floor = sentence->first_token;
    const uint32_t limit = floor + sentence->token_count;
    if (finder_in_headline(finder, sentence))
        return;
    if (name->first_token > floor && entity->gender == NAME_GENDER_UNKNOWN)
        entity->gender = gender_of_title(finder_word(finder, name->first_token - 1));
    if (!finder->analysis->has_trees) {
        add_role(finder, entity, role_before_by_shape(finder, name, floor));
        return;
    }
    add_role(finder, entity, role_before(finder, name, floor));
    add_role(finder, entity, role_behind(finder, name, limit));
    add_role(finder, entity, role_ahead(finder, name, floor));
    add_role(finder, entity, role_said(finder, name, limit));
}

static void finish_gender(entity *entity)
{
    str first;
    str rest = entity->name;
    if (entity->kind != NAME_PERSON || entity->gender != NAME_GENDER_UNKNOWN ||
        !str_field(&rest, ' ', &first))
        return;
    entity->gender = gender_of_title(first);
    if (entity->gender == NAME_GENDER_UNKNOWN && rest.len > 0)
        entity->gender = gender_of_name(first);
}

/* Does a capital do something? "Beijing denied" and "Moscow and Beijing agreed"; not "Rome saw
 * talks" in the passive, nor "in Rome". */
static bool acts(const finder *finder, uint32_t at)
{
    const token *token = finder_token(finder, at);
    if (token->deprel == DEPREL_CONJ && token->head != TOKEN_NONE)
        token = finder_token(finder, token->head);
    if (token->deprel != DEPREL_NSUBJ || token->head == TOKEN_NONE)
        return false;
    str relation = label_at(&finder->analysis->labels->relations, token->relation);
    return finder_token(finder, token->head)->upos == UPOS_VERB &&
           str_equal(relation, STR("nsubj"));
}

static void note_government(const finder *finder, entity *entity, name *name)
{
    const country country =
        country_find(finder_text(finder, name->first_token, name->first_token + name->token_count));
    if (country.word == COUNTRY_NONE || country.word == COUNTRY_PEOPLE)
        return;
    entity->country = str_of(country.code);
    name->stands_for_government = country.word == COUNTRY_SEAT ||
                                  (country.word == COUNTRY_CAPITAL && finder->analysis->has_trees &&
                                   acts(finder, head_of(finder, name)));
    entity->stands_for_government = entity->stands_for_government || name->stands_for_government;
}

/* "Chinese Foreign Ministry" is of China. */
static void note_own_country(const finder *finder, entity *entity, const name *name)
{
    const country country = country_find(finder_word(finder, name->first_token));
    if (entity->country.len == 0 && name->token_count > 1 && country.word != COUNTRY_NONE &&
        country.word != COUNTRY_CAPITAL)
        entity->country = str_of(country.code);
}

void names_roles(finder *finder)
{
    analysis *analysis = finder->analysis;
    for (uint32_t i = 0; i < analysis->names.count; i++) {
        name *name = &analysis->names.items[i];
        entity *entity = &analysis->entities.items[name->entity];
        if (name->kind == NAME_PERSON) {
            note_person(finder, entity, name);
            names_party(finder, name, entity);
            continue;
        }
        note_government(finder, entity, name);
        if (name->kind == NAME_ORGANIZATION)
            note_own_country(finder, entity, name);
    }
    for (uint32_t i = 0; i < analysis->entities.count; i++)
        finish_gender(&analysis->entities.items[i]);
}
