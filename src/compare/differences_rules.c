/* differences_rules.c - rules of differences.h on single words: numbers, words that became their
 * opposites, names that are spelt in another way; and the table of all rules.
 *
 * The kinds are those that fact-checkers report of reprints and machine paraphrases. Each rule
 * wants a word or number of the original that is missing in the copy (or the other way round),
 * and nothing there that could stand for it. */
#include "base/utf8.h"
#include "compare/differences.h"
#include "compare/rarity.h"
#include "language/wordlists.h"

/* ---- Numbers -------------------------------------------------------------------------- */

enum { NUMBERS_MAX = 32, SCALE_REACH = 2 };

typedef struct number {
    str digits; /* without commas */
    str scale;  /* million, percent, a.m. ..., or empty */
    str shown;
} number;

static const struct scale {
    const char *word;
    const char *scale;
} scales[] = {
    {"thousand", "thousand"}, {"million", "million"}, {"billion", "billion"},
    {"trillion", "trillion"}, {"m", "million"},       {"bn", "billion"},
    {"a.m.", "a.m."},         {"am", "a.m."},         {"p.m.", "p.m."},
    {"pm", "p.m."},           {"percent", "percent"}, {"%", "percent"},
};

static str scale_of(str word)
{
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++)
        if (str_equal(word, str_of(scales[i].word)))
            return str_of(scales[i].scale);
    return (str){NULL, 0};
}

static str plain_digits(arena *arena, str word)
{
    buffer digits = {.arena = arena};
    for (size_t i = 0; i < word.len; i++)
        if (word.data[i] != ',')
            buffer_add_byte(&digits, word.data[i]);
    return buffer_str(&digits);
}

/* 7.30 p.m. is 7:30 p.m. */
static str clock_digits(arena *arena, str digits)
{
    buffer clock = {.arena = arena};
    for (size_t i = 0; i < digits.len; i++)
        buffer_add_byte(&clock, digits.data[i] == '.' ? ':' : digits.data[i]);
    return buffer_str(&clock);
}

static bool is_number(str word)
{
    if (word.len == 0 || word.data[0] < '0' || word.data[0] > '9')
        return false;
    for (size_t i = 0; i < word.len; i++)
        if ((word.data[i] < '0' || word.data[i] > '9') && word.data[i] != ',' &&
            word.data[i] != '.' && word.data[i] != ':')
            return false;
    return true;
}

static uint32_t numbers_of(arena *arena, const telling *telling, number numbers[NUMBERS_MAX])
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < telling->count && count < NUMBERS_MAX; i++) {
        if (!is_number(telling->words[i]))
            continue;
        number number = {plain_digits(arena, telling->words[i]), {NULL, 0}, telling->words[i]};
        for (uint32_t k = 1; k < SCALE_REACH && i + k < telling->count && number.scale.len == 0;
             k++)
            number.scale = scale_of(telling->words[i + k]);
        if (str_ends(number.scale, STR("m.")))
            number.digits = clock_digits(arena, number.digits);
        if (number.scale.len > 0)
            number.shown =
                str_format(arena, "%.*s %.*s", STR_ARG(number.shown), STR_ARG(number.scale));
        numbers[count++] = number;
    }
    return count;
}

/* The one number of `a` whose digits are not in `b`, or READOUT_NONE; *many when there are more. */
static uint32_t odd_number(const number *a, uint32_t a_count, const number *b, uint32_t b_count,
                           bool *many)
{
    uint32_t odd = READOUT_NONE;
    for (uint32_t i = 0; i < a_count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < b_count && !found; k++)
            found = str_equal(a[i].digits, b[k].digits);
        *many = *many || (!found && odd != READOUT_NONE);
        odd = found ? odd : i;
    }
    return odd;
}

static bool is_large_scale(str scale)
{
    return str_ends(scale, STR("illion")) || str_equal(scale, STR("thousand"));
}

/* "2:11" */
static bool is_clock(const number *numbers, uint32_t at)
{
    return at != READOUT_NONE && str_find_byte(numbers[at].digits, ':', 0) != SIZE_MAX;
}

void rule_number(altered *altered)
{
    number a[NUMBERS_MAX];
    number b[NUMBERS_MAX];
    uint32_t a_count = numbers_of(altered->scratch, &altered->original, a);
    uint32_t b_count = numbers_of(altered->scratch, &altered->copy, b);
    bool many = false;
    for (uint32_t i = 0; i < a_count; i++)
        for (uint32_t k = 0; k < b_count; k++) {
            bool clock = str_ends(a[i].scale, STR("m.")) && str_ends(b[k].scale, STR("m."));
            if (str_equal(a[i].digits, b[k].digits) && !str_equal(a[i].scale, b[k].scale) &&
                (clock || (is_large_scale(a[i].scale) && is_large_scale(b[k].scale)))) {
                altered_add(altered, READOUT_DIFFERENCE_NUMBER,
                            str_format(altered->keep, "%.*s became %.*s", STR_ARG(a[i].shown),
                                       STR_ARG(b[k].shown)));
                return;
            }
        }
    uint32_t x = odd_number(a, a_count, b, b_count, &many);
    uint32_t y = odd_number(b, b_count, a, a_count, &many);
    if (many || !altered->dense || is_clock(a, x) != is_clock(b, y) || x == READOUT_NONE ||
        y == READOUT_NONE || a_count != b_count || str_equal(a[x].scale, b[y].scale) == false)
        return;
    altered_add(
        altered, READOUT_DIFFERENCE_NUMBER,
        str_format(altered->keep, "%.*s became %.*s", STR_ARG(a[x].shown), STR_ARG(b[y].shown)));
}

