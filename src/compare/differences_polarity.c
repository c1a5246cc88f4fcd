/* differences_polarity.c - rules of differences.h on what a sentence asserts: negations that came
 * or went, what may be told as what is, requests told as facts.
 *
 * Words that say no, or keep a thing open, are counted in both sentences:
 *
 *   original   could (hedge)   warned (keeps open)             2
 *   copy                       cautioned (keeps open)          1   "could" is gone
 *
 * The same words in both cancel out, then one of either side for one of the other: a paraphrase
 * puts "refused" for "did not accept". What is left over on one side alone is the difference. So
 * two negations of which one was lost are found, and a synonym raises no alarm. */
#include "base/utf8.h"
#include "compare/differences.h"
#include "compare/rarity.h"

enum { MARKS_MAX = 24 };

/* The words of a telling that are on a list. */
typedef struct marks {
    const telling *telling;
    uint32_t at[MARKS_MAX];
    bool strong[MARKS_MAX];
    uint32_t count;
} marks;

/* ---- Counting ------------------------------------------------------------------------- */

static bool is_digit_next(const telling *telling, uint32_t at)
{
    return at + 1 < telling->count && telling->words[at + 1].len > 0 &&
           telling->words[at + 1].data[0] >= '0' && telling->words[at + 1].data[0] <= '9';
}

/* A word by itself in quotation marks. */
static bool is_cited(const telling *telling, uint32_t at)
{
    return at > 0 && at + 1 < telling->count &&
           utf8_is_quote(utf8_peek(telling->words[at - 1], 0)) &&
           utf8_is_quote(utf8_peek(telling->words[at + 1], 0));
}

/* "not only ... but", "No. 2", a 'no' vote. */
static bool is_empty_negation(const telling *telling, uint32_t at)
{
    static const char *const behind[] = {"only", "just", "vote", "votes", NULL};
    for (uint32_t i = at + 1; i < telling->count && i <= at + 2; i++)
        if (word_in(telling->words[i], behind))
            return true;
    return is_digit_next(telling, at) || is_cited(telling, at);
}

/* "free" and "away" say no with "from" or "of"; "yet" with "to". */
static bool is_half_negation(const telling *telling, uint32_t at)
{
    static const char *const with[] = {"from", "of", "to", NULL};
    static const char *const halves[] = {"free", "away", "yet", NULL};
    return word_in(telling->words[at], halves) &&
           (at + 1 == telling->count || !word_in(telling->words[at + 1], with));
}

static marks marks_of(const telling *telling, const char *const *strong,
                      const char *const *also_strong, const char *const *any)
{
    marks marks = {.telling = telling};
    for (uint32_t i = 0; i < telling->count && marks.count < MARKS_MAX; i++) {
        str word = telling->words[i];
        bool is_strong =
            word_in(word, strong) || (also_strong != NULL && word_in(word, also_strong));
        if ((!is_strong && !word_in(word, any)) || is_empty_negation(telling, i) ||
            is_half_negation(telling, i))
            continue;
        if (i > 0 &&
            telling->reading->analysis->tokens.items[telling->first_token + i].starts_upper)
            continue; /* May, Will */
        marks.at[marks.count] = i;
        marks.strong[marks.count++] = is_strong;
    }
    return marks;
}

static void drop(marks *marks, uint32_t which)
{
    marks->count--;
    for (uint32_t i = which; i < marks->count; i++) {
        marks->at[i] = marks->at[i + 1];
        marks->strong[i] = marks->strong[i + 1];
    }
}

static bool is_same(const marks *a, uint32_t i, const marks *b, uint32_t k)
{
    return str_equal(stem_of(a->telling->words[a->at[i]]), stem_of(b->telling->words[b->at[k]]));
}

/* Takes out what both have: the same word, or strong for strong. */
static void cancel(marks *a, marks *b, bool by_word)
{
    for (uint32_t i = 0; i < a->count;) {
        uint32_t k = 0;
        while (k < b->count && !(by_word ? is_same(a, i, b, k) : a->strong[i] && b->strong[k]))
            k++;
        if (k == b->count) {
            i++;
            continue;
        }
        drop(a, i);
        drop(b, k);
    }
}

