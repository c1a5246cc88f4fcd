/* proposition_terms.c - words, names, numbers and times of a clause as weighed terms.
 *
 * A word is its stem, its group of synonyms and the row of its vector, weighed by its rarity. A
 * country is one whatever word stands for it: its name, its people, its capital when it acts. A
 * name that a pronoun or a description means counts as that name. */
#include "base/calendar.h"
#include "base/utf8.h"
#include "compare/proposition_parts.h"
#include "language/countries.h"
#include "language/people.h"
#include "language/wordlists.h"

enum {
    NAME_WEIGHT = 12, /* at most */
    NAME_WEIGHT_MIN = 6,
    NUMBER_WEIGHT = 12,
    SMALL_NUMBER_WEIGHT = 5,
    TIME_WEIGHT = 6,
    WORD_WEIGHT_MIN = 1,
    HEAD_WEIGHT_MIN = 4,
    WORD_WEIGHT_MAX = 14
};

static uint32_t text_key(str text)
{
    const uint64_t hash = str_hash(text);
    return (uint32_t)(hash ^ hash >> 32) & 0x3fffffffu;
}

uint32_t country_key(str code)
{
    return code.len < 2 ? 0
                        : 0xc0000000u | (uint32_t)(unsigned char)code.data[0] << 8 |
                              (uint32_t)(unsigned char)code.data[1];
}

uint32_t entity_key(const comparison *comparison, uint32_t entity)
{
    const pile_entity *it = &comparison->entities.items[entity];
    if (it->kind != NAME_PERSON) {
        const country country = country_find(it->name);
        if (country.word == COUNTRY_NAME || country.word == COUNTRY_SEAT)
            return country_key(str_of(country.code));
    }
    return 0x80000000u | (entity & 0x3fffffffu);
}

/* A country's capital as a city, be it named or not. */
static uint32_t capital_key(str code)
{
    return country_key(code) | 0x10000000u;
}

static uint32_t pile_entity_of(const finder *finder, uint32_t entity)
{
    const uint32_t count = finder->reading->analysis->entities.count;
    return entity < count ? finder->proposer->comparison->entity_of[finder->report][entity]
                          : READOUT_NONE;
}

/* The country whose side an entity is on. */
static uint32_t side_of(const finder *finder, uint32_t entity)
{
    const pile_entity *it = &finder->proposer->comparison->entities.items[entity];
    return country_key(it->country);
}

static bool is_locative(const syntax *syntax, uint32_t at)
{
    const uint32_t marker = case_of(syntax, at);
    return marker != TOKEN_NONE && word_is(syntax, marker, "in at near outside inside across");
}

/* The key of a name as it is used here: "Beijing" acts for China, "in Beijing" is a city. */
static uint8_t weight_of_name(const finder *finder, str words)
{
    const size_t space = str_find_byte(words, ' ', 0);
    const str last = space == SIZE_MAX ? words : str_slice(words, space + 1, words.len);
    const uint32_t rarity =
        rarity_of(finder->proposer->rarity, stem_of(utf8_fold(finder->proposer->scratch, last)));
    return (uint8_t)(rarity < NAME_WEIGHT_MIN ? NAME_WEIGHT_MIN
                     : rarity > NAME_WEIGHT   ? NAME_WEIGHT
                                              : rarity);
}

static void name_term(const finder *finder, uint32_t entity, str words, uint32_t head, term *term)
{
    const uint32_t known = pile_entity_of(finder, entity);
    const country country = country_find(words);
    const bool city = country.word == COUNTRY_CAPITAL && is_locative(finder->syntax, head);
    term->kind = TERM_NAME;
    term->weight = weight_of_name(finder, words);
    if (country.word != COUNTRY_NONE && !city)
        term->key = country_key(str_of(country.code));
    if (city)
        term->key = capital_key(str_of(country.code));
    if (term->key == 0 && known != READOUT_NONE)
        term->key = entity_key(finder->proposer->comparison, known);
    if (term->key == 0)
        term->key = text_key(words);
    if (known != READOUT_NONE) {
        const pile_entity *it = &finder->proposer->comparison->entities.items[known];
        term->unit = city ? 0 : side_of(finder, known);
        term->place = it->kind == NAME_PLACE && (city || country.word == COUNTRY_NONE);
    }
    if (country.word != COUNTRY_NONE && !city) {
        term->unit = term->key;
        term->weight = NAME_WEIGHT_MIN;
    }
}

/* Entity of the report that a token means by a name or a reference, or UINT32_MAX. */
static uint32_t meant(const finder *finder, uint32_t at)
{
    const analysis *analysis = finder->reading->analysis;
    if (finder->name[at] != UINT32_MAX)
        return analysis->names.items[finder->name[at]].entity;
    if (finder->reference[at] != UINT32_MAX)
        return analysis->references.items[finder->reference[at]].entity;
    if (finder->said[at] != UINT32_MAX && word_is(finder->syntax, at, "we us our i my"))
        return finder->reading->facts->statements.items[finder->said[at]].speaker.entity;
    return UINT32_MAX;
}

