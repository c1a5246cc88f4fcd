/* names.c - capitalised-name mentions and who is the same, by shape and word lists.
 *
 *   US national security adviser Jake Sullivan met ... Sullivan said
 *      |_________role__________| |____name____|        |_name_|   -> one entity
 *
 * Input: sentences and tokens. Output: analysis.names and analysis.entities.
 * A first version behind the stage interface: a trained tagger takes its place. It prefers
 * missing a name over inventing one: a capitalised word at the start of a sentence counts
 * only when the report also has it capitalised elsewhere, or when another one follows. */
#include "language/language.h"

#include "base/map.h"
#include "base/utf8.h"
#include "language/wordlists.h"

enum { NAME_TOKENS_MAX = 12, ROLE_TOKENS_MAX = 8 };

typedef struct finder {
    arena *keep;
    const report *report;
    analysis *analysis;
    map inner; /* words seen capitalised inside a sentence */
} finder;

static str word_of(const finder *finder, uint32_t at)
{
    return token_text(finder->report, &finder->analysis->tokens.items[at]);
}

static bool in_list(const finder *finder, word_list list, uint32_t at)
{
    return token_in_list(&finder->analysis->tokens.items[at], list);
}

/* Looks each distinct word up once: texts repeat their words. */
static void look_up_words(finder *finder, arena *scratch)
{
    map known = {.arena = scratch};
    token_array *tokens = &finder->analysis->tokens;
    for (uint32_t at = 0; at < tokens->count; at++) {
        if (!tokens->items[at].is_word)
            continue;
        str word = word_of(finder, at);
        uint32_t *bits = map_put(&known, word);
        if (*bits == MAP_NONE)
            *bits = words_lists_of(word);
        tokens->items[at].lists = (uint8_t)*bits;
    }
}

static bool is_headline(const finder *finder, const sentence *sentence)
{
    return finder->report->blocks.items[sentence->block].kind == BLOCK_HEADLINE;
}

static void note_words(finder *finder)
{
    const analysis *analysis = finder->analysis;
    for (uint32_t s = 0; s < analysis->sentences.count; s++) {
        const sentence *sentence = &analysis->sentences.items[s];
        if (is_headline(finder, sentence))
            continue;
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            uint32_t at = sentence->first_token + i;
            const token *token = &analysis->tokens.items[at];
            if (token->is_word && token->starts_upper && i > 0 &&
                analysis->tokens.items[at - 1].is_word)
                *map_put(&finder->inner, word_of(finder, at)) = at;
        }
    }
}

static bool is_abbreviation_dot(const finder *finder, uint32_t at)
{
    return str_ends(word_of(finder, at), STR(".")) && finder->analysis->tokens.items[at].starts_upper;
}

/* Can the token stand in a name at all? */
static bool is_capital(const finder *finder, uint32_t at)
{
    const token *token = &finder->analysis->tokens.items[at];
    return token->starts_upper && token->is_word && !token->joined &&
           !in_list(finder, WORDS_CALENDAR, at);
}

static bool begins_sentence(const finder *finder, const sentence *sentence, uint32_t at)
{
    for (uint32_t i = sentence->first_token; i < at; i++)
        if (finder->analysis->tokens.items[i].is_word)
            return utf8_is_double_quote(utf8_peek(word_of(finder, at - 1), 0));
    return true;
}

/* Does a name start here? Words that begin a sentence need support. */
static bool can_start(const finder *finder, const sentence *sentence, uint32_t at)
{
    if (!is_capital(finder, at))
        return false;
    str word = word_of(finder, at);
    if (in_list(finder, WORDS_FUNCTION, at) && !str_equal(word, STR("US")))
        return false;
    if (!begins_sentence(finder, sentence, at))
        return true;
    if (map_get(&finder->inner, word) != MAP_NONE || in_list(finder, WORDS_PLACE, at) ||
        in_list(finder, WORDS_TITLE, at) || in_list(finder, WORDS_DEMONYM, at))
        return true;
    uint32_t end = sentence->first_token + sentence->token_count;
    return at + 1 < end && is_capital(finder, at + 1) &&
           !in_list(finder, WORDS_FUNCTION, at + 1);
}

