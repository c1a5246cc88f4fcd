/* language.c - how right and how fast tags, lemmas, trees and names are.
 *
 * usage: language MODEL [--names KINDS] [--speed FILE] [TREEBANK[:PREFIX][=NAMES]]...
 *        language MODEL --newswire FOLDER
 *
 * MODEL is a model file or "built-in". Each CoNLL-U file is measured twice: on its own words, and
 * as raw text that is split, tagged and parsed, where a word counts as right only if it was found
 * (F1 over words, aligned by their places in the text, as CoNLL 2018's conll18_ud_eval.py). LAS
 * leaves subtypes of relations out; LAS full does not. With PREFIX only documents whose id
 * begins so count; NAMES is an IOB2 file with the names of the same sentences (PER, ORG, LOC). The
 * newswire is measured on every sixth document, which training has not seen. --speed takes
 * plain text or JSON lines: words a second of one core, from clean text to everything. */
#include "language/language.h"

#include "base/file.h"
#include "intake/intake.h"
#include "language/score.h"
#include "language/treebank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FILE_LIMIT = 1 << 30, HELD_OUT = 6, ROUNDS = 3, SPEED_BYTES = 4 << 20 };

typedef struct job {
    int argc;
    char **argv;
    arena arena;
    arena scratch;
    model *model;
    parser parser;
    readout_error error;
    int exit_code;
} job;

/* ---- Printing ------------------------------------------------------------------------------- */

static void print_ratio(const char *name, score_ratio ratio)
{
    printf("  %-9s %6.2f   %u of %u\n", name, score_percent(ratio), ratio.right, ratio.all);
}

static void print_names(str kind, score_names names)
{
    if (names.gold + names.found > 0)
        printf("  %-9.*s P %6.2f  R %6.2f  F1 %6.2f   right %u found %u gold %u\n", STR_ARG(kind),
               100.0 * names.right / (names.found > 0 ? names.found : 1),
               100.0 * names.right / (names.gold > 0 ? names.gold : 1), score_f1(names),
               names.right, names.found, names.gold);
}

static void print_scores(const parser *parser, const scores *scores)
{
    if (scores->upos.all > 0) {
        print_ratio("UPOS", scores->upos);
        print_ratio("XPOS", scores->xpos);
        print_ratio("feats", scores->feats);
        print_ratio("lemma", scores->lemma);
        print_ratio("UAS", scores->uas);
        print_ratio("LAS", scores->las);
        print_ratio("LAS full", scores->las_full);
    }
    for (uint32_t i = 0; i < parser->labels.names.count; i++)
        print_names(parser->labels.names.items[i], scores->kinds[i]);
    print_names(STR("names"), scores->names);
}

/* ---- Raw text ------------------------------------------------------------------------------- */

typedef struct raw {
    uint32_t gold, found, words, upos, lemma, uas, las, las_full;
} raw;

static void count_raw(const job *job, const treebank *gold, const corpus *corpus,
                      const analysis *found, uint32_t g, uint32_t f, const uint32_t *pairs,
                      raw *raw)
{
    const corpus_word *word = &corpus->words.items[g];
    const token *token = &found->tokens.items[f];
    const sentence *sentence =
        &gold->analysis.sentences
             .items[analysis_sentence_at(&gold->analysis, gold->analysis.tokens.items[g].start)];
    str relation = label_at(&job->parser.labels.relations, token->relation);
    str gold_relation = word->deprel;
    bool head = word->head == 0 ? token->head == TOKEN_NONE
                                : token->head != TOKEN_NONE &&
                                      pairs[sentence->first_token + word->head - 1] == token->head;
    raw->words++;
    raw->upos += str_equal(upos_name(token->upos), word->upos);
    raw->lemma += str_equal(token->lemma, word->lemma) || str_equal(word->lemma, STR("_"));
    raw->uas += head;
    raw->las_full += head && str_equal(relation, gold_relation);
    raw->las +=
        head && str_equal(str_slice(relation, 0, str_find_byte(relation, ':', 0)),
                          str_slice(gold_relation, 0, str_find_byte(gold_relation, ':', 0)));
}

