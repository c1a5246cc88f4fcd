/* treebank.c - see treebank.h. */
#include "language/treebank.h"

typedef array_of(str) form_array;

typedef struct builder {
    arena *arena;
    buffer text;
    treebank *treebank;
    form_array forms;
    bool space; /* wanted before the next token */
} builder;

static void start_block(builder *builder)
{
    block_array *blocks = &builder->treebank->report.blocks;
    if (blocks->count > 0) {
        blocks->items[blocks->count - 1].end = (uint32_t)builder->text.len;
        buffer_add(&builder->text, STR("\n\n"));
    }
    array_push(builder->arena, blocks)->start = (uint32_t)builder->text.len;
    builder->space = false;
}

static uint32_t add_text(builder *builder, str form)
{
    if (builder->space)
        buffer_add_byte(&builder->text, ' ');
    uint32_t start = (uint32_t)builder->text.len;
    buffer_add(&builder->text, form);
    builder->space = false;
    return start;
}

static void add_token(builder *builder, uint32_t start, uint32_t end, bool joined, str form)
{
    token *token = array_push(builder->arena, &builder->treebank->analysis.tokens);
    token->start = start;
    token->end = end;
    token->joined = joined;
    *array_push(builder->arena, &builder->forms) = form;
}

/* Words of a range, each as long as its form if they add up to the surface, else equal
 * shares of it. */
static void add_range(builder *builder, const conllu_sentence *sentence, const conllu_range *range)
{
    const uint32_t count = range->last - range->first + 1;
    uint32_t start = add_text(builder, range->form);
    const uint32_t length = (uint32_t)range->form.len;
    size_t sum = 0;
    for (uint32_t w = range->first; w <= range->last; w++)
        sum += sentence->words.items[w].form.len;
    uint32_t at = start;
    for (uint32_t i = 0; i < count; i++) {
        str form = sentence->words.items[range->first + i].form;
        uint32_t end = sum == length ? at + (uint32_t)form.len : start + length * (i + 1) / count;
        add_token(builder, at, end, i > 0, form);
        at = end;
    }
    builder->space = conllu_space_after(range->misc);
}

static void add_sentence(builder *builder, const conllu_sentence *sentence)
{
    analysis *analysis = &builder->treebank->analysis;
    uint32_t first = analysis->tokens.count;
    for (uint32_t w = 0; w < sentence->words.count; w++) {
        const conllu_word *word = &sentence->words.items[w];
        if (word->range != UINT32_MAX) {
            const conllu_range *range = &sentence->ranges.items[word->range];
            add_range(builder, sentence, range);
            w = range->last;
        } else {
            uint32_t start = add_text(builder, word->form);
            add_token(builder, start, (uint32_t)builder->text.len, false, word->form);
            builder->space = conllu_space_after(word->misc);
        }
    }
    token *tokens = analysis->tokens.items;
    struct sentence *added = array_push(builder->arena, &analysis->sentences);
    added->start = tokens[first].start;
    added->end = tokens[analysis->tokens.count - 1].end;
    added->first_token = first;
    added->token_count = analysis->tokens.count - first;
    added->block = builder->treebank->report.blocks.count - 1;
}

treebank treebank_read(arena *arena, str content, treebank_filter *filter, void *context)
{
    treebank treebank = {0};
    builder builder = {.arena = arena, .text = {.arena = arena}, .treebank = &treebank};
    conllu_reader reader = conllu_open(arena, content);
    conllu_sentence sentence;
    str document = STR("");
    while (conllu_next(&reader, &sentence)) {
        if (sentence.newdoc)
            document = sentence.document;
        if (filter != NULL && !filter(context, document))
            continue;
        if (sentence.newdoc || sentence.newpar || treebank.report.blocks.count == 0)
            start_block(&builder);
        add_sentence(&builder, &sentence);
    }
    block_array *blocks = &treebank.report.blocks;
    if (blocks->count > 0)
        blocks->items[blocks->count - 1].end = (uint32_t)builder.text.len;
    treebank.report.text = buffer_str(&builder.text);
    treebank.forms = builder.forms.items;
    treebank.problems = reader.problem_count;
    return treebank;
}
