/* quantities.c - see quantities.h. Numbers are read with the words that bound them (about, at
 * least, more than) and hung on their noun and verb by the tree; tables say which words count the
 * dead and the injured, since that is where reports of one event differ first. */
#include "compare/quantities.h"

#include "language/people.h"

#include <math.h>

enum { NUMBER_TOKENS_MAX = 8, CLIMB_MAX = 6 };

/* ---- Numbers -------------------------------------------------------------------------- */

static const struct number_word {
    const char *word;
    double value;
} number_words[] = {
    {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
    {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
    {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
    {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
    {"eighty", 80},  {"ninety", 90},
};

static const struct number_word scales[] = {
    {"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12},
};

#define LENGTH(table) (sizeof(table) / sizeof *(table))

static double word_value(const struct number_word *table, size_t count, str word)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_nocase(word, str_of(table[i].word)))
            return table[i].value;
    return -1;
}

/* "6,000", "9.5"; -1 for what is no plain number, such as "52-48" or "11.40.2". */
static double digits_value(str word)
{
    double value = 0;
    double place = 0;
    if (word.len == 0 || word.len > 15 || word.data[0] < '0' || word.data[0] > '9')
        return -1;
    for (size_t i = 0; i < word.len; i++) {
        const char c = word.data[i];
        if (c == '.' && place == 0 && i + 1 < word.len)
            place = 1;
        else if (c == ',' && place == 0 && word.len - i >= 4)
            continue;
        else if (c >= '0' && c <= '9')
            value = value * 10 + (c - '0'), place *= 10;
        else
            return -1;
    }
    return place > 1 ? value / place : value;
}

/* The number at token `at`; *end is behind it. -1: there is none. "Eighty-five", "9 million",
 * "two hundred and six". */
static double read_number(const syntax *syntax, uint32_t at, uint32_t limit, uint32_t *end)
{
    double total = 0;
    double part = -1;
    uint32_t behind = at;
    for (uint32_t i = at; i < limit && i - at < NUMBER_TOKENS_MAX; i++) {
        str word = syntax_word(syntax, i);
        const bool joint = i > at && word_is(syntax, i, "- and");
        const double small = word_value(number_words, LENGTH(number_words), word);
        const double scale = word_value(scales, LENGTH(scales), word);
        if (joint)
            continue;
        if (part < 0 && total == 0 && digits_value(word) >= 0) {
            part = digits_value(word);
        } else if (small >= 0 && (part < 0 || (part >= 20 && small < 10) || fmod(part, 100) == 0)) {
            part = (part < 0 ? 0 : part) + small;
        } else if (scale > 0 && (part > 0 || total == 0)) {
            part = (part < 0 ? 1 : part) * scale;
            if (scale >= 1e3)
                total += part, part = 0;
        } else {
            break;
        }
        behind = i + 1;
    }
    *end = behind;
    return behind == at ? -1 : total + (part < 0 ? 0 : part);
}

/* ---- Bounds --------------------------------------------------------------------------- */

typedef enum bound { BOUND_EXACT, BOUND_ABOUT, BOUND_LEAST, BOUND_MOST } bound;

/* Words before a number, the last of them; `before` is the one before that, or NULL. */
static const struct bound_words {
    const char *before;
    const char *last;
    bound bound;
} bounds[] = {
    {"at", "least", BOUND_LEAST},         {"more", "than", BOUND_LEAST},
    {"no fewer", "than", BOUND_LEAST},    {NULL, "over", BOUND_LEAST},
    {"at", "most", BOUND_MOST},           {"up", "to", BOUND_MOST},
    {"as many", "as", BOUND_MOST},        {"fewer less", "than", BOUND_MOST},
    {NULL, "about", BOUND_ABOUT},         {NULL, "around", BOUND_ABOUT},
    {NULL, "some", BOUND_ABOUT},          {NULL, "roughly", BOUND_ABOUT},
    {NULL, "nearly", BOUND_ABOUT},        {NULL, "almost", BOUND_ABOUT},
    {NULL, "approximately", BOUND_ABOUT}, {NULL, "estimated", BOUND_ABOUT},
};

static bound read_bound(const syntax *syntax, uint32_t at, uint32_t floor, uint32_t *start)
{
    *start = at;
    if (at > floor && word_is(syntax, at - 1, "$ € £"))
        at--;
    for (size_t i = 0; i < LENGTH(bounds) && at > floor; i++) {
        if (!word_is(syntax, at - 1, bounds[i].last))
            continue;
        if (bounds[i].before == NULL) {
            *start = at - 1;
            return bounds[i].bound;
        }
        if (at - 1 > floor && word_is(syntax, at - 2, bounds[i].before)) {
            *start = at - 2;
            return bounds[i].bound;
        }
    }
    *start = at;
    return BOUND_EXACT;
}

static void set_range(quantity *quantity, double value, bound bound)
{
    quantity->value = quantity->low = quantity->high = value;
    if (bound == BOUND_ABOUT) {
        quantity->low = value * 0.85;
        quantity->high = value * 1.15;
    } else if (bound == BOUND_LEAST) {
        quantity->high = HUGE_VAL;
    } else if (bound == BOUND_MOST) {
        quantity->low = 0;
    }
}

/* ---- What is counted ------------------------------------------------------------------ */

static const struct {
    const char *lemmas;
    measured measured;
} measures[] = {
    {"die kill dead death fatality perish drown", MEASURED_DEAD},
    {"injure injured injury hurt wound wounded", MEASURED_HURT},
    {"missing", MEASURED_MISSING},
    {"arrest detain", MEASURED_HELD},
    {"evacuate displace", MEASURED_MOVED},
};

const char *measured_name(measured measured)
{
    static const char *const names[] = {NULL,      "dead",     "injured",
                                        "missing", "arrested", "evacuated"};
    return names[measured];
}

static measured measure_of(const syntax *syntax, uint32_t at)
{
    for (size_t i = 0; at != TOKEN_NONE && i < LENGTH(measures); i++)
        if (lemma_is(syntax, at, measures[i].lemmas) || word_is(syntax, at, measures[i].lemmas))
            return measures[i].measured;
    return MEASURED_OTHER;
}

/* In the words below `top`: "the number of dead", "the death toll". */
static measured measure_below(const syntax *syntax, uint32_t top)
{
    const range all = whole_of(syntax, top);
    for (uint32_t at = all.start; at < all.end; at++)
        if (measure_of(syntax, at) != MEASURED_OTHER)
            return measure_of(syntax, at);
    return MEASURED_OTHER;
}

/* A child that tells of the noun: "14 people injured", "fourteen dead". */
static measured measure_beside(const syntax *syntax, uint32_t noun)
{
    for (uint32_t at = syntax->child[noun]; at != TOKEN_NONE; at = syntax->next[at])
        if ((deprel_at(syntax, at) == DEPREL_ACL || deprel_at(syntax, at) == DEPREL_AMOD) &&
            measure_of(syntax, at) != MEASURED_OTHER)
            return measure_of(syntax, at);
    return MEASURED_OTHER;
}

static bool is_subject_or_object(const syntax *syntax, uint32_t at)
{
    return deprel_at(syntax, at) == DEPREL_NSUBJ || deprel_at(syntax, at) == DEPREL_OBJ;
}

static bool is_denied(const syntax *syntax, uint32_t verb)
{
    for (uint32_t at = syntax->child[verb]; at != TOKEN_NONE; at = syntax->next[at])
        if (word_is(syntax, at, "not n't no never") ||
            (deprel_at(syntax, at) == DEPREL_AUX && word_is(syntax, at, "could may might would")))
            return true;
    return false;
}

/* People of no special kind, so that the count is of all. */
static bool is_general(const syntax *syntax, uint32_t noun)
{
    return lemma_is(syntax, noun,
                    "people person man worker victim resident civilian passenger "
                    "soldier dead death fatality injury injured wounded other");
}

/* The count of a rise: "the death toll has risen to three". */
static void read_rise(const syntax *syntax, uint32_t at, quantity *quantity)
{
    const uint32_t verb = syntax->tokens[at].head;
    if (verb == TOKEN_NONE || upos_at(syntax, verb) != UPOS_VERB ||
        !(lemma_is(syntax, verb, "rise climb increase reach stand jump grow bring raise put") ||
          word_is(syntax, verb, "rose risen")))
        return;
    for (uint32_t child = syntax->child[verb]; child != TOKEN_NONE; child = syntax->next[child])
        if (is_subject_or_object(syntax, child) && child != at &&
            measure_below(syntax, child) != MEASURED_OTHER)
            quantity->measured = measure_below(syntax, child);
    quantity->general = true;
}

static void read_noun(const syntax *syntax, uint32_t noun, quantity *quantity)
{
    uint32_t verb = syntax->tokens[noun].head;
    quantity->noun = syntax_lemma(syntax, noun);
    quantity->general = is_general(syntax, noun);
    quantity->measured = measure_of(syntax, noun);
    if (quantity->measured == MEASURED_OTHER)
        quantity->measured = measure_beside(syntax, noun);
    if (verb == TOKEN_NONE || !is_subject_or_object(syntax, noun))
        return;
    quantity->verb = syntax_lemma(syntax, verb);
    if (quantity->measured == MEASURED_OTHER &&
        (noun_kind_of(quantity->noun) == NOUN_PERSON || quantity->general))
        quantity->measured = measure_of(syntax, verb);
}

/* ---- Finding -------------------------------------------------------------------------- */

static bool stands_in_time(const syntax *syntax, const time_array *times, uint32_t at)
{
    const token *token = &syntax->tokens[at];
    for (uint32_t i = 0; i < times->count; i++)
        if (times->items[i].span.start <= token->start && token->end <= times->items[i].span.end)
            return true;
    return false;
}

static bool stands_in_name(const syntax *syntax, uint32_t at)
{
    const uint32_t name = names_from(syntax->analysis, at);
    return name < syntax->analysis->names.count &&
           syntax->analysis->names.items[name].first_token <= at;
}

/* "26-year-old", "four of the injured", "two others": no count of the whole. */
static bool is_partial(const syntax *syntax, uint32_t end, uint32_t limit)
{
    return end < limit &&
           (word_is(syntax, end, "- of % percent other others more th") ||
            (end + 1 < limit && word_is(syntax, end + 1, "of") && word_is(syntax, end, "out")));
}

static void read_quantity(arena *keep, const syntax *syntax, uint32_t at, uint32_t end,
                          double value, quantity_array *out)
{
    const range sentence = sentence_range(syntax, syntax->sentence[at]);
    uint32_t own = end - 1;
    for (uint32_t i = at; i < end; i++)
        if (syntax->tokens[i].head == TOKEN_NONE || syntax->tokens[i].head < at ||
            syntax->tokens[i].head >= end)
            own = i;
    const bool counts = deprel_at(syntax, own) == DEPREL_NUMMOD;
    const uint32_t noun = counts ? syntax->tokens[own].head : own;
    if (noun == TOKEN_NONE ||
        (syntax->tokens[noun].head != TOKEN_NONE && is_denied(syntax, syntax->tokens[noun].head)))
        return;
    uint32_t start;
    const bound bound = read_bound(syntax, at, sentence.start, &start);
    quantity found = {.sentence = syntax->sentence[at], .head = noun};
    found.words = text_of(syntax, (range){start, end});
    set_range(&found, value, bound);
    if (counts) {
        read_noun(syntax, noun, &found);
    } else {
        found.general = true;
        found.measured = measure_beside(syntax, own);
        if (found.measured == MEASURED_OTHER && is_subject_or_object(syntax, own))
            found.measured = measure_of(syntax, syntax->tokens[own].head);
        read_rise(syntax, own, &found);
    }
    if (found.measured != MEASURED_OTHER || (found.noun.len > 0 && found.verb.len > 0))
        *array_push(keep, out) = found;
}

void quantities_find(arena *keep, const syntax *syntax, const time_array *times,
                     quantity_array *out)
{
    const sentence_array *sentences = &syntax->analysis->sentences;
    if (!syntax->analysis->has_trees)
        return;
    for (uint32_t s = 0; s < sentences->count; s++) {
        const range range = sentence_range(syntax, s);
        if (syntax->report->blocks.items[sentences->items[s].block].kind != BLOCK_PROSE)
            continue;
        for (uint32_t at = range.start; at < range.end;) {
            uint32_t end = at;
            const double value =
                upos_at(syntax, at) == UPOS_NUM ? read_number(syntax, at, range.end, &end) : -1;
            if (value >= 0 && !is_partial(syntax, end, range.end) &&
                !stands_in_time(syntax, times, at) && !stands_in_name(syntax, at))
                read_quantity(keep, syntax, at, end, value, out);
            at = end > at ? end : at + 1;
        }
    }
}

bool quantities_agree(const quantity *a, const quantity *b)
{
    return a->low <= b->high && b->low <= a->high;
}
