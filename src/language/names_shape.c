/* names_shape.c - names by capitals and word lists, for reports that the language model did not
 * analyse. It prefers missing a name over inventing one: a capitalised word at the start of a
 * sentence counts only when the report also has it capitalised elsewhere, or when another one
 * follows. */
#include "base/map.h"
#include "base/utf8.h"
#include "language/names.h"

enum { NAME_TOKENS_MAX = 12 };

typedef struct shapes {
    finder *finder;
    map inner; /* words seen capitalised inside a sentence */
} shapes;

static str word_of(const shapes *shapes, uint32_t at)
{
    return finder_word(shapes->finder, at);
}

static bool in_list(const shapes *shapes, word_list list, uint32_t at)
{
    return token_in_list(finder_token(shapes->finder, at), list);
}

static void note_words(shapes *shapes)
{
    const analysis *analysis = shapes->finder->analysis;
    for (uint32_t s = 0; s < analysis->sentences.count; s++) {
        const sentence *sentence = &analysis->sentences.items[s];
        if (finder_in_headline(shapes->finder, sentence))
            continue;
        for (uint32_t i = 0; i < sentence->token_count; i++) {
            uint32_t at = sentence->first_token + i;
            const token *token = &analysis->tokens.items[at];
            if (token->is_word && token->starts_upper && i > 0 &&
                analysis->tokens.items[at - 1].is_word)
                *map_put(&shapes->inner, word_of(shapes, at)) = at;
        }
    }
}

static bool is_abbreviation_dot(const shapes *shapes, uint32_t at)
{
    return str_ends(word_of(shapes, at), STR(".")) &&
           shapes->finder->analysis->tokens.items[at].starts_upper;
}

/* Can the token stand in a name at all? */
static bool is_capital(const shapes *shapes, uint32_t at)
{
    const token *token = &shapes->finder->analysis->tokens.items[at];
    return token->starts_upper && token->is_word && !token->joined &&
           !in_list(shapes, WORDS_CALENDAR, at);
}

static bool begins_sentence(const shapes *shapes, const sentence *sentence, uint32_t at)
{
    for (uint32_t i = sentence->first_token; i < at; i++)
        if (shapes->finder->analysis->tokens.items[i].is_word)
            return utf8_is_double_quote(utf8_peek(word_of(shapes, at - 1), 0));
    return true;
}

/* Does a name start here? Words that begin a sentence need support. */
static bool can_start(const shapes *shapes, const sentence *sentence, uint32_t at)
{
    if (!is_capital(shapes, at))
        return false;
    str word = word_of(shapes, at);
    if (in_list(shapes, WORDS_FUNCTION, at) && !str_equal(word, STR("US")))
        return false;
    if (!begins_sentence(shapes, sentence, at))
        return true;
    if (map_get(&shapes->inner, word) != MAP_NONE || in_list(shapes, WORDS_PLACE, at) ||
        in_list(shapes, WORDS_TITLE, at) || in_list(shapes, WORDS_DEMONYM, at))
        return true;
    uint32_t end = sentence->first_token + sentence->token_count;
    uint32_t next = at + 1;
    while (next < end && in_list(shapes, WORDS_PARTICLE, next))
        next++;
    return next < end && is_capital(shapes, next) && !in_list(shapes, WORDS_FUNCTION, next);
}

/* "of the", "de la", "and" do not end a name when a capital follows. */
static uint32_t bridge(const shapes *shapes, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    str word = word_of(shapes, at);
    if (str_equal(word, STR("of")) || str_equal(word, STR("for"))) {
        next++;
        if (next < end && str_equal(word_of(shapes, next), STR("the")))
            next++;
    } else {
        while (next < end && in_list(shapes, WORDS_PARTICLE, next) &&
               !shapes->finder->analysis->tokens.items[next].starts_upper)
            next++;
    }
    return next > at && next < end && is_capital(shapes, next) ? next : at;
}

