/* label.c - labels news with a language model: silver text for train/language.c.
 *
 * usage: label MODEL OUT.conllu WORDS CORPUS.jsonl [SECOND-MODEL]
 *
 *     JSON lines --> reports --> sentences, tags, trees, names of MODEL --> CoNLL-U, MISC NE=B-PER
 *                                  | of SECOND-MODEL: most arcs alike? else left out
 *
 * About WORDS words, at most 40 sentences of an article, over the whole corpus. Sentences that
 * look like furniture are left out: too short, too long, without a mark at the end, or met
 * before. A second opinion is tri-training's (Zhou and Li 2005; Ruder and Plank 2018): what two
 * nets of different beginnings agree on is right more often. The output is the same for the same
 * input. It holds the publishers' text: it stays where it was made. */
#include "base/file.h"
#include "base/map.h"
#include "intake/intake.h"
#include "language/language.h"
#include "language/parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_LIMIT = 2000000000,
    ARTICLE_SENTENCES = 40,
    LEAST_WORDS = 4,
    MOST_WORDS = 60,
    STRIDE = 7919 /* a prime: articles are visited in this stride, so that all outlets come in */
};

static const double LEAST_AGREED = 0.85;

typedef struct labeller {
    int argc;
    char **argv;
    arena arena;
    arena keep; /* emptied after each article */
    arena scratch;
    model *models[2];
    uint32_t model_count;
    map seen;
    buffer out;
    uint32_t words, sentences, met_before, disagreed;
    readout_error error;
    int exit_code;
} labeller;

static str label_or_none(const label_list *list, uint32_t index)
{
    str label = label_at(list, index);
    return label.len > 0 ? label : STR("_");
}

/* BIO of a BIOES tag: "NE=B-PER". */
static void add_misc(buffer *out, const labels *labels, const token *token)
{
    const char *separator = "";
    if (token->name != NAME_TAG_NONE) {
        const uint32_t position = name_tag_position(token->name);
        const bool first = position == NAME_FIRST || position == NAME_SINGLE;
        buffer_format(out, "NE=%c-%.*s", first ? 'B' : 'I',
                      STR_ARG(label_at(&labels->names, name_tag_kind(token->name))));
        separator = "|";
    }
    if (!token->space_after)
        buffer_format(out, "%sSpaceAfter=No", separator);
    else if (*separator == '\0')
        buffer_add_byte(out, '_');
    buffer_add_byte(out, '\n');
}

static void add_sentence(labeller *labeller, const report *report, const analysis *analysis,
                         const sentence *sentence)
{
    const labels *labels = analysis->labels;
    buffer *out = &labeller->out;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        const token *token = &analysis->tokens.items[sentence->first_token + i];
        const uint32_t head =
            token->head == TOKEN_NONE ? 0 : token->head - sentence->first_token + 1;
        buffer_format(out, "%u\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%u\t%.*s\t_\t", i + 1,
                      STR_ARG(token_text(report, token)), STR_ARG(token->lemma),
                      STR_ARG(upos_name(token->upos)),
                      STR_ARG(label_or_none(&labels->xpos, token->xpos)),
                      STR_ARG(label_or_none(&labels->feats, token->feats)), head,
                      STR_ARG(label_or_none(&labels->relations, token->relation)));
        add_misc(out, labels, token);
    }
    buffer_add_byte(out, '\n');
    labeller->words += sentence->token_count;
    labeller->sentences++;
}

/* ---- Choosing ----------------------------------------------------------------------------------
 */

static bool is_prose(const report *report, const analysis *analysis, const sentence *sentence)
{
    if (report->blocks.items[sentence->block].kind != BLOCK_PROSE ||
        sentence->token_count < LEAST_WORDS || sentence->token_count > MOST_WORDS)
        return false;
    const token *tokens = &analysis->tokens.items[sentence->first_token];
    str last = token_text(report, &tokens[sentence->token_count - 1]);
    return !tokens[sentence->token_count - 1].is_word && !str_equal(last, STR(":")) &&
           !str_equal(last, STR(","));
}

static bool is_new(labeller *labeller, const report *report, const sentence *sentence)
{
    uint32_t *slot = map_put_number(
        &labeller->seen, str_hash(str_slice(report->text, sentence->start, sentence->end)));
    const bool is_new = *slot == MAP_NONE;
    *slot = 1;
    return is_new;
}

static bool agree(const analysis *a, const analysis *b, const sentence *sentence)
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        const token *first = &a->tokens.items[sentence->first_token + i];
        const token *second = &b->tokens.items[sentence->first_token + i];
        same += first->head == second->head && first->deprel == second->deprel;
    }
    return same >= LEAST_AGREED * sentence->token_count;
}

/* ---- An article --------------------------------------------------------------------------------
 */

static void copy_tokens(arena *arena, const analysis *from, analysis *to)
{
    *to = (analysis){.sentences = from->sentences};
    for (uint32_t i = 0; i < from->tokens.count; i++)
        *array_push(arena, &to->tokens) = from->tokens.items[i];
}