/* The strong mark of `a` that `b` has nothing for, or READOUT_NONE. */
static uint32_t left_over(marks *a, marks *b)
{
    cancel(a, b, true);
    cancel(a, b, false);
    if (a->count <= b->count)
        return READOUT_NONE;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->strong[i])
            return a->at[i];
    return READOUT_NONE;
}

/* What is negated or left open stands in the other sentence too; in a copy that follows its
 * original closely, it may stand there under another name. */
static bool is_told(const altered *altered, const telling *without, str word)
{
    return word.len > 0 && ((altered->dense && altered->close) || telling_has_stem(without, word));
}

/* "no arrests": the noun itself may be gone with what was said of it. */
static bool is_dropped(const telling *with, const telling *without, uint32_t at)
{
    return str_equal(with->words[at], STR("no")) &&
           !telling_has_stem(without, telling_content_after(with, at));
}

/* ---- Reversed ------------------------------------------------------------------------- */

static uint32_t lost_negation(const altered *altered, const telling *with, const telling *without)
{
    const char *const *weak = altered->dense ? negation_weak : NULL;
    marks a = marks_of(with, negation_strong, weak, negation_any);
    marks b = marks_of(without, negation_strong, weak, negation_any);
    return left_over(&a, &b);
}

void rule_reversed(altered *altered)
{
    const telling *copy = altered_where(altered);
    uint32_t at = lost_negation(altered, &altered->original, copy);
    if (at != READOUT_NONE) {
        str word = telling_content_after(&altered->original, at);
        if (altered_in_place(altered, &altered->original, at, copy) &&
            is_told(altered, copy, word) && !is_dropped(&altered->original, copy, at))
            altered_add(
                altered, READOUT_DIFFERENCE_REVERSED,
                str_format(altered->keep, "the negation of \"%.*s\" is gone", STR_ARG(word)));
        return;
    }
    at = lost_negation(altered, &altered->copy, &altered->original);
    if (at == READOUT_NONE)
        return;
    str word = telling_content_after(&altered->copy, at);
    if (altered_in_place(altered, &altered->copy, at, &altered->original) &&
        telling_has_stem(&altered->original, word))
        altered_add(altered, READOUT_DIFFERENCE_REVERSED,
                    str_format(altered->keep, "\"%.*s\" is negated now", STR_ARG(word)));
}

/* The word without its negative prefix; empty if it has none. */
static str without_prefix(str word)
{
    enum { REST_MIN = 5 };
    for (const char *const *prefix = negative_prefixes; *prefix != NULL; prefix++) {
        str start = str_of(*prefix);
        if (str_starts(word, start) && word.len >= start.len + REST_MIN)
            return str_slice(word, start.len, word.len);
    }
    return (str){NULL, 0};
}

/* Word `at` without its prefix, which may be a word of its own: "anti-" "Islamic". */
static str bare_word(const telling *telling, uint32_t at)
{
    str word = telling->words[at];
    if (at + 1 < telling->count && word_in(word, (const char *const[]){"non-", "anti-", NULL}))
        return telling->words[at + 1];
    if (at + 2 < telling->count && word_in(word, (const char *const[]){"non", "anti", NULL}) &&
        str_equal(telling->words[at + 1], STR("-")))
        return telling->words[at + 2];
    return without_prefix(word);
}

static uint32_t count_word(const telling *telling, str word)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < telling->count; i++)
        count += str_equal(telling->words[i], word);
    return count;
}