/* Words for numbers, without those for scales. */
static const struct {
    const char *word;
    const char *digits;
} NUMBERS[] = {
    {"one", "1"},      {"two", "2"},        {"three", "3"},     {"four", "4"},
    {"five", "5"},     {"six", "6"},        {"seven", "7"},     {"eight", "8"},
    {"nine", "9"},     {"ten", "10"},       {"eleven", "11"},   {"twelve", "12"},
    {"dozen", "12"},   {"thirteen", "13"},  {"fourteen", "14"}, {"fifteen", "15"},
    {"sixteen", "16"}, {"seventeen", "17"}, {"eighteen", "18"}, {"nineteen", "19"},
    {"twenty", "20"},  {"thirty", "30"},    {"forty", "40"},    {"fifty", "50"},
    {"sixty", "60"},   {"seventy", "70"},   {"eighty", "80"},   {"ninety", "90"},
};
static const char SCALES[] = "hundred thousand million billion trillion m bn mn tn";

/* Digits of a word without signs and commas, or of a number word; empty if it is none. */
static str digits_of(const finder *finder, uint32_t at)
{
    enum { DIGITS_MAX = 32 };
    const str word = syntax_word(finder->syntax, at);
    buffer digits = {.arena = finder->proposer->scratch};
    for (size_t i = 0; i < word.len && digits.len < DIGITS_MAX; i++) {
        const char c = word.data[i];
        if ((c >= '0' && c <= '9') || (c == '.' && i + 1 < word.len))
            buffer_add_byte(&digits, c);
        else if (c != ',' && c != '$' && c != '%' && digits.len == 0)
            break;
    }
    if (digits.len > 0)
        return buffer_str(&digits);
    const str first = str_slice(word, 0, str_find_byte(word, '-', 0));
    if (upos_at(finder->syntax, at) != UPOS_NUM && first.len == word.len)
        return (str){NULL, 0};
    for (size_t i = 0; i < sizeof NUMBERS / sizeof NUMBERS[0]; i++)
        if (str_equal_nocase(first, str_of(NUMBERS[i].word)))
            return str_of(NUMBERS[i].digits);
    return (str){NULL, 0};
}

static bool is_scale(const finder *finder, uint32_t at)
{
    return at < finder->syntax->count && upos_at(finder->syntax, at) == UPOS_NUM &&
           word_is(finder->syntax, at, SCALES);
}

/* "9 million" is one number; its scale counts for nothing beside it. */
static bool number_of(const finder *finder, uint32_t at, uint32_t *key)
{
    const str digits = digits_of(finder, at);
    if (digits.len > 0 && is_scale(finder, at + 1))
        *key = text_key(str_format(finder->proposer->scratch, "%.*s %.*s", STR_ARG(digits),
                                   STR_ARG(syntax_word(finder->syntax, at + 1))));
    else if (digits.len > 0)
        *key = text_key(digits);
    else if (is_scale(finder, at))
        *key = text_key(syntax_word(finder->syntax, at));
    else
        return false;
    return true;
}

static term *push_term(const finder *finder, uint32_t at, term_role role, bool head)
{
    term *term = array_push(finder->proposer->keep, &finder->out->terms);
    term->token = at;
    term->role = (uint8_t)role;
    term->head = head;
    term->row = SENSE_NONE;
    const deprel deprel = deprel_at(finder->syntax, at);
    term->modifies = deprel == DEPREL_AMOD || deprel == DEPREL_COMPOUND
                         ? finder->syntax->tokens[at].head
                         : TOKEN_NONE;
    return term;
}

static void add_word(const finder *finder, uint32_t at, term_role role, bool head)
{
    arena *scratch = finder->proposer->scratch;
    const syntax *syntax = finder->syntax;
    const str lemma = utf8_fold(scratch, syntax_lemma(syntax, at));
    const str folded = utf8_fold(scratch, syntax_word(syntax, at));
    const str stem = stem_of(lemma);
    const bool person = upos_at(syntax, at) == UPOS_NOUN && noun_kind_of(lemma) == NOUN_PERSON;
    term *term = push_term(finder, at, role, head);
    term->kind = TERM_WORD;
    term->person = person;
    term->key = text_key(stem);
    term->row = sense_row(finder->proposer->sense, lemma);
    term->group = synonyms_group(&finder->synonyms, lemma);
    if (term->group == 0)
        term->group = synonyms_group(&finder->synonyms, folded);
    const uint32_t rarity = rarity_of(finder->proposer->rarity, stem);
    const uint32_t least = role == TERM_PREDICATE && !lemma_is(syntax, at, PROPOSITION_EMPTY)
                               ? PREDICATE_WEIGHT_MIN
                           : head ? HEAD_WEIGHT_MIN
                                  : WORD_WEIGHT_MIN;
    const uint32_t most = rarity < WORD_WEIGHT_MAX ? rarity : WORD_WEIGHT_MAX;
    term->weight = (uint8_t)(most > least ? most : least);
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child])
        if (word_is(syntax, child, "other any such"))
            term->open = true;
}

