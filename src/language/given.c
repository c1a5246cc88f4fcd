/* given.c - see given.h. */
#include "language/given.h"

#include "base/utf8.h"

typedef struct giver {
    arena *keep;
    buffer text;
    report *report;
    given *given;
    bool space; /* wanted before the next word */
} giver;

static void start_block(giver *giver)
{
    block_array *blocks = &giver->report->blocks;
    if (blocks->count > 0) {
        blocks->items[blocks->count - 1].end = (uint32_t)giver->text.len;
        buffer_add(&giver->text, STR("\n\n"));
    }
    array_push(giver->keep, blocks)->start = (uint32_t)giver->text.len;
    giver->space = false;
}

static bool has_word_character(str form)
{
    for (size_t at = 0; at < form.len;) {
        const uint32_t c = utf8_next(form, &at);
        if (utf8_is_letter(c) || utf8_is_digit(c))
            return true;
    }
    return false;
}

/* Words of one range follow each other without a space. */
static void add_word(giver *giver, const conllu_sentence *sentence, uint32_t at)
{
    const conllu_word *word = &sentence->words.items[at];
    const conllu_range *range =
        word->range != UINT32_MAX ? &sentence->ranges.items[word->range] : NULL;
    const bool ends = range == NULL || range->last == at;
    const bool space = ends && conllu_space_after(range != NULL ? range->misc : word->misc);
    if (giver->space)
        buffer_add_byte(&giver->text, ' ');
    const uint32_t start = (uint32_t)giver->text.len;
    buffer_add(&giver->text, word->form);
    *array_push(giver->keep, &giver->given->tokens) =
        (token){.start = start,
                .end = (uint32_t)giver->text.len,
                .space_after = space,
                .joined = range != NULL && at > range->first,
                .starts_upper = utf8_is_upper(utf8_peek(word->form, 0)),
                .is_word = has_word_character(word->form)};
    giver->space = space;
}

static void add_piece(giver *giver, uint32_t first)
{
    const token_array *tokens = &giver->given->tokens;
    *array_push(giver->keep, &giver->given->sentences) =
        (sentence){.start = tokens->items[first].start,
                   .end = tokens->items[tokens->count - 1].end,
                   .first_token = first,
                   .token_count = tokens->count - first,
                   .block = giver->report->blocks.count - 1};
}

static void add_sentence(giver *giver, const conllu_sentence *sentence)
{
    given *given = giver->given;
    const uint32_t first_piece = given->sentences.count;
    uint32_t first = given->tokens.count;
    for (uint32_t w = 0; w < sentence->words.count; w++) {
        add_word(giver, sentence, w);
        if (given->tokens.count - first == SENTENCE_TOKENS_MAX || w + 1 == sentence->words.count) {
            add_piece(giver, first);
            first = given->tokens.count;
        }
    }
    given->empty_nodes += sentence->empties.count;
    *array_push(giver->keep, &given->given) =
        (given_sentence){*sentence, first_piece, given->sentences.count - first_piece};
}

static void note_problems(giver *giver, const conllu_reader *reader)
{
    report *report = giver->report;
    if (reader->problem_count > 0)
        report_problem(giver->keep, report,
                       str_format(giver->keep, "%u lines passed over; line %u: %.*s",
                                  reader->problem_count, reader->problems.items[0].line,
                                  STR_ARG(reader->problems.items[0].message)));
    if (giver->given->empty_nodes > 0)
        report_problem(
            giver->keep, report,
            str_format(giver->keep, "%u empty nodes left out", giver->given->empty_nodes));
    if (giver->given->given.count == 0)
        report_problem(giver->keep, report, STR("no sentence in CoNLL-U in it"));
}

given *given_read(arena *keep, report *report)
{
    giver giver = {
        .keep = keep, .text = {.arena = keep}, .report = report, .given = arena_new(keep, given)};
    conllu_reader reader = conllu_open(keep, report->text);
    conllu_sentence sentence;
    while (conllu_next(&reader, &sentence)) {
        if (sentence.newdoc || sentence.newpar || report->blocks.count == 0)
            start_block(&giver);
        add_sentence(&giver, &sentence);
    }
    if (report->blocks.count > 0)
        report->blocks.items[report->blocks.count - 1].end = (uint32_t)giver.text.len;
    report->text = buffer_str(&giver.text);
    note_problems(&giver, &reader);
    return giver.given;
}