/* "anti-Islamic" became "Islamic": what has the prefix in one has none in the other. */
static str lost_prefix(const telling *with, const telling *without)
{
    for (uint32_t i = 0; i < with->count; i++) {
        str bare = bare_word(with, i);
        bool apart =
            bare.len > 0 && i + 1 < with->count && bare.data != NULL &&
            word_in(with->words[i], (const char *const[]){"non-", "anti-", "non", "anti", NULL});
        if (bare.len == 0 || count_word(without, bare) == 0 ||
            count_word(with, bare) > (apart ? 1u : 0u) || telling_has(without, negation_strong) ||
            telling_has_word(without, "against"))
            continue;
        bool kept = false;
        for (uint32_t k = 0; k < without->count && !kept; k++)
            kept = str_equal(bare_word(without, k), bare);
        if (!kept)
            return bare;
    }
    return (str){NULL, 0};
}

void rule_prefix(altered *altered)
{
    if (!altered->dense && !altered->similar)
        return;
    str lost = lost_prefix(&altered->original, &altered->copy);
    str won = lost_prefix(&altered->copy, &altered->original);
    if (lost.len > 0)
        altered_add(altered, READOUT_DIFFERENCE_REVERSED,
                    str_format(altered->keep, "the negation of \"%.*s\" is gone", STR_ARG(lost)));
    else if (won.len > 0)
        altered_add(altered, READOUT_DIFFERENCE_REVERSED,
                    str_format(altered->keep, "\"%.*s\" is negated now", STR_ARG(won)));
}

/* ---- This rather than that -------------------------------------------------------------- */

/* "advisory rather than mandatory": what is chosen, and what is not. */
typedef struct choice {
    str chosen;
    str other;
} choice;

static choice choice_of(const telling *telling)
{
    choice choice = {{NULL, 0}, {NULL, 0}};
    for (uint32_t i = 1; i + 2 < telling->count; i++) {
        str word = telling->words[i];
        str next = telling->words[i + 1];
        bool pair = (str_equal(word, STR("rather")) && str_equal(next, STR("than"))) ||
                    (str_equal(word, STR("instead")) && str_equal(next, STR("of"))) ||
                    (str_equal(word, STR("and")) && str_equal(next, STR("not"))) ||
                    (str_equal(word, STR(",")) && str_equal(next, STR("not")));
        if (!pair)
            continue;
        choice.chosen = telling->words[i - 1];
        choice.other = telling->words[i + 2];
        return choice;
    }
    return choice;
}

void rule_turned(altered *altered)
{
    choice a = choice_of(&altered->original);
    choice b = choice_of(&altered->copy);
    if (a.chosen.len < 3 || a.other.len < 3 || b.chosen.len < 3 || b.other.len < 3)
        return;
    bool turned = str_equal(stem_of(a.chosen), stem_of(b.other)) ||
                  str_equal(stem_of(a.other), stem_of(b.chosen));
    bool kept = str_equal(stem_of(a.chosen), stem_of(b.chosen)) ||
                str_equal(stem_of(a.other), stem_of(b.other));
    if (turned && !kept)
        altered_add(
            altered, READOUT_DIFFERENCE_REVERSED,
            str_format(altered->keep, "\"%.*s\", not \"%.*s\", became \"%.*s\", not \"%.*s\"",
                       STR_ARG(a.chosen), STR_ARG(a.other), STR_ARG(b.chosen), STR_ARG(b.other)));
}

/* ---- What may be, what is ------------------------------------------------------------- */

/* "would" and "could" became "will". */
static uint32_t firmer(const altered *altered)
{
    static const char *const open[] = {"could", "would", "may", "might", "can", "should", NULL};
    uint32_t at = telling_find(&altered->original, open);
    bool will = telling_has_word(&altered->copy, "will") &&
                !telling_has_word(&altered->original, "will") &&
                !telling_has_word(&altered->original, "'ll");
    if (at == READOUT_NONE || !will || telling_has(&altered->copy, open) ||
        telling_has_word(&altered->copy, "if") || telling_has(&altered->copy, hedges))
        return READOUT_NONE;
    return at;
}

/* A clause of what somebody said in the past has "would" for "will": no change. */
static bool is_reported_future(const altered *altered, uint32_t at)
{
    if (!str_equal(altered->original.words[at], STR("would")))
        return false;
    for (uint32_t i = 0; i < at; i++)
        if (word_in(altered->original.words[i],
                    (const char *const[]){"said", "says", "announced", "told", "added", "saying",
                                          "promised", "vowed", "pledged", NULL}))
            return true;
    return false;
}