static void label_article(labeller *labeller, str line)
{
    arena *keep = &labeller->keep;
    readout_input input = {0};
    report report = {0};
    analysis analyses[2];
    str problem = {0};
    uint32_t taken = 0;
    memset(analyses, 0, sizeof analyses);
    if (!intake_json_line(keep, line, &input, &problem))
        return;
    intake_read(keep, &labeller->scratch, &input, &report);
    segment_run(keep, &labeller->scratch, labeller->models[0], &report, &analyses[0]);
    if (labeller->model_count > 1) {
        copy_tokens(keep, &analyses[0], &analyses[1]);
        parse_run(keep, &labeller->scratch, labeller->models[1], &report, &analyses[1]);
    }
    parse_run(keep, &labeller->scratch, labeller->models[0], &report, &analyses[0]);
    if (!analyses[0].has_trees)
        return;
    buffer_format(&labeller->out, "# newdoc id = %.*s\n", STR_ARG(input.id));
    for (uint32_t s = 0; s < analyses[0].sentences.count && taken < ARTICLE_SENTENCES; s++) {
        const sentence *sentence = &analyses[0].sentences.items[s];
        if (!is_prose(&report, &analyses[0], sentence))
            continue;
        if (!is_new(labeller, &report, sentence)) {
            labeller->met_before++;
        } else if (labeller->model_count > 1 && !agree(&analyses[0], &analyses[1], sentence)) {
            labeller->disagreed++;
        } else {
            add_sentence(labeller, &report, &analyses[0], sentence);
            taken++;
        }
    }
}

/* ---- Main -------------------------------------------------------------------------------------
 */

static bool read_models(labeller *labeller)
{
    const char *paths[2] = {labeller->argv[1], labeller->argc > 5 ? labeller->argv[5] : NULL};
    for (int i = 0; i < 2 && paths[i] != NULL; i++) {
        str bytes;
        parser parser;
        if (file_read(&labeller->arena, paths[i], FILE_LIMIT, &bytes, &labeller->error) !=
                READOUT_OK ||
            model_read(bytes, true, &labeller->models[i], &labeller->error) != READOUT_OK)
            return false;
        labeller->model_count++;
        if (!parser_of(&labeller->arena, labeller->models[i], &parser)) {
            snprintf(labeller->error.message, sizeof labeller->error.message, "%s has no network",
                     paths[i]);
            return false;
        }
    }
    return true;
}

static void label_corpus(labeller *labeller, str corpus, uint32_t words)
{
    str_array lines = {0};
    str line;
    while (str_line(&corpus, &line))
        *array_push(&labeller->arena, &lines) = line;
    for (uint32_t i = 0; i < lines.count && labeller->words < words; i++) {
        const uint64_t at = (uint64_t)i * STRIDE % lines.count;
        label_article(labeller, lines.items[at]);
        arena_restore(&labeller->keep, (arena_mark){0});
    }
}

static void run(void *context)
{
    labeller *labeller = context;
    str corpus;
    if (!read_models(labeller) || file_read(&labeller->arena, labeller->argv[4], FILE_LIMIT,
                                            &corpus, &labeller->error) != READOUT_OK) {
        fprintf(stderr, "label: %s\n", labeller->error.message);
        return;
    }
    label_corpus(labeller, corpus, (uint32_t)strtoul(labeller->argv[3], NULL, 10));
    fprintf(stderr, "%s: %u words in %u sentences; left out: %u met before, %u disagreed on\n",
            labeller->argv[2], labeller->words, labeller->sentences, labeller->met_before,
            labeller->disagreed);
    if (file_write(labeller->argv[2], buffer_str(&labeller->out), &labeller->error) == READOUT_OK)
        labeller->exit_code = 0;
    else
        fprintf(stderr, "label: %s\n", labeller->error.message);
}

int main(int argc, char **argv)
{
    static labeller labeller = {.exit_code = 2};
    memory memory = {0};
    if (argc < 5 || argc > 6) {
        fprintf(stderr, "usage: label MODEL OUT.conllu WORDS CORPUS.jsonl [SECOND-MODEL]\n");
        return 2;
    }
    labeller.argc = argc;
    labeller.argv = argv;
    arena_init(&labeller.arena, &memory);
    arena_init(&labeller.keep, &memory);
    arena_init(&labeller.scratch, &memory);
    labeller.seen.arena = labeller.out.arena = &labeller.arena;
    if (!memory_try(&memory, run, &labeller)) {
        fprintf(stderr, "label: out of memory\n");
        labeller.exit_code = 2;
    }
    for (int i = 0; i < 2; i++)
        model_free(labeller.models[i]);
    arena_finish(&labeller.scratch);
    arena_finish(&labeller.keep);
    arena_finish(&labeller.arena);
    return labeller.exit_code;
}