/* "chief of 12 ships": what a number counts. */
static uint32_t unit_of(const finder *finder, uint32_t at)
{
    uint32_t head = finder->syntax->tokens[at].head;
    if (is_scale(finder, head))
        head = finder->syntax->tokens[head].head;
    if (head >= finder->syntax->count)
        return 0;
    const str lemma = utf8_fold(finder->proposer->scratch, syntax_lemma(finder->syntax, head));
    const uint16_t group = synonyms_group(&finder->synonyms, lemma);
    return group > 0 ? group : text_key(stem_of(lemma));
}

static void add_time(const finder *finder, uint32_t at, term_role role)
{
    const time_mention *time = &finder->times->items[finder->time[at]];
    if (at > 0 && finder->time[at - 1] == finder->time[at])
        return;
    term *term = push_term(finder, at, role, false);
    term->kind = TERM_TIME;
    term->weight = TIME_WEIGHT;
    term->key = text_key(time->value);
    if (time->type == READOUT_TIME_DURATION && time->earliest.year == 0) {
        term->kind = TERM_NUMBER;
        term->weight = NUMBER_WEIGHT;
        term->unit = text_key(STR("duration"));
        return;
    }
    if (time->earliest.year != 0 && time->latest.year != 0) {
        term->first = date_to_days(time->earliest);
        term->last = date_to_days(time->latest);
    }
}

static bool is_content(const finder *finder, uint32_t at)
{
    const token *token = &finder->syntax->tokens[at];
    const upos upos = upos_at(finder->syntax, at);
    const deprel deprel = deprel_at(finder->syntax, at);
    if (deprel == DEPREL_CASE || deprel == DEPREL_MARK)
        return false;
    switch (upos) {
    case UPOS_VERB:
    case UPOS_NOUN:
    case UPOS_ADJ:
    case UPOS_NUM:
    case UPOS_PROPN:
        return token->is_word;
    case UPOS_ADV:
    case UPOS_X:
        return token->is_word && !token_in_list(token, WORDS_FUNCTION);
    default:
        return false;
    }
}

/* "the Italian capital", "Italy's capital": Rome. */
static bool add_capital(const finder *finder, uint32_t at, term_role role, bool head)
{
    const syntax *syntax = finder->syntax;
    if (!lemma_is(syntax, at, "capital"))
        return false;
    for (uint32_t child = syntax->child[at]; child != TOKEN_NONE; child = syntax->next[child]) {
        const country country = syntax->tokens[child].starts_upper
                                    ? country_find(syntax_word(syntax, child))
                                    : (struct country){COUNTRY_NONE, ""};
        if (country.word != COUNTRY_PEOPLE && country.word != COUNTRY_NAME)
            continue;
        term *term = push_term(finder, at, role, head);
        term->kind = TERM_NAME;
        term->weight = NAME_WEIGHT_MIN;
        term->key = capital_key(str_of(country.code));
        term->place = true;
        return true;
    }
    return false;
}

void proposition_add_term(const finder *finder, uint32_t at, term_role role, bool head)
{
    const analysis *analysis = finder->reading->analysis;
    uint32_t key;
    if (at < finder->first)
        return;
    if (finder->time[at] != UINT32_MAX) {
        add_time(finder, at, role);
        return;
    }
    if (finder->name[at] != UINT32_MAX) {
        const name *name = &analysis->names.items[finder->name[at]];
        if (at == name->first_token)
            name_term(finder, name->entity,
                      str_slice(finder->reading->report->text, name->start, name->end), at,
                      push_term(finder, at, role, head));
        return;
    }
    const uint32_t entity = meant(finder, at);
    if (entity < analysis->entities.count) {
        name_term(finder, entity, analysis->entities.items[entity].name, at,
                  push_term(finder, at, role, head));
        return;
    }
    if (at > 0 && is_scale(finder, at) && digits_of(finder, at - 1).len > 0)
        return;
    if (number_of(finder, at, &key)) {
        term *term = push_term(finder, at, role, false);
        term->kind = TERM_NUMBER;
        term->weight =
            word_is(finder->syntax, at, "one two 1 2") ? SMALL_NUMBER_WEIGHT : NUMBER_WEIGHT;
        term->key = key;
        term->unit = unit_of(finder, at);
        return;
    }
    if (!is_content(finder, at) || add_capital(finder, at, role, head))
        return;
    const country people = finder->syntax->tokens[at].starts_upper
                               ? country_find(syntax_word(finder->syntax, at))
                               : (country){COUNTRY_NONE, ""};
    if (people.word == COUNTRY_PEOPLE && finder->syntax->tokens[at].head < finder->syntax->count &&
        lemma_is(finder->syntax, finder->syntax->tokens[at].head, "capital"))
        return;
    if (people.word == COUNTRY_PEOPLE) {
        term *term = push_term(finder, at, role, false);
        term->kind = TERM_NAME;
        term->weight = NAME_WEIGHT_MIN;
        term->key = term->unit = country_key(str_of(people.code));
        return;
    }
    add_word(finder, at, role, head);
}
