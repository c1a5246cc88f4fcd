/* differences_rules.c - the rules of differences.h, one for each kind of error that copying makes.
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

static void rule_number(altered *altered)
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
    if (many || !(altered->dense || altered->similar) || x == READOUT_NONE || y == READOUT_NONE ||
        a_count != b_count || str_equal(a[x].scale, b[y].scale) == false)
        return;
    altered_add(
        altered, READOUT_DIFFERENCE_NUMBER,
        str_format(altered->keep, "%.*s became %.*s", STR_ARG(a[x].shown), STR_ARG(b[y].shown)));
}

/* ---- Reversed ------------------------------------------------------------------------- */

static bool has_word(const telling *telling, const char *word)
{
    for (uint32_t i = 0; i < telling->count; i++)
        if (str_equal(telling->words[i], str_of(word)))
            return true;
    return false;
}

static void rule_opposite(altered *altered)
{
    for (const opposite *pair = opposites; pair->a != NULL; pair++)
        for (int turn = 0; turn < 2; turn++) {
            const char *was = turn == 0 ? pair->a : pair->b;
            const char *is = turn == 0 ? pair->b : pair->a;
            if (!has_word(&altered->original, was) || has_word(&altered->original, is) ||
                !has_word(&altered->copy, is) || has_word(&altered->around, was) ||
                telling_has(&altered->original, negation_strong) !=
                    telling_has(&altered->copy, negation_strong))
                continue;
            altered_add(altered, pair->kind,
                        str_format(altered->keep, "\"%s\" became \"%s\"", was, is));
            return;
        }
}

/* Not only ... but: no negation. */
static bool negates(const telling *telling, uint32_t at)
{
    return at + 1 >= telling->count || !str_equal(telling->words[at + 1], STR("only"));
}

/* The word that the negation at `at` is about: the next one that is no function word. */
static str negated(const telling *telling, uint32_t at)
{
    enum { REACH = 5 };
    for (uint32_t i = at + 1; i < telling->count && i <= at + REACH; i++)
        if (telling->words[i].len > 3 && !words_have(WORDS_FUNCTION, telling->words[i]))
            return telling->words[i];
    return (str){NULL, 0};
}

static bool has_stem(const telling *telling, str word)
{
    for (uint32_t i = 0; i < telling->count; i++)
        if (str_equal(stem_of(telling->words[i]), stem_of(word)))
            return true;
    return false;
}

/* One says no to a word that the other has without saying no in any way. */
static bool is_reversed(const altered *altered, const telling *with, const telling *without,
                        str *word)
{
    uint32_t at = telling_find(with, negation_strong);
    if (at == READOUT_NONE || !negates(with, at) || telling_has(without, negation_any))
        return false;
    *word = negated(with, at);
    return word->len > 0 &&
           (altered->close || ((altered->dense || altered->similar) && has_stem(without, *word)));
}

static void rule_reversed(altered *altered)
{
    str word;
    if (is_reversed(altered, &altered->original, &altered->copy, &word))
        altered_add(altered, READOUT_DIFFERENCE_REVERSED,
                    str_format(altered->keep, "the negation of \"%.*s\" is gone", STR_ARG(word)));
    else if (is_reversed(altered, &altered->copy, &altered->original, &word))
        altered_add(altered, READOUT_DIFFERENCE_REVERSED,
                    str_format(altered->keep, "\"%.*s\" is negated now", STR_ARG(word)));
}

/* ---- Modality ------------------------------------------------------------------------- */

static void rule_modality(altered *altered)
{
    uint32_t at = telling_find(&altered->original, hedges);
    if (at == READOUT_NONE || telling_has(&altered->copy, hedges_any))
        return;
    str word = negated(&altered->original, at);
    if (word.len == 0 || !(altered->close || ((altered->dense || altered->similar) &&
                                              has_stem(&altered->copy, word))))
        return;
    altered_add(altered, READOUT_DIFFERENCE_MODALITY,
                str_format(altered->keep, "\"%.*s\" is gone: it is told as a fact",
                           STR_ARG(altered->original.words[at])));
}

/* ---- Sources -------------------------------------------------------------------------- */

/* "a senior official": one source, without a name. */
static bool is_one_source(const telling *telling, uint32_t at)
{
    enum { REACH = 5 };
    for (uint32_t i = at; i-- > 0 && at - i <= REACH;) {
        str word = telling->words[i];
        if (str_equal(word, STR("a")) || str_equal(word, STR("an")) || str_equal(word, STR("one")))
            return true;
        if (word.len == 1 && !utf8_is_letter((unsigned char)word.data[0]))
            return false;
    }
    return false;
}