/* Words of a token that is written as one are paired in order when there are as many. */
static uint32_t *pair_words(arena *arena, const treebank *gold, const analysis *found)
{
    uint32_t *pairs = arena_array(arena, uint32_t, gold->analysis.tokens.count);
    uint32_t f = 0;
    for (uint32_t g = 0; g < gold->analysis.tokens.count; g++) {
        const token *a = &gold->analysis.tokens.items[g];
        while (f < found->tokens.count && found->tokens.items[f].start < a->start)
            f++;
        const token *b = f < found->tokens.count ? &found->tokens.items[f] : NULL;
        pairs[g] = b != NULL && b->start == a->start && b->end == a->end ? f : UINT32_MAX;
    }
    return pairs;
}

static void print_raw(const char *name, uint32_t right, const raw *raw)
{
    printf("  %-13s F1 %6.2f   %u of %u found, %u gold\n", name,
           200.0 * right / (raw->gold + raw->found > 0 ? raw->gold + raw->found : 1), right,
           raw->found, raw->gold);
}

static void evaluate_raw(job *job, const treebank *gold, const corpus *corpus)
{
    analysis found = {0};
    raw raw = {0};
    report report = gold->report;
    report.language = model_language(job->model);
    segment_run(&job->arena, &job->scratch, job->model, &report, &found);
    parse_run(&job->arena, &job->scratch, job->model, &report, &found);
    uint32_t *pairs = pair_words(&job->arena, gold, &found);
    raw.gold = gold->analysis.tokens.count;
    raw.found = found.tokens.count;
    for (uint32_t g = 0; g < raw.gold; g++)
        if (pairs[g] != UINT32_MAX)
            count_raw(job, gold, corpus, &found, g, pairs[g], pairs, &raw);
    print_raw("raw words", raw.words, &raw);
    print_raw("raw UPOS", raw.upos, &raw);
    print_raw("raw lemma", raw.lemma, &raw);
    print_raw("raw UAS", raw.uas, &raw);
    print_raw("raw LAS", raw.las, &raw);
    print_raw("raw LAS full", raw.las_full, &raw);
}

/* ---- Files ---------------------------------------------------------------------------------- */

static bool has_prefix(void *context, str document)
{
    return str_starts(document, *(str *)context);
}

static bool read_file(job *job, str path, str *content)
{
    return file_read(&job->arena, arena_cstr(&job->arena, path), FILE_LIMIT, content,
                     &job->error) == READOUT_OK;
}

static bool evaluate_treebank(job *job, str argument)
{
    size_t equals = str_find_byte(argument, '=', 0);
    str left = str_slice(argument, 0, equals);
    size_t colon = str_find_byte(left, ':', 0);
    str prefix = colon == SIZE_MAX ? STR("") : str_slice(left, colon + 1, left.len);
    corpus corpus = {.arena = &job->arena};
    str content;
    str names;
    if (!read_file(job, str_slice(left, 0, colon), &content))
        return false;
    corpus_add_conllu(&corpus, content, has_prefix, &prefix);
    if (equals != SIZE_MAX) {
        if (!read_file(job, str_slice(argument, equals + 1, argument.len), &names))
            return false;
        corpus_join_names(&corpus, names, STR("OTH"));
    }
    scores scores =
        score_corpus(&job->parser, &job->scratch, &corpus, score_kinds(&job->parser, false));
    treebank treebank = treebank_read(&job->arena, content, has_prefix, &prefix);
    printf("%.*s: %u sentences, %u words\n", STR_ARG(left), corpus.sentences.count,
           corpus.words.count);
    print_scores(&job->parser, &scores);
    evaluate_raw(job, &treebank, &corpus);
    return true;
}

static bool evaluate_newswire(job *job, const char *folder)
{
    file_list files = {0};
    corpus corpus = {.arena = &job->arena};
    if (file_walk(&job->arena, folder, 1 << 16, &files, &job->error) != READOUT_OK)
        return false;
    for (uint32_t i = HELD_OUT - 1; i < files.count; i += HELD_OUT) {
        str content;
        if (!read_file(job, files.paths[i], &content))
            return false;
        corpus_add_names(&corpus, content);
    }
    printf("%s: every sixth document, %u of %u\n", folder, corpus.documents, files.count);
    scores all =
        score_corpus(&job->parser, &job->scratch, &corpus, score_kinds(&job->parser, true));
    scores three =
        score_corpus(&job->parser, &job->scratch, &corpus, score_kinds(&job->parser, false));
    print_scores(&job->parser, &all);
    print_names(STR("PER+ORG+LOC"), three.names);
    return true;
}