/* ---- Opposites ------------------------------------------------------------------------- */

static uint32_t find_word(const telling *telling, const char *word)
{
    return telling_find(telling, (const char *const[]){word, NULL});
}

void rule_opposite(altered *altered)
{
    for (const opposite *pair = opposites; pair->a != NULL; pair++)
        for (int turn = 0; turn < 2; turn++) {
            const char *was = turn == 0 ? pair->a : pair->b;
            const char *is = turn == 0 ? pair->b : pair->a;
            uint32_t at = find_word(&altered->original, was);
            if (at == READOUT_NONE || telling_has_word(&altered->original, is) ||
                !telling_has_word(&altered->copy, is) || telling_has_word(&altered->around, was) ||
                !altered_in_place(altered, &altered->original, at, &altered->copy) ||
                telling_has(&altered->original, negation_strong) !=
                    telling_has(&altered->copy, negation_strong))
                continue;
            altered_add(altered, pair->kind,
                        str_format(altered->keep, "\"%s\" became \"%s\"", was, is));
            return;
        }
}

/* ---- Spelling ------------------------------------------------------------------------- */

/* At most one letter more, less, or other. */
static bool is_near(str a, str b)
{
    size_t i = 0;
    size_t less = a.len < b.len ? a.len : b.len;
    size_t more = a.len + b.len - less;
    if (more - less > 1)
        return false;
    while (i < less && a.data[i] == b.data[i])
        i++;
    size_t k = 0;
    while (k < less - i && a.data[a.len - 1 - k] == b.data[b.len - 1 - k])
        k++;
    return i + k + 1 >= more;
}

static bool one_name(str a, str b)
{
    char sounds[2][SOUND_MAX];
    str heard[2] = {sound_of(a, sounds[0]), sound_of(b, sounds[1])};
    const str endings[] = {STR_INIT("n"), STR_INIT("an"), STR_INIT("ian"), STR_INIT("s")};
    str shorter = a.len < b.len ? a : b;
    str longer = a.len < b.len ? b : a;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (str_starts(longer, shorter) && !str_ends(longer, STR("ss")) &&
            str_equal(str_slice(longer, shorter.len, longer.len), endings[i]))
            return false; /* Russia and Russian */
    return is_near(a, b) && str_equal(heard[0], heard[1]) && a.data[0] == b.data[0];
}

static bool is_name(const telling *telling, uint32_t at)
{
    enum { LEAST = 4 };
    const token *token = &telling->reading->analysis->tokens.items[telling->first_token + at];
    return at > 0 && token->starts_upper && telling->words[at].len >= LEAST &&
           !token_in_list(token, WORDS_FUNCTION) && !token_in_list(token, WORDS_CALENDAR) &&
           !token_in_list(token, WORDS_DEMONYM);
}

/* Nowhere in the report, whatever its case. */
static bool is_absent(const telling *telling, str word)
{
    str text = telling->reading->report->text;
    for (size_t at = str_find_nocase(text, word, 0); at != SIZE_MAX;
         at = str_find_nocase(text, word, at + 1))
        if (!utf8_is_letter(utf8_peek(text, at + word.len)) &&
            (at == 0 || !utf8_is_letter((unsigned char)text.data[at - 1])))
            return false;
    return true;
}

void rule_spelling(altered *altered)
{
    for (uint32_t i = 0; i < altered->original.count; i++) {
        if (!is_name(&altered->original, i))
            continue;
        for (uint32_t k = 0; k < altered->copy.count; k++) {
            str a = altered->original.words[i];
            str b = altered->copy.words[k];
            if (!is_name(&altered->copy, k) || str_equal(a, b) || !one_name(a, b) ||
                telling_has_stem(&altered->copy, a) || !is_absent(&altered->original, b))
                continue;
            str text[2];
            const telling *tellings[2] = {&altered->original, &altered->copy};
            uint32_t at[2] = {i, k};
            for (int n = 0; n < 2; n++)
                text[n] = token_text(
                    tellings[n]->reading->report,
                    &tellings[n]
                         ->reading->analysis->tokens.items[tellings[n]->first_token + at[n]]);
            altered_add(
                altered, READOUT_DIFFERENCE_SPELLING,
                str_format(altered->keep, "%.*s became %.*s", STR_ARG(text[0]), STR_ARG(text[1])));
            return;
        }
    }
}

/* ---- The table ------------------------------------------------------------------------ */

altered_rule *const altered_rules[] = {
    rule_number,    rule_counted,     rule_opposite, rule_reversed, rule_prefix,
    rule_turned,    rule_modality,    rule_request,  rule_denial,   rule_inflated,
    rule_spokesman, rule_attribution, rule_office,   rule_offices,  rule_rank,
    rule_agent,     rule_voice,       rule_spelling, rule_deny,     NULL,
};

altered_rule *const altered_joined_rules[] = {rule_denial, NULL};

altered_rule *const altered_part_rules[] = {rule_own_voice, rule_agent, NULL};
