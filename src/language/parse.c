/* parse.c - tags, lemmas, trees and name tags of a report's tokens (see language.h): the stage
 * around parser.h. A report is analysed in stretches of whole sentences, so that memory is
 * bounded; names remember each other within a stretch. */
#include "language/chars.h"
#include "language/language.h"
#include "language/parser.h"

#include <stdlib.h>
#include <string.h>

enum { STRETCH_WORDS = 16384 };

typedef struct parsing {
    arena *keep;
    arena *scratch;
    const parser *parser;
    const report *report;
    analysis *analysis;
} parsing;

str model_language(const model *model)
{
    const model_section *section = model_find(model, LANGUAGE_SECTION, MODEL_BYTES, 0, 1);
    return section != NULL ? (str){section->data, section->count} : STR("en");
}

static bool is_known(const model *model, const report *report)
{
    return str_equal(report->language, model_language(model)) ||
           str_equal(report->language, STR("und")) || report->language.len == 0;
}

static void fill_token(const parsing *parsing, const sentence *sentence, const parsed_word *word,
                       token *token)
{
    const labels *labels = &parsing->parser->labels;
    token->upos = word->upos;
    token->xpos = word->xpos;
    token->feats = word->feats;
    token->relation = word->relation;
    token->deprel = (uint8_t)labels->deprels[word->relation];
    token->name = word->name;
    token->head = word->head == 0 ? TOKEN_NONE : sentence->first_token + word->head - 1;
    token->lemma =
        parser_lemma(parsing->parser, parsing->keep, token_text(parsing->report, token), word);
}

/* ---- Emoji ----------------------------------------------------------------------------- */

static bool is_emoji(const report *report, const token *token)
{
    str text = token_text(report, token);
    return !token->is_word && text.len > 0 &&
           char_at(text.data, text.data + text.len).class_ == CHAR_EMOJI;
}

static uint16_t number_of(const label_list *list, str label)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (str_equal(list->items[i], label))
            return (uint16_t)i;
    return UINT16_MAX; /* written as "_" */
}

/* Treebanks have too few emoji to learn from: they are symbols (SYM NFP, as EWT has it) and no part
 * of a name. A name that one stands in ends before it. */
static void mark_emoji(const parsing *parsing, token *tokens, uint32_t count)
{
    static const name_position without_next[] = {NAME_SINGLE, NAME_LAST, NAME_LAST, NAME_SINGLE};
    static const name_position without_last[] = {NAME_FIRST, NAME_FIRST, NAME_SINGLE, NAME_SINGLE};
    const labels *labels = &parsing->parser->labels;
    for (uint32_t i = 0; i < count; i++) {
        token *token = &tokens[i];
        if (!is_emoji(parsing->report, token))
            continue;
        if (i > 0 && tokens[i - 1].name != NAME_TAG_NONE) {
            const uint16_t name = tokens[i - 1].name;
            tokens[i - 1].name =
                (uint16_t)name_tag(name_tag_kind(name), without_next[name_tag_position(name)]);
        }
        if (i + 1 < count && tokens[i + 1].name != NAME_TAG_NONE) {
            const uint16_t name = tokens[i + 1].name;
            tokens[i + 1].name =
                (uint16_t)name_tag(name_tag_kind(name), without_last[name_tag_position(name)]);
        }
        token->name = NAME_TAG_NONE;
        token->upos = UPOS_SYM;
        token->xpos = number_of(&labels->xpos, STR("NFP"));
        token->feats = number_of(&labels->feats, STR("_"));
        token->lemma = token_text(parsing->report, token);
    }
}

/* Sentences [from, to). */
static void parse_stretch(const parsing *parsing, uint32_t from, uint32_t to)
{
    const sentence *sentences = parsing->analysis->sentences.items;
    const uint32_t first = sentences[from].first_token;
    const uint32_t n = sentences[to - 1].first_token + sentences[to - 1].token_count - first;
    token *tokens = parsing->analysis->tokens.items + first;
    arena_mark mark = arena_save(parsing->scratch);
    str *forms = arena_array(parsing->scratch, str, n);
    uint32_t *ends = arena_array(parsing->scratch, uint32_t, to - from);
    parsed_word *words = arena_array(parsing->scratch, parsed_word, n);
    for (uint32_t i = 0; i < n; i++)
        forms[i] = token_text(parsing->report, &tokens[i]);
    for (uint32_t s = from; s < to; s++)
        ends[s - from] = sentences[s].first_token + sentences[s].token_count - first;
    parser_run(parsing->parser, parsing->scratch, forms, ends, to - from, words);
    for (uint32_t s = from; s < to; s++)
        for (uint32_t i = 0; i < sentences[s].token_count; i++) {
            const uint32_t at = sentences[s].first_token - first + i;
            fill_token(parsing, &sentences[s], &words[at], &tokens[at]);
        }
    for (uint32_t s = from; s < to; s++)
        mark_emoji(parsing, parsing->analysis->tokens.items + sentences[s].first_token,
                   sentences[s].token_count);
    arena_restore(parsing->scratch, mark);
}

/* ---- One parser for all reports of a model --------------------------------------------------- */

typedef struct shared_parser {
    memory memory;
    arena arena;
    parser parser;
    bool usable;
} shared_parser;

static void release(void *shared)
{
    if (shared != NULL) {
        arena_finish(&((shared_parser *)shared)->arena);
        free(shared);
    }
}

/* Releases what is still here: nothing, if it was given away. */
static void release_slot(void *slot)
{
    release(*(shared_parser **)slot);
}

static shared_parser *make(arena *scratch, const model *model)
{
    shared_parser **slot = arena_new(scratch, shared_parser *);
    arena_defer(scratch, release_slot, slot);
    shared_parser *made = memory_alloc(scratch->memory, sizeof *made);
    memset(made, 0, sizeof *made);
    arena_init(&made->arena, scratch->memory);
    *slot = made;
    made->usable = parser_of(&made->arena, model, &made->parser);
    arena_bind(&made->arena, &made->memory);
    shared_parser *kept = model_share(model, made, release);
    if (kept == made)
        *slot = NULL;
    return kept;
}

static const parser *parser_for(arena *scratch, const model *model)
{
    const shared_parser *shared = model_shared(model);
    if (shared == NULL)
        shared = make(scratch, model);
    return shared->usable ? &shared->parser : NULL;
}

const labels *parse_labels(arena *scratch, const model *model)
{
    const parser *parser = parser_for(scratch, model);
    return parser != NULL ? &parser->labels : NULL;
}

void parse_run(arena *keep, arena *scratch, const model *model, const report *report,
               analysis *analysis)
{
    const sentence_array *sentences = &analysis->sentences;
    const parser *parser = is_known(model, report) ? parser_for(scratch, model) : NULL;
    if (parser == NULL)
        return;
    const parsing parsing = {keep, scratch, parser, report, analysis};
    uint32_t from = 0;
    while (from < sentences->count) {
        uint32_t to = from + 1;
        const uint32_t limit = sentences->items[from].first_token + STRETCH_WORDS;
        while (to < sentences->count &&
               sentences->items[to].first_token + sentences->items[to].token_count <= limit)
            to++;
        parse_stretch(&parsing, from, to);
        from = to;
    }
    analysis->has_trees = true;
    analysis->labels = &parser->labels;
}
