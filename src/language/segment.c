/* segment.c - clean text to sentences and tokens (see language.h), block by block. The
 * deciding is splitter.h's; here are the bounds: a block longer than STRETCH_MAX is split as
 * several, at white space if there is some, and a sentence longer than SENTENCE_TOKENS_MAX
 * is cut, so that memory and time stay linear whatever the text. */
#include "language/language.h"
#include "language/splitter.h"

enum { STRETCH_MAX = 256 << 10, CUT_SEARCH = 4096 };

/* Where to cut a block that is too long: behind white space near the limit, else at it. */
static uint32_t stretch_end(str text, uint32_t start, uint32_t end)
{
    if (end - start <= STRETCH_MAX)
        return end;
    uint32_t limit = start + STRETCH_MAX;
    for (uint32_t at = limit; at > limit - CUT_SEARCH; at--)
        if (text.data[at - 1] == ' ')
            return at;
    while (limit > start && ((unsigned char)text.data[limit] & 0xc0) == 0x80)
        limit--;
    return limit > start ? limit : start + STRETCH_MAX;
}

static token token_of(const piece *piece, bool starts_sentence)
{
    return (token){.start = piece->start,
                   .end = piece->end,
                   .space_after = piece[1].space_before,
                   .joined = piece->joined && !starts_sentence,
                   .starts_upper = shape_is_upper(piece->shape),
                   .is_word = shape_is_word(piece->shape)};
}

static void end_sentence(arena *keep, analysis *analysis, uint32_t first_token, uint32_t block)
{
    const token *tokens = analysis->tokens.items;
    uint32_t count = analysis->tokens.count - first_token;
    *array_push(keep, &analysis->sentences) =
        (sentence){.start = tokens[first_token].start,
                   .end = tokens[analysis->tokens.count - 1].end,
                   .first_token = first_token,
                   .token_count = count,
                   .block = block};
}

static void add_pieces(arena *keep, const piece_array *pieces, uint32_t block, analysis *analysis)
{
    const uint32_t end = pieces->count - PIECE_PADDING;
    uint32_t first_token = analysis->tokens.count;
    array_reserve(keep, &analysis->tokens, end - PIECE_PADDING);
    for (uint32_t i = PIECE_PADDING; i < end; i++) {
        const piece *piece = &pieces->items[i];
        token added = token_of(piece, analysis->tokens.count == first_token);
        analysis->tokens.items[analysis->tokens.count++] = added;
        bool full = analysis->tokens.count - first_token == SENTENCE_TOKENS_MAX;
        if (piece->is_last || full) {
            end_sentence(keep, analysis, first_token, block);
            first_token = analysis->tokens.count;
        }
    }
}

void segment_run(arena *keep, arena *scratch, const model *model, const report *report,
                 analysis *analysis)
{
    const splitter splitter = splitter_of(model);
    for (uint32_t i = 0; i < report->blocks.count; i++) {
        uint32_t start = report->blocks.items[i].start;
        const uint32_t end = report->blocks.items[i].end;
        while (start < end) {
            uint32_t cut = stretch_end(report->text, start, end);
            arena_mark mark = arena_save(scratch);
            piece_array pieces = {0};
            splitter_run(&splitter, scratch, report->text, start, cut, &pieces);
            add_pieces(keep, &pieces, i, analysis);
            arena_restore(scratch, mark);
            start = cut;
        }
    }
}
