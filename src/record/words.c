/* words.c - see words.h.
 *
 * The longest common subsequence of words (Wagner and Fischer 1974), by the table of lengths from
 * the back. Words at both ends that are equal are taken off first; what is left of two sentences
 * is a few dozen words, so the table is small, and WORDS_MAX bounds it.
 */
#include "record/words.h"

#include "base/utf8.h"

typedef struct word {
    str shown;
    str folded; /* without the marks around it */
} word;
typedef array_of(word) word_array;

static str without_marks(str text)
{
    size_t start = 0;
    size_t end = text.len;
    while (start < end) {
        size_t next = start;
        const uint32_t c = utf8_next(text, &next);
        if (!utf8_is_punct(c) && !utf8_is_quote(c))
            break;
        start = next;
    }
    while (end > start) {
        size_t before = end;
        const uint32_t c = utf8_previous(text, &before);
        if (!utf8_is_punct(c) && !utf8_is_quote(c))
            break;
        end = before;
    }
    return start < end ? str_slice(text, start, end) : text;
}

static word_array words_of(arena *arena, str text)
{
    word_array words = {0};
    for (size_t at = 0; at < text.len;) {
        size_t next = at;
        if (utf8_is_space(utf8_next(text, &next))) {
            at = next;
            continue;
        }
        size_t end = next;
        while (end < text.len) {
            next = end;
            if (utf8_is_space(utf8_next(text, &next)))
                break;
            end = next;
        }
        const str shown = str_slice(text, at, end);
        *array_push(arena, &words) = (word){shown, utf8_fold(arena, without_marks(shown))};
        at = end;
    }
    return words;
}

/* Text from the start of the first word to the end of the last; both lie in one text. */
static str joined(str first, str last)
{
    return (str){first.data, (size_t)(last.data - first.data) + last.len};
}

static void add(arena *keep, words_runs *runs, words_kind kind, str text)
{
    if (runs->count > 0 && runs->items[runs->count - 1].kind == kind) {
        words_run *last = &runs->items[runs->count - 1];
        last->text = joined(last->text, text);
        return;
    }
    *array_push(keep, runs) = (words_run){kind, text};
}

static bool same(const word *a, const word *b)
{
    return str_equal(a->folded, b->folded);
}

/* lengths[i][k]: of the longest common subsequence of a[i..] and b[k..]. */
static void walk(arena *keep, arena *scratch, words_runs *runs, const word *a, uint32_t a_count,
                 const word *b, uint32_t b_count)
{
    const size_t width = (size_t)b_count + 1;
    uint16_t *lengths = arena_array(scratch, uint16_t, ((size_t)a_count + 1) * width);
    for (uint32_t i = a_count; i-- > 0;)
        for (uint32_t k = b_count; k-- > 0;) {
            const uint16_t down = lengths[(i + 1) * width + k];
            const uint16_t right = lengths[i * width + k + 1];
            const uint16_t both = lengths[(i + 1) * width + k + 1];
            lengths[i * width + k] =
                same(&a[i], &b[k]) ? (uint16_t)(both + 1) : (down > right ? down : right);
        }
    uint32_t i = 0;
    uint32_t k = 0;
    while (i < a_count && k < b_count) {
        if (same(&a[i], &b[k]))
            add(keep, runs, WORDS_SAME, b[k].shown), i++, k++;
        else if (lengths[(i + 1) * width + k] >= lengths[i * width + k + 1])
            add(keep, runs, WORDS_GONE, a[i++].shown);
        else
            add(keep, runs, WORDS_NEW, b[k++].shown);
    }
    while (i < a_count)
        add(keep, runs, WORDS_GONE, a[i++].shown);
    while (k < b_count)
        add(keep, runs, WORDS_NEW, b[k++].shown);
}

words_runs words_compare(arena *keep, arena *scratch, str a, str b)
{
    words_runs runs = {0};
    const word_array from = words_of(scratch, a);
    const word_array to = words_of(scratch, b);
    uint32_t start = 0;
    uint32_t a_end = from.count;
    uint32_t b_end = to.count;
    while (start < a_end && start < b_end && same(&from.items[start], &to.items[start]))
        start++;
    while (a_end > start && b_end > start && same(&from.items[a_end - 1], &to.items[b_end - 1]))
        a_end--, b_end--;
    for (uint32_t i = 0; i < start; i++)
        add(keep, &runs, WORDS_SAME, to.items[i].shown);
    const uint32_t gone = a_end - start;
    const uint32_t new = b_end - start;
    if (gone == 0 || new == 0 || gone > WORDS_MAX || new > WORDS_MAX) {
        for (uint32_t i = start; i < a_end; i++)
            add(keep, &runs, WORDS_GONE, from.items[i].shown);
        for (uint32_t i = start; i < b_end; i++)
            add(keep, &runs, WORDS_NEW, to.items[i].shown);
    } else {
        walk(keep, scratch, &runs, &from.items[start], gone, &to.items[start], new);
    }
    for (uint32_t i = b_end; i < to.count; i++)
        add(keep, &runs, WORDS_SAME, to.items[i].shown);
    return runs;
}