/* "of the", "de la", "and" do not end a name when a capital follows. */
static uint32_t bridge(const finder *finder, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    str word = word_of(finder, at);
    if (str_equal(word, STR("of")) || str_equal(word, STR("for"))) {
        next++;
        if (next < end && str_equal(word_of(finder, next), STR("the")))
            next++;
    } else {
        while (next < end && in_list(finder, WORDS_PARTICLE, next) &&
               !finder->analysis->tokens.items[next].starts_upper)
            next++;
    }
    return next > at && next < end && is_capital(finder, next) ? next : at;
}

static uint32_t name_end(const finder *finder, uint32_t start, uint32_t end)
{
    uint32_t at = start + 1;
    if (end > start + NAME_TOKENS_MAX)
        end = start + NAME_TOKENS_MAX;
    while (at < end) {
        if (is_capital(finder, at) &&
            (!in_list(finder, WORDS_FUNCTION, at) || is_abbreviation_dot(finder, at))) {
            at++;
            continue;
        }
        uint32_t beyond = bridge(finder, at, end);
        if (beyond == at)
            break;
        at = beyond + 1;
    }
    return at;
}

static bool has_word_of(const finder *finder, word_list list, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end; at++)
        if (in_list(finder, list, at))
            return true;
    return false;
}

static bool is_initials(str word)
{
    bool upper = word.len >= 2;
    for (size_t i = 0; i < word.len; i++)
        upper = upper && ((word.data[i] >= 'A' && word.data[i] <= 'Z') || word.data[i] == '.');
    return upper;
}

static name_kind kind_of(const finder *finder, uint32_t start, uint32_t end, bool titled)
{
    if (has_word_of(finder, WORDS_ORGANIZATION, start, end))
        return NAME_ORGANIZATION;
    if (in_list(finder, WORDS_PLACE, end - 1))
        return NAME_PLACE;
    if (titled)
        return NAME_PERSON;
    if (end - start == 1)
        return is_initials(word_of(finder, start)) ? NAME_ORGANIZATION : NAME_OTHER;
    bool plain = end - start <= 4;
    for (uint32_t at = start; at < end; at++)
        plain = plain && (is_capital(finder, at) || in_list(finder, WORDS_PARTICLE, at)) &&
                !in_list(finder, WORDS_DEMONYM, at) &&
                !in_list(finder, WORDS_ROLE, at);
    return plain ? NAME_PERSON : NAME_OTHER;
}

static void add_name(finder *finder, uint32_t sentence, uint32_t start, uint32_t end,
                     name_kind kind)
{
    const token *tokens = finder->analysis->tokens.items;
    name *name = array_push(finder->keep, &finder->analysis->names);
    name->start = tokens[start].start;
    name->end = tokens[end - 1].end;
    name->first_token = start;
    name->token_count = end - start;
    name->sentence = sentence;
    name->kind = kind;
    name->entity = UINT32_MAX;
}

/* Splits titles and adjectives off the front: "Chinese President Xi Jinping" -> Xi Jinping. */
static void take_name(finder *finder, uint32_t sentence, uint32_t start, uint32_t end)
{
    uint32_t first = start;
    bool titled = false;
    bool organization = has_word_of(finder, WORDS_ORGANIZATION, start, end);
    for (uint32_t at = start; at + 1 < end; at++) {
        if (in_list(finder, WORDS_TITLE, at) || in_list(finder, WORDS_ROLE, at)) {
            first = at + 1;
            titled = true;
        }
    }
    if (titled && str_equal(word_of(finder, first), STR("of")))
        return;
    while (!titled && !organization && first + 1 < end &&
           in_list(finder, WORDS_DEMONYM, first))
        first++;
    if (end - first == 1 && (in_list(finder, WORDS_TITLE, first) || in_list(finder, WORDS_ROLE, first) ||
                             in_list(finder, WORDS_DEMONYM, first)))
        return;
    name_kind kind = kind_of(finder, first, end, titled);
    add_name(finder, sentence, first, end, kind);
}

static void find_names(finder *finder)
{
    const analysis *analysis = finder->analysis;
    for (uint32_t s = 0; s < analysis->sentences.count; s++) {
        const sentence *sentence = &analysis->sentences.items[s];
        if (is_headline(finder, sentence))
            continue;
        uint32_t end = sentence->first_token + sentence->token_count;
        for (uint32_t at = sentence->first_token; at < end;) {
            if (!can_start(finder, sentence, at)) {
                at++;
                continue;
            }
            uint32_t behind = name_end(finder, at, end);
            take_name(finder, s, at, behind);
            at = behind;
        }
    }
}