static uint32_t name_end(const shapes *shapes, uint32_t start, uint32_t end)
{
    uint32_t at = start + 1;
    if (end > start + NAME_TOKENS_MAX)
        end = start + NAME_TOKENS_MAX;
    while (at < end) {
        if (is_capital(shapes, at) &&
            (!in_list(shapes, WORDS_FUNCTION, at) || is_abbreviation_dot(shapes, at))) {
            at++;
            continue;
        }
        uint32_t beyond = bridge(shapes, at, end);
        if (beyond == at)
            break;
        at = beyond + 1;
    }
    return at;
}

static bool has_word_of(const shapes *shapes, word_list list, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end; at++)
        if (in_list(shapes, list, at))
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

static name_kind kind_of(const shapes *shapes, uint32_t start, uint32_t end, bool titled)
{
    if (has_word_of(shapes, WORDS_ORGANIZATION, start, end))
        return NAME_ORGANIZATION;
    if (in_list(shapes, WORDS_PLACE, end - 1))
        return NAME_PLACE;
    if (titled)
        return NAME_PERSON;
    if (end - start == 1)
        return is_initials(word_of(shapes, start)) ? NAME_ORGANIZATION : NAME_OTHER;
    bool plain = end - start <= 4;
    for (uint32_t at = start; at < end; at++)
        plain = plain && (is_capital(shapes, at) || in_list(shapes, WORDS_PARTICLE, at)) &&
                !in_list(shapes, WORDS_DEMONYM, at) && !in_list(shapes, WORDS_ROLE, at);
    return plain ? NAME_PERSON : NAME_OTHER;
}

static void add_name(shapes *shapes, uint32_t sentence, uint32_t start, uint32_t end,
                     name_kind kind)
{
    finder *finder = shapes->finder;
    *array_push(finder->scratch, &finder->mentions) =
        (mention){start, end, sentence, kind, false, UINT32_MAX};
}

/* Splits titles and adjectives off the front: "Chinese President Xi Jinping" -> Xi Jinping. */
static void take_name(shapes *shapes, uint32_t sentence, uint32_t start, uint32_t end)
{
    uint32_t first = start;
    bool titled = false;
    bool organization = has_word_of(shapes, WORDS_ORGANIZATION, start, end);
    for (uint32_t at = start; at + 1 < end; at++) {
        if (in_list(shapes, WORDS_TITLE, at) || in_list(shapes, WORDS_ROLE, at)) {
            first = at + 1;
            titled = true;
        }
    }
    if (titled && str_equal(word_of(shapes, first), STR("of")))
        return;
    while (!titled && !organization && first + 1 < end && in_list(shapes, WORDS_DEMONYM, first))
        first++;
    if (end - first == 1 &&
        (in_list(shapes, WORDS_TITLE, first) || in_list(shapes, WORDS_ROLE, first) ||
         in_list(shapes, WORDS_DEMONYM, first)))
        return;
    name_kind kind = kind_of(shapes, first, end, titled);
    add_name(shapes, sentence, first, end, kind);
}

static void find_names(shapes *shapes)
{
    const analysis *analysis = shapes->finder->analysis;
    for (uint32_t s = 0; s < analysis->sentences.count; s++) {
        const sentence *sentence = &analysis->sentences.items[s];
        if (finder_in_headline(shapes->finder, sentence))
            continue;
        uint32_t end = sentence->first_token + sentence->token_count;
        for (uint32_t at = sentence->first_token; at < end;) {
            if (!can_start(shapes, sentence, at)) {
                at++;
                continue;
            }
            uint32_t behind = name_end(shapes, at, end);
            take_name(shapes, s, at, behind);
            at = behind;
        }
    }
}

void names_by_shape(finder *finder)
{
    shapes shapes = {.finder = finder, .inner = {.arena = finder->scratch}};
    note_words(&shapes);
    find_names(&shapes);
}