void rule_modality(altered *altered)
{
    const telling *original = &altered->original;
    const telling *copy = altered_where(altered);
    marks a = marks_of(original, hedges, NULL, hedges_any);
    marks b = marks_of(copy, hedges, NULL, hedges_any);
    uint32_t at = firmer(altered);
    if (at != READOUT_NONE && !is_reported_future(altered, at) && altered->dense) {
        altered_add(
            altered, READOUT_DIFFERENCE_MODALITY,
            str_format(altered->keep, "\"%.*s\" became \"will\"", STR_ARG(original->words[at])));
        return;
    }
    at = left_over(&a, &b);
    if (at == READOUT_NONE || !altered_in_place(altered, original, at, copy))
        return;
    str word = telling_content_after(original, at);
    if (word.len > 0 ? !is_told(altered, copy, word) : !altered->dense || !altered->close)
        return;
    if (str_equal(original->words[at], STR("can")) && (copy != &altered->copy || !altered->dense))
        return;
    altered_add(altered, READOUT_DIFFERENCE_MODALITY,
                str_format(altered->keep, "\"%.*s\" is gone: it is told as a fact",
                           STR_ARG(original->words[at])));
}

/* A statement of the sentence that asks for something, or the other ones. */
static bool has_statement(const telling *telling, bool asks)
{
    const statement_array *all = &telling->reading->facts->statements;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].sentence == telling->sentence &&
            all->items[i].cue.end > all->items[i].cue.start &&
            (all->items[i].polarity == READOUT_REQUEST) == asks)
            return true;
    return false;
}

/* Called for, urged: then said that it is so. */
void rule_request(altered *altered)
{
    uint32_t said = telling_find(&altered->copy, (const char *const[]){"said", "says", NULL});
    static const char *const asks[] = {"called",    "urged", "asked", "demanded", "appealed",
                                       "requested", "calls", "urges", "asks",     NULL};
    if (said == READOUT_NONE || !has_statement(&altered->original, true) ||
        has_statement(&altered->original, false) || !(altered->dense || altered->similar))
        return;
    for (uint32_t i = 0; i < altered->copy.count; i++)
        if (word_in(altered->copy.words[i], requests) &&
            !str_equal(altered->copy.words[i], STR("to")))
            return;
    uint32_t at = telling_find(&altered->original, asks);
    if (at == READOUT_NONE)
        return;
    altered_add(altered, READOUT_DIFFERENCE_MODALITY,
                str_format(altered->keep, "\"%.*s\" became \"%.*s\": a request is told as a fact",
                           STR_ARG(altered->original.words[at]),
                           STR_ARG(altered->copy.words[said])));
}

/* Denied that it was asked, then denied the request: it may be read as a refusal. */
void rule_denial(altered *altered)
{
    static const char *const denies[] = {"denied", "denies", "deny", "denying", NULL};
    uint32_t a = telling_find(&altered->original, denies);
    uint32_t b = telling_find(&altered->copy, denies);
    if (a == READOUT_NONE || b == READOUT_NONE)
        return;
    const syntax *from = altered->original.syntax;
    const syntax *to = altered->copy.syntax;
    uint32_t object = child_by(to, altered->copy.first_token + b, DEPREL_OBJ);
    if (object == TOKEN_NONE ||
        child_by(from, altered->original.first_token + a, DEPREL_OBJ) != TOKEN_NONE ||
        child_by(from, altered->original.first_token + a, DEPREL_CCOMP) == TOKEN_NONE)
        return;
    if (!word_in(syntax_lemma(to, object), requested_things))
        return;
    altered_add(
        altered, READOUT_DIFFERENCE_REVERSED,
        str_format(altered->keep,
                   "denied that it was so became \"denied\" the %.*s: it reads as a refusal",
                   STR_ARG(syntax_word(to, object))));
}
