/* quotations.c - the same quotation in several reports: equal words are one entry; a part of
 * a longer one (at least EXTRACT_WORDS of it) is its extract. Alterations are told by
 * aligning tokens, which comes with the full comparison of quotations.
 *
 * Words are compared case-folded and without marks, so that "It is", “It is” and ‘it is’
 * are the same. */
#include "compare/comparison.h"

#include "base/map.h"
#include "base/utf8.h"

enum { EXTRACT_WORDS = 5 };

/* The words between single spaces, case-folded. */
static str plain_words(arena *arena, const report *report, const quote *quote)
{
    str text = utf8_fold(arena, str_slice(report->text, quote->inside.start, quote->inside.end));
    buffer words = {.arena = arena};
    bool gap = true;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        if (utf8_is_letter(c) || utf8_is_digit(c)) {
            if (gap && words.len > 0)
                buffer_add_byte(&words, ' ');
            buffer_add_codepoint(&words, c);
            gap = false;
        } else if (c != '\'' && c != 0x2019) {
            gap = true;
        }
    }
    return buffer_str(&words);
}

typedef struct work {
    arena *keep;
    arena *scratch;
    const pile *pile;
    comparison *comparison;
    map known;
    array_of(str) words; /* of each quotation */
} work;

static void add_version(work *work, uint32_t quotation, uint32_t report, uint32_t quote)
{
    const reading *reading = &work->pile->readings[report];
    struct quotation *to = &work->comparison->quotations.items[quotation];
    quotation_version *version = array_push(work->keep, &to->versions);
    version->report = report;
    version->quote = quote;
    version->statement = reading->facts->quotes.items[quote].statement;
    if (to->speaker != READOUT_NONE || version->statement == UINT32_MAX)
        return;
    uint32_t entity = reading->facts->statements.items[version->statement].speaker.entity;
    if (entity != UINT32_MAX)
        to->speaker = work->comparison->entity_of[report][entity];
}

static void take(work *work, uint32_t report, uint32_t number)
{
    const reading *reading = &work->pile->readings[report];
    const quote *quote = &reading->facts->quotes.items[number];
    if (!quote->speech)
        return;
    str words = plain_words(work->scratch, reading->report, quote);
    uint32_t *at = map_put(&work->known, words);
    if (*at == MAP_NONE) {
        *at = work->comparison->quotations.count;
        array_push(work->keep, &work->comparison->quotations)->speaker = READOUT_NONE;
        *array_push(work->scratch, &work->words) = words;
    }
    add_version(work, *at, report, number);
}

static uint32_t count_words(str words)
{
    uint32_t count = words.len > 0;
    for (size_t i = 0; i < words.len; i++)
        count += words.data[i] == ' ';
    return count;
}

static uint64_t gram_hash(str words, size_t from)
{
    size_t end = from;
    for (uint32_t gaps = 0; end < words.len; end++)
        if (words.data[end] == ' ' && ++gaps == EXTRACT_WORDS)
            break;
    return str_hash(str_slice(words, from, end));
}

/* Finds for each quotation a longer one that holds all of its words, through an index of
 * the longer ones' runs of EXTRACT_WORDS words; each run knows its first quotation only. */
static void fold_extracts(work *work)
{
    quotation_array *all = &work->comparison->quotations;
    map grams = {.arena = work->scratch};
    for (uint32_t i = 0; i < all->count; i++) {
        str words = work->words.items[i];
        if (count_words(words) <= EXTRACT_WORDS)
            continue;
        for (size_t at = 0; at < words.len; at++) {
            if (at > 0 && words.data[at - 1] != ' ')
                continue;
            uint32_t *first = map_put_number(&grams, gram_hash(words, at));
            if (*first == MAP_NONE)
                *first = i;
        }
    }
    for (uint32_t i = 0; i < all->count; i++) {
        str words = work->words.items[i];
        if (count_words(words) < EXTRACT_WORDS)
            continue;
        uint32_t longer = map_get_number(&grams, gram_hash(words, 0));
        if (longer == MAP_NONE || longer == i || work->words.items[longer].len <= words.len ||
            str_find(work->words.items[longer], words, 0) == SIZE_MAX)
            continue;
        for (uint32_t k = 0; k < all->items[i].versions.count; k++)
            *array_push(work->keep, &all->items[longer].versions) = all->items[i].versions.items[k];
        all->items[i].versions.count = 0;
        all->items[longer].verdict = READOUT_EXTRACT;
    }
}

static void drop_folded(quotation_array *all)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].versions.count > 0)
            all->items[kept++] = all->items[i];
    all->count = kept;
}

void quotations_run(arena *keep, arena *scratch, const pile *pile, comparison *comparison)
{
    arena_mark mark = arena_save(scratch);
    work work = {.keep = keep, .scratch = scratch, .pile = pile, .comparison = comparison};
    work.known.arena = scratch;
    for (uint32_t i = 0; i < pile->count; i++)
        for (uint32_t k = 0; k < pile->readings[i].facts->quotes.count; k++)
            take(&work, i, k);
    fold_extracts(&work);
    drop_folded(&comparison->quotations);
    arena_restore(scratch, mark);
}