/* ---- Speed ---------------------------------------------------------------------------------- */

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static uint32_t analyse(job *job, const report *report, double *splitting)
{
    arena keep;
    arena scratch;
    analysis analysis = {0};
    arena_init(&keep, job->arena.memory);
    arena_init(&scratch, job->arena.memory);
    double start = seconds(CLOCK_THREAD_CPUTIME_ID);
    segment_run(&keep, &scratch, job->model, report, &analysis);
    *splitting += seconds(CLOCK_THREAD_CPUTIME_ID) - start;
    parse_run(&keep, &scratch, job->model, report, &analysis);
    uint32_t words = analysis.tokens.count;
    arena_finish(&scratch);
    arena_finish(&keep);
    return words;
}

static bool measure_speed(job *job, const char *path)
{
    str content;
    str line;
    array_of(report) reports = {0};
    size_t bytes = 0;
    if (!read_file(job, str_of(path), &content))
        return false;
    while (bytes < SPEED_BYTES && str_line(&content, &line)) {
        readout_input input = {0};
        str problem = {0};
        if (!intake_json_line(&job->arena, line, &input, &problem))
            continue;
        report *report = array_push(&job->arena, &reports);
        intake_read(&job->arena, &job->scratch, &input, report);
        bytes += report->text.len;
    }
    for (int round = 0; round < ROUNDS; round++) {
        double wall = seconds(CLOCK_MONOTONIC);
        double cpu = seconds(CLOCK_THREAD_CPUTIME_ID);
        double splitting = 0;
        uint32_t words = 0;
        for (uint32_t i = 0; i < reports.count; i++)
            words += analyse(job, &reports.items[i], &splitting);
        wall = seconds(CLOCK_MONOTONIC) - wall;
        cpu = seconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
        printf("%s: %u reports, %u words: %.0f words/s by the clock, %.0f of processor time "
               "(%.2f us/word, splitting %.2f), %s\n",
               path, reports.count, words, words / wall, words / cpu, cpu / words * 1e6,
               splitting / words * 1e6, job->parser.inference.kernels->name);
    }
    return true;
}

/* ---- Main ----------------------------------------------------------------------------------- */

static bool open_model(job *job)
{
    str bytes;
    if (strcmp(job->argv[1], "built-in") == 0) {
        if (model_built_in(&job->model, &job->error) != READOUT_OK)
            return false;
    } else if (!read_file(job, str_of(job->argv[1]), &bytes) ||
               model_read(bytes, true, &job->model, &job->error) != READOUT_OK) {
        return false;
    }
    if (parser_of(&job->arena, job->model, &job->parser))
        return true;
    snprintf(job->error.message, sizeof job->error.message, "the model has no network");
    return false;
}

static void run(void *context)
{
    job *job = context;
    bool done = open_model(job);
    for (int i = 2; done && i < job->argc; i++) {
        if (strcmp(job->argv[i], "--newswire") == 0 && i + 1 < job->argc)
            done = evaluate_newswire(job, job->argv[++i]);
        else if (strcmp(job->argv[i], "--speed") == 0 && i + 1 < job->argc)
            done = measure_speed(job, job->argv[++i]);
        else
            done = evaluate_treebank(job, str_of(job->argv[i]));
    }
    if (!done)
        fprintf(stderr, "language: %s\n", job->error.message);
    model_free(job->model);
    job->exit_code = done ? 0 : 2;
}

int main(int argc, char **argv)
{
    memory memory = {0};
    static job job = {.exit_code = 2};
    if (argc < 3) {
        fprintf(stderr, "usage: language MODEL|built-in [--newswire FOLDER] [--speed FILE] "
                        "[TREEBANK[:PREFIX][=NAMES]]...\n");
        return 2;
    }
    job.argc = argc;
    job.argv = argv;
    arena_init(&job.arena, &memory);
    arena_init(&job.scratch, &memory);
    if (!memory_try(&memory, run, &job))
        fprintf(stderr, "language: out of memory\n");
    arena_finish(&job.arena);
    arena_finish(&job.scratch);
    return job.exit_code;
}
