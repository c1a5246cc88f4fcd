/* versions.c - aligns the words of two versions of a quotation and says what was changed.
 *
 *     a   It is a      concern of ours. And we have communicated to
 *     b   That is our  concern,         and we have informed
 *         |________|           |_____|              |_________|
 *         substitution         truncation           substitution
 *
 * Words are aligned by edit distance (Wagner and Fischer 1974); each run of changed words is one
 * change. Its class is told by the words that only one side has: a negation, a number, a modal
 * verb; else words were left out, put in, or replaced. */
#include "compare/versions.h"

#include "base/utf8.h"

#include <string.h>

enum { STEM_LETTERS = 5, LONG_WORD = 4 };

version_text version_of(arena *arena, const report *report, text_span span)
{
    version_text out = {.report = report};
    array_of(version_word) words = {0};
    const str text = str_slice(report->text, 0, span.end);
    for (size_t at = span.start; at < span.end && words.count < VERSION_WORDS_MAX;) {
        const size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (!utf8_is_letter(c) && !utf8_is_digit(c))
            continue;
        size_t end = at;
        while (at < span.end) {
            c = utf8_next(text, &at);
            const bool joins =
                c == '\'' || c == 0x2019 ||
                ((c == '.' || c == ',') && at < span.end && utf8_is_digit(utf8_peek(text, at)));
            if (!utf8_is_letter(c) && !utf8_is_digit(c) && !joins)
                break;
            if (!joins)
                end = at;
        }
        at = end;
        buffer folded = {.arena = arena};
        const str word = utf8_fold(arena, str_slice(text, start, end));
        for (size_t k = 0; k < word.len;) {
            c = utf8_next(word, &k);
            buffer_add_codepoint(&folded, c == 0x2019 ? '\'' : c);
        }
        *array_push(arena, &words) =
            (version_word){buffer_str(&folded), (uint32_t)start, (uint32_t)end};
    }
    out.words = words.items;
    out.count = words.count;
    return out;
}

static bool same_stem(str a, str b)
{
    if (str_equal(a, b))
        return true;
    const size_t shorter = a.len < b.len ? a.len : b.len;
    return shorter >= STEM_LETTERS && memcmp(a.data, b.data, STEM_LETTERS) == 0;
}

static double weight_of(str word)
{
    return word.len >= LONG_WORD ? 1.0 : 0.3;
}

double version_similarity(arena *scratch, const version_text *a, const version_text *b)
{
    const arena_mark mark = arena_save(scratch);
    bool *taken = arena_array(scratch, bool, b->count);
    double all = 0;
    double shared = 0;
    for (uint32_t k = 0; k < b->count; k++)
        all += weight_of(b->words[k].folded);
    for (uint32_t i = 0; i < a->count; i++) {
        all += weight_of(a->words[i].folded);
        for (uint32_t k = 0; k < b->count; k++)
            if (!taken[k] && same_stem(a->words[i].folded, b->words[k].folded)) {
                taken[k] = true;
                shared += weight_of(a->words[i].folded) + weight_of(b->words[k].folded);
                break;
            }
    }
    arena_restore(scratch, mark);
    return all > 0 ? shared / all : 0;
}

bool version_contains(const version_text *whole, const version_text *part)
{
    for (uint32_t from = 0; from + part->count <= whole->count; from++) {
        uint32_t k = 0;
        while (k < part->count && str_equal(whole->words[from + k].folded, part->words[k].folded))
            k++;
        if (k == part->count)
            return true;
    }
    return false;
}

/* ---- Classes ----------------------------------------------------------------------------- */

static const char *const negations[] = {"not",     "no",     "never", "nor",     "neither",
                                        "without", "cannot", "none",  "nothing", "nobody"};
static const char *const modals[] = {"will", "would", "can",    "could", "may",  "might",
                                     "must", "shall", "should", "ought", "need", "have to"};
static const char *const numbers[] = {
    "one", "two",    "three",  "four",    "five",     "six",     "seven",   "eight", "nine",
    "ten", "eleven", "twelve", "hundred", "thousand", "million", "billion", "dozen", "half"};

static bool in_list(str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, str_of(list[i])))
            return true;
    return false;
}

#define IN_LIST(word, list) in_list((word), (list), sizeof(list) / sizeof *(list))

static bool is_negation(str word)
{
    return IN_LIST(word, negations) || str_ends(word, STR("n't"));
}

static bool is_modal(str word)
{
    return IN_LIST(word, modals) || str_ends(word, STR("'ll"));
}

static bool is_number(str word)
{
    return (word.len > 0 && word.data[0] >= '0' && word.data[0] <= '9') || IN_LIST(word, numbers);
}

typedef struct hunk {
    uint32_t a, a_end; /* words */
    uint32_t b, b_end;
} hunk;