/* ---- Entities ------------------------------------------------------------------------- */

static str name_text(const finder *finder, const name *name)
{
    return str_slice(finder->report->text, name->start, name->end);
}

static str last_word(str name)
{
    size_t at = name.len;
    while (at > 0 && name.data[at - 1] != ' ')
        at--;
    return str_slice(name, at, name.len);
}

/* Role words that stand before a person's name, in lower case or not: from the word behind
 * the last comma, verb or preposition. Only what is adjacent counts. */
static str role_before(const finder *finder, const name *name)
{
    const analysis *analysis = finder->analysis;
    const sentence *sentence = &analysis->sentences.items[name->sentence];
    uint32_t at = name->first_token;
    uint32_t floor = sentence->first_token;
    bool role = false;
    while (at > floor && name->first_token - at < ROLE_TOKENS_MAX) {
        const token *token = &analysis->tokens.items[at - 1];
        str word = word_of(finder, at - 1);
        bool noun = in_list(finder, WORDS_ROLE, at - 1) || in_list(finder, WORDS_TITLE, at - 1);
        if (!token->is_word || (in_list(finder, WORDS_FUNCTION, at - 1) && !str_equal(word, STR("US"))) ||
            (!noun && !role))
            break;
        role = role || noun;
        at--;
    }
    if (!role)
        return (str){NULL, 0};
    return str_slice(finder->report->text, analysis->tokens.items[at].start,
                     analysis->tokens.items[name->first_token - 1].end);
}

static uint32_t new_entity(finder *finder, uint32_t at)
{
    const name *name = &finder->analysis->names.items[at];
    entity *entity = array_push(finder->keep, &finder->analysis->entities);
    entity->kind = name->kind;
    entity->name = name_text(finder, name);
    entity->first_name = at;
    return finder->analysis->entities.count - 1;
}

static void add_alias(finder *finder, entity *entity, str form)
{
    if (str_equal(entity->name, form))
        return;
    for (uint32_t i = 0; i < entity->aliases.count; i++)
        if (str_equal(entity->aliases.items[i], form))
            return;
    *array_push(finder->keep, &entity->aliases) = form;
}

/* Full names first, so that a surname finds its owner also when it comes before. A surname
 * that two persons of the report share belongs to the one named last before it. */
static void join_names(finder *finder, arena *scratch)
{
    map full = {.arena = scratch};
    map surname = {.arena = scratch};
    name_array *names = &finder->analysis->names;
    for (uint32_t pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < names->count; i++) {
            name *name = &names->items[i];
            str text = name_text(finder, name);
            bool single = name->token_count == 1;
            if (pass == 0 && single)
                continue;
            uint32_t *known = map_put(&full, text);
            if (*known == MAP_NONE && single && map_get(&surname, text) != MAP_NONE)
                *known = map_get(&surname, text);
            if (*known == MAP_NONE)
                *known = new_entity(finder, i);
            name->entity = *known;
            if (!single && name->kind == NAME_PERSON)
                *map_put(&surname, last_word(text)) = *known;
        }
    }
}

static void count_mentions(finder *finder)
{
    for (uint32_t i = 0; i < finder->analysis->names.count; i++) {
        name *name = &finder->analysis->names.items[i];
        entity *entity = &finder->analysis->entities.items[name->entity];
        entity->mentions++;
        name->kind = entity->kind;
        add_alias(finder, entity, name_text(finder, name));
        if (entity->role.len == 0 && entity->kind == NAME_PERSON)
            entity->role = role_before(finder, name);
    }
}

void names_run(arena *keep, arena *scratch, const report *report, analysis *analysis)
{
    arena_mark mark = arena_save(scratch);
    finder finder = {.keep = keep, .report = report, .analysis = analysis};
    finder.inner.arena = scratch;
    look_up_words(&finder, scratch);
    note_words(&finder);
    find_names(&finder);
    join_names(&finder, scratch);
    count_mentions(&finder);
    arena_restore(scratch, mark);
}
