/* foreign.c - see foreign.h. A sentence is foreign when it says I or we outside quotation marks or
 * names the handle of a post; a paragraph is, when several of its sentences are, when a post's
 * signature ("- Name (@handle) date") ends or follows it, when the paragraph before it ends with a
 * colon, and when it stands between foreign ones without a word of who speaks.
 *
 * Reporters who say I or we lose some of their own prose by this. That is the cheaper error: what
 * two reports share of it is then no sign of a copy, and a copy has more than those sentences. */
#include "compare/foreign.h"

#include <string.h>

enum {
    SENTENCES_MIN = 2, /* foreign ones that make a paragraph foreign */
    BETWEEN_MAX = 4    /* paragraphs in a row that are foreign for standing between two that are */
};

typedef struct finder {
    const reading *reading;
    bool *sentences; /* [sentence] */
    bool *blocks;    /* [block] */
    uint32_t quote;  /* the first that ends behind the token at hand */
} finder;

static bool is_first_person(str text)
{
    static const str words[] = {STR_INIT("i"),   STR_INIT("we"),   STR_INIT("our"), STR_INIT("my"),
                                STR_INIT("you"), STR_INIT("your"), STR_INIT("me"),  STR_INIT("us")};
    if (str_equal(text, STR("US")))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_nocase(text, words[i]))
            return true;
    return false;
}

/* Most words are told by their length and first byte not to be looked at. */
static bool may_be_foreign(str text)
{
    static const char firsts[] = "iIwWoOmMyYuU";
    if (text.len == 0 || text.len > sizeof "your" - 1)
        return text.len > 1 && text.data[0] == '@';
    return text.data[0] == '@' || memchr(firsts, text.data[0], sizeof firsts - 1) != NULL;
}

/* Asked of one token after another. */
static bool is_quoted(finder *finder, const token *token)
{
    const quote_array *quotes = &finder->reading->facts->quotes;
    while (finder->quote < quotes->count && quotes->items[finder->quote].end <= token->start)
        finder->quote++;
    return finder->quote < quotes->count && quotes->items[finder->quote].start <= token->start;
}

/* Asked of sentence after sentence, in order. */
static bool is_foreign(finder *finder, const sentence *sentence)
{
    const char *bytes = finder->reading->report->text.data;
    const token *tokens = finder->reading->analysis->tokens.items + sentence->first_token;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        const str text = {bytes + tokens[i].start, tokens[i].end - tokens[i].start};
        if (may_be_foreign(text) && !is_quoted(finder, &tokens[i]) &&
            ((text.len > 1 && text.data[0] == '@') || is_first_person(text)))
            return true;
    }
    return false;
}

/* ---- Paragraphs ----------------------------------------------------------------------- */

static str block_text(const finder *finder, uint32_t block)
{
    const report *report = finder->reading->report;
    const struct block *at = &report->blocks.items[block];
    return str_trim(str_slice(report->text, at->start, at->end));
}

/* Where a post's signature starts, SIZE_MAX if there is none: a dash, a name, a handle in
 * brackets. */
static size_t signature_at(str text)
{
    enum { NAME_BYTES = 60 };
    size_t handle = str_find(text, STR("(@"), 0);
    if (handle == SIZE_MAX)
        return SIZE_MAX;
    for (size_t at = handle; at-- > 0 && handle - at <= NAME_BYTES;) {
        str rest = str_slice(text, at, text.len);
        if (str_starts(rest, STR("\xe2\x80\x94")) || str_starts(rest, STR("\xe2\x80\x93")) ||
            str_starts(rest, STR("- ")) || str_starts(rest, STR("-- ")))
            return at;
    }
    return SIZE_MAX;
}

static bool is_prose(const finder *finder, uint32_t block)
{
    block_kind kind = finder->reading->report->blocks.items[block].kind;
    return kind == BLOCK_PROSE || kind == BLOCK_DATELINE;
}

static void mark_signed(finder *finder)
{
    const uint32_t count = finder->reading->report->blocks.count;
    for (uint32_t i = 0; i < count; i++) {
        size_t at = signature_at(block_text(finder, i));
        if (at == SIZE_MAX)
            continue;
        finder->blocks[i] = true;
        if (at == 0 && i > 0)
            finder->blocks[i - 1] = true;
    }
}

static void mark_introduced(finder *finder)
{
    const uint32_t count = finder->reading->report->blocks.count;
    for (uint32_t i = 1; i < count; i++)
        if (is_prose(finder, i - 1) && str_ends(block_text(finder, i - 1), STR(":")))
            finder->blocks[i] = true;
}

static void mark_crowded(finder *finder)
{
    const sentence_array *all = &finder->reading->analysis->sentences;
    for (uint32_t i = 0; i < all->count;) {
        uint32_t block = all->items[i].block;
        uint32_t foreign = 0;
        for (; i < all->count && all->items[i].block == block; i++)
            foreign += finder->sentences[i];
        if (foreign >= SENTENCES_MIN)
            finder->blocks[block] = true;
    }
}

/* Says the paragraph who speaks, or does it quote? Then the reporter is at work. */
static bool *reported_blocks(arena *arena, const finder *finder)
{
    const reading *reading = finder->reading;
    bool *reported = arena_array(arena, bool, reading->report->blocks.count);
    const statement_array *all = &reading->facts->statements;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->items[i].cue.end > all->items[i].cue.start &&
            all->items[i].sentence < reading->analysis->sentences.count)
            reported[reading->analysis->sentences.items[all->items[i].sentence].block] = true;
    return reported;
}

static void mark_between(arena *arena, finder *finder)
{
    const uint32_t count = finder->reading->report->blocks.count;
    const bool *reported = reported_blocks(arena, finder);
    uint32_t last = READOUT_NONE;
    for (uint32_t i = 0; i < count; i++) {
        if (finder->blocks[i]) {
            for (uint32_t k = last; k != READOUT_NONE && i - last <= BETWEEN_MAX && k < i; k++)
                finder->blocks[k] = true;
            last = i;
        } else if (reported[i]) {
            last = READOUT_NONE;
        }
    }
}

const bool *foreign_sentences(arena *arena, const reading *reading)
{
    const sentence_array *all = &reading->analysis->sentences;
    finder finder = {.reading = reading};
    finder.sentences = arena_array(arena, bool, all->count);
    finder.blocks = arena_array(arena, bool, reading->report->blocks.count);
    for (uint32_t i = 0; i < all->count; i++)
        finder.sentences[i] = is_foreign(&finder, &all->items[i]);
    mark_signed(&finder);
    mark_introduced(&finder);
    mark_crowded(&finder);
    mark_between(arena, &finder);
    for (uint32_t i = 0; i < all->count; i++)
        finder.sentences[i] = finder.sentences[i] || finder.blocks[all->items[i].block];
    return finder.sentences;
}