static void rule_inflated(altered *altered)
{
    uint32_t one = telling_find(&altered->original, source_singular);
    uint32_t many = telling_find(&altered->copy, source_plural);
    if (one == READOUT_NONE || many == READOUT_NONE || !is_one_source(&altered->original, one) ||
        telling_has(&altered->original, source_plural) ||
        telling_has(&altered->copy, source_singular))
        return;
    altered_add(altered, READOUT_DIFFERENCE_SOURCE_INFLATED,
                str_format(altered->keep, "one %.*s became %.*s",
                           STR_ARG(altered->original.words[one]),
                           STR_ARG(altered->copy.words[many])));
}

static const statement *statement_in(const telling *telling)
{
    const statement_array *all = &telling->reading->facts->statements;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].sentence == telling->sentence &&
            all->items[i].speaker.span.end > all->items[i].speaker.span.start &&
            all->items[i].cue.end > all->items[i].cue.start)
            return &all->items[i];
    return NULL;
}

static bool has_quote(const telling *telling)
{
    const sentence *sentence = &telling->reading->analysis->sentences.items[telling->sentence];
    uint32_t at = quote_after(telling->reading->facts, sentence->start);
    return at < telling->reading->facts->quotes.count &&
           telling->reading->facts->quotes.items[at].start < sentence->end;
}

static void rule_attribution(altered *altered)
{
    const statement *said = statement_in(&altered->original);
    if (said == NULL || has_quote(&altered->copy) || telling_has(&altered->copy, attribution_any) ||
        !altered->close)
        return;
    str text = altered->original.reading->report->text;
    altered_add(
        altered, READOUT_DIFFERENCE_ATTRIBUTION_LOST,
        str_format(altered->keep, "\"%.*s %.*s\" is gone",
                   STR_ARG(str_slice(text, said->speaker.span.start, said->speaker.span.end)),
                   STR_ARG(str_slice(text, said->cue.start, said->cue.end))));
}

/* ---- Roles ---------------------------------------------------------------------------- */

static int office_of(str word)
{
    for (const office *office = offices; office->word != NULL; office++)
        if (str_equal(word, str_of(office->word)))
            return office->office;
    return 0;
}

/* The one office of `a` that `b` does not have; READOUT_NONE if there is none, or more. */
static uint32_t odd_office(const telling *a, const telling *b)
{
    uint32_t odd = READOUT_NONE;
    for (uint32_t i = 0; i < a->count; i++) {
        int office = office_of(a->words[i]);
        bool found = office == 0;
        for (uint32_t k = 0; k < b->count && !found; k++)
            found = office_of(b->words[k]) == office;
        if (!found && odd != READOUT_NONE && office_of(a->words[odd]) != office)
            return READOUT_NONE;
        odd = found ? odd : i;
    }
    return odd;
}

static void rule_office(altered *altered)
{
    uint32_t a = odd_office(&altered->original, &altered->copy);
    uint32_t b = odd_office(&altered->copy, &altered->original);
    if (a == READOUT_NONE || b == READOUT_NONE)
        return;
    altered_add(altered, READOUT_DIFFERENCE_ROLE,
                str_format(altered->keep, "%.*s became %.*s", STR_ARG(altered->original.words[a]),
                           STR_ARG(altered->copy.words[b])));
}

/* "acting Secretary" is no Secretary. */
static void rule_rank(altered *altered)
{
    uint32_t at = telling_find(&altered->original, rank_words);
    if (at == READOUT_NONE || !altered->dense || at + 1 >= altered->original.count ||
        telling_has(&altered->copy, rank_words) || has_word(&altered->copy, "previous") ||
        has_word(&altered->copy, "ex") ||
        str_find(altered->copy.reading->report->text, STR("ex-"), 0) != SIZE_MAX ||
        has_word(&altered->copy, "provisional") || has_word(&altered->copy, "earlier") ||
        has_word(&altered->copy, "temporary"))
        return;
    enum { REACH = 3 };
    for (uint32_t i = at + 1; i < altered->original.count && i <= at + REACH; i++)
        if (altered->original.words[i].len > 3 &&
            has_stem(&altered->copy, altered->original.words[i])) {
            altered_add(altered, READOUT_DIFFERENCE_ROLE,
                        str_format(altered->keep, "\"%.*s\" is gone",
                                   STR_ARG(altered->original.words[at])));
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
        if (str_starts(longer, shorter) &&
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

static void rule_spelling(altered *altered)
{
    for (uint32_t i = 0; i < altered->original.count; i++) {
        if (!is_name(&altered->original, i))
            continue;
        for (uint32_t k = 0; k < altered->copy.count; k++) {
            str a = altered->original.words[i];
            str b = altered->copy.words[k];
            if (!is_name(&altered->copy, k) || str_equal(a, b) || !one_name(a, b) ||
                has_stem(&altered->copy, a) || !is_absent(&altered->original, b))
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

altered_rule *const altered_rules[] = {
    rule_number,      rule_opposite, rule_reversed, rule_modality, rule_inflated,
    rule_attribution, rule_office,   rule_rank,     rule_spelling, NULL,
};