/* Does one side have such a word that the other has not? */
static bool differ_in(const version_text *a, const version_text *b, const hunk *hunk,
                      bool (*is)(str word))
{
    for (int side = 0; side < 2; side++) {
        const version_text *here = side == 0 ? a : b;
        const version_text *there = side == 0 ? b : a;
        const uint32_t from = side == 0 ? hunk->a : hunk->b;
        const uint32_t to = side == 0 ? hunk->a_end : hunk->b_end;
        const uint32_t other = side == 0 ? hunk->b : hunk->a;
        const uint32_t other_end = side == 0 ? hunk->b_end : hunk->a_end;
        for (uint32_t i = from; i < to; i++) {
            if (!is(here->words[i].folded))
                continue;
            bool found = false;
            for (uint32_t k = other; k < other_end && !found; k++)
                found = str_equal(here->words[i].folded, there->words[k].folded);
            if (!found)
                return true;
        }
    }
    return false;
}

static readout_change_kind kind_of(const version_text *a, const version_text *b, const hunk *hunk)
{
    if (differ_in(a, b, hunk, is_negation))
        return READOUT_CHANGE_NEGATION;
    if (differ_in(a, b, hunk, is_number))
        return READOUT_CHANGE_NUMBER;
    if (differ_in(a, b, hunk, is_modal))
        return READOUT_CHANGE_MODALITY;
    if (hunk->b == hunk->b_end)
        return READOUT_CHANGE_TRUNCATION;
    return hunk->a == hunk->a_end ? READOUT_CHANGE_ADDITION : READOUT_CHANGE_SUBSTITUTION;
}

/* ---- Alignment --------------------------------------------------------------------------- */

static str words_text(const version_text *text, uint32_t from, uint32_t to)
{
    if (from >= to)
        return (str){NULL, 0};
    return str_slice(text->report->text, text->words[from].start, text->words[to - 1].end);
}

static uint16_t *edit_table(arena *scratch, const version_text *a, const version_text *b)
{
    const uint32_t width = b->count + 1;
    uint16_t *cost = arena_array(scratch, uint16_t, (size_t)(a->count + 1) * width);
    for (uint32_t i = a->count + 1; i-- > 0;)
        for (uint32_t k = width; k-- > 0;) {
            uint16_t best = 0;
            if (i < a->count && k < b->count) {
                const bool same = str_equal(a->words[i].folded, b->words[k].folded);
                best = (uint16_t)(cost[(i + 1) * width + k + 1] + (same ? 0 : 2));
                const uint16_t drop = (uint16_t)(cost[(i + 1) * width + k] + 1);
                const uint16_t put = (uint16_t)(cost[i * width + k + 1] + 1);
                best = drop < best ? drop : best;
                best = put < best ? put : best;
            } else {
                best = (uint16_t)((a->count - i) + (b->count - k));
            }
            cost[i * width + k] = best;
        }
    return cost;
}

static void add_change(arena *keep, const version_text *a, const version_text *b, const hunk *hunk,
                       change_array *changes)
{
    if ((hunk->a == hunk->a_end && hunk->b == hunk->b_end) || changes->count >= CHANGES_MAX)
        return;
    readout_change *change = array_push(keep, changes);
    change->kind = kind_of(a, b, hunk);
    change->a = words_text(a, hunk->a, hunk->a_end);
    change->b = words_text(b, hunk->b, hunk->b_end);
}

void version_changes(arena *keep, arena *scratch, const version_text *a, const version_text *b,
                     change_array *changes)
{
    const arena_mark mark = arena_save(scratch);
    const uint32_t width = b->count + 1;
    const uint16_t *cost = edit_table(scratch, a, b);
    hunk hunk = {0};
    uint32_t i = 0;
    uint32_t k = 0;
    uint32_t equal = 0; /* words since the hunk */
    while (i < a->count || k < b->count) {
        const uint16_t now = cost[i * width + k];
        const bool both = i < a->count && k < b->count;
        if (both && now == cost[(i + 1) * width + k + 1] &&
            str_equal(a->words[i].folded, b->words[k].folded)) {
            i++, k++, equal++;
            continue;
        }
        if (equal > 1 || (equal == 1 && hunk.a == hunk.a_end && hunk.b == hunk.b_end)) {
            add_change(keep, a, b, &hunk, changes);
            hunk = (struct hunk){i, i, k, k};
        }
        equal = 0;
        if (i < a->count && now == cost[(i + 1) * width + k] + 1)
            i++;
        else if (k < b->count && now == cost[i * width + k + 1] + 1)
            k++;
        else
            i++, k++;
        hunk.a_end = i;
        hunk.b_end = k;
    }
    add_change(keep, a, b, &hunk, changes);
    arena_restore(scratch, mark);
}
