/* segment.c - how well raw text is split into sentences, tokens and words.
 *
 * usage: segment MODEL FILE[:PREFIX]...
 *
 * MODEL is a model file, "built-in", or "rules" for none. Each CoNLL-U file is turned into raw
 * text (see treebank.h), segmented, and compared by the definitions of the CoNLL 2018 shared
 * task (conll18_ud_eval.py): a token or sentence is right if its first and last character
 * are; words of tokens that are several are aligned by longest common subsequence of their
 * forms. With PREFIX only documents whose id starts with it count. */
#include "base/file.h"
#include "base/utf8.h"
#include "language/language.h"
#include "language/treebank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FILE_LIMIT = 256 << 20, SPEED_ROUNDS = 5, RANGE_WORDS_MAX = 64 };

typedef struct score {
    uint32_t gold;
    uint32_t found;
    uint32_t right;
} score;

/* Something that has a first and a last byte. */
typedef struct range {
    uint32_t start;
    uint32_t end;
} range;
typedef array_of(range) range_array;

static range_array surface_tokens(arena *arena, const analysis *analysis)
{
    range_array ranges = {0};
    for (uint32_t i = 0; i < analysis->tokens.count; i++) {
        const token *token = &analysis->tokens.items[i];
        if (token->joined && ranges.count > 0)
            ranges.items[ranges.count - 1].end = token->end;
        else
            *array_push(arena, &ranges) = (range){token->start, token->end};
    }
    return ranges;
}

static range_array sentence_ranges(arena *arena, const analysis *analysis)
{
    range_array ranges = {0};
    for (uint32_t i = 0; i < analysis->sentences.count; i++)
        *array_push(arena, &ranges) =
            (range){analysis->sentences.items[i].start, analysis->sentences.items[i].end};
    return ranges;
}

static score compare(const range_array *gold, const range_array *found)
{
    score score = {gold->count, found->count, 0};
    for (uint32_t g = 0, f = 0; g < gold->count && f < found->count;) {
        const range a = gold->items[g];
        const range b = found->items[f];
        score.right += a.start == b.start && a.end == b.end;
        g += a.start <= b.start;
        f += b.start <= a.start;
    }
    return score;
}

/* ---- Words --------------------------------------------------------------------------------- */

typedef struct words {
    const report *report;
    const analysis *analysis;
    const str *forms; /* NULL: as they stand in the text */
} words;

static const token *word_at(const words *words, uint32_t at)
{
    return &words->analysis->tokens.items[at];
}

static bool is_several(const words *words, uint32_t at)
{
    return word_at(words, at)->joined ||
           (at + 1 < words->analysis->tokens.count && word_at(words, at + 1)->joined);
}

/* Behind the surface token of word `at`. */
static uint32_t surface_end(const words *words, uint32_t at)
{
    do
        at++;
    while (at < words->analysis->tokens.count && word_at(words, at)->joined);
    return at;
}

static str form_of(const words *words, uint32_t at)
{
    return words->forms != NULL ? words->forms[at] : token_text(words->report, word_at(words, at));
}

/* Longest common subsequence of words [g, g_end) and [f, f_end), compared without case. */
static uint32_t common_words(const words *gold, uint32_t g, uint32_t g_end, const words *found,
                             uint32_t f, uint32_t f_end)
{
    uint32_t rows[2][RANGE_WORDS_MAX + 1] = {{0}};
    uint32_t width = f_end - f < RANGE_WORDS_MAX ? f_end - f : RANGE_WORDS_MAX;
    for (uint32_t i = g; i < g_end; i++) {
        uint32_t *last = rows[(i - g + 1) % 2];
        uint32_t *row = rows[(i - g) % 2];
        for (uint32_t j = 0; j < width; j++) {
            bool same = str_equal_nocase(form_of(gold, i), form_of(found, f + j));
            uint32_t longer = last[j + 1] > row[j] ? last[j + 1] : row[j];
            row[j + 1] = same ? last[j] + 1 : longer;
        }
    }
    return rows[(g_end - g + 1) % 2][width];
}

static score compare_words(const words *gold, const words *found)
{
    const uint32_t gold_count = gold->analysis->tokens.count;
    const uint32_t found_count = found->analysis->tokens.count;
    score score = {gold_count, found_count, 0};
    uint32_t g = 0;
    uint32_t f = 0;
    while (g < gold_count && f < found_count) {
        const token *a = word_at(gold, g);
        const token *b = word_at(found, f);
        if (!is_several(gold, g) && !is_several(found, f)) {
            score.right += a->start == b->start && a->end == b->end;
            bool step_gold = a->start <= b->start;
            f += b->start <= a->start;
            g += step_gold;
            continue;
        }
        uint32_t g_end = surface_end(gold, g);
        uint32_t f_end = surface_end(found, f);
        for (;;) { /* until both end at one place */
            uint32_t gold_to = word_at(gold, g_end - 1)->end;
            uint32_t found_to = word_at(found, f_end - 1)->end;
            if (f_end < found_count && word_at(found, f_end)->start < gold_to)
                f_end = surface_end(found, f_end);
            else if (g_end < gold_count && word_at(gold, g_end)->start < found_to)
                g_end = surface_end(gold, g_end);
            else
                break;
        }
        score.right += common_words(gold, g, g_end, found, f, f_end);
        g = g_end;
        f = f_end;
    }
    return score;
}

/* ---- Printing ------------------------------------------------------------------------------ */

static void print_score(const char *name, score score)
{
    double precision = 100.0 * score.right / (score.found > 0 ? score.found : 1);
    double recall = 100.0 * score.right / (score.gold > 0 ? score.gold : 1);
    double f1 = 200.0 * score.right / (score.found + score.gold > 0 ? score.found + score.gold : 1);
    printf("  %-9s P %6.2f  R %6.2f  F1 %6.2f   right %6u  found %6u  gold %6u\n", name, precision,
           recall, f1, score.right, score.found, score.gold);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void print_errors(const treebank *treebank, const range_array *gold,
                         const range_array *found)
{
    for (uint32_t g = 0, f = 0; g < gold->count || f < found->count;) {
        range a = g < gold->count ? gold->items[g] : (range){UINT32_MAX, 0};
        range b = f < found->count ? found->items[f] : (range){UINT32_MAX, 0};
        if (a.start != b.start || a.end != b.end) {
            range shown = a.start <= b.start ? a : b;
            printf("%c [%.*s]\n",
                   a.start == b.start  ? '='
                   : a.start < b.start ? 'G'
                                       : 'F',
                   STR_ARG(str_slice(treebank->report.text, shown.start, shown.end)));
            if (a.start == b.start)
                printf("  [%.*s]\n", STR_ARG(str_slice(treebank->report.text, b.start, b.end)));
        }
        g += a.start <= b.start;
        f += b.start <= a.start;
    }
}

static void evaluate(arena *arena, struct arena *scratch, const model *model,
                     const treebank *treebank)
{
    analysis analysis = {0};
    double fastest = 1e9;
    for (int round = 0; round < SPEED_ROUNDS; round++) {
        double start = seconds();
        memset(&analysis, 0, sizeof analysis);
        segment_run(arena, scratch, model, &treebank->report, &analysis);
        double taken = seconds() - start;
        fastest = taken < fastest ? taken : fastest;
    }
    range_array gold_tokens = surface_tokens(arena, &treebank->analysis);
    range_array found_tokens = surface_tokens(arena, &analysis);
    range_array gold_sentences = sentence_ranges(arena, &treebank->analysis);
    range_array found_sentences = sentence_ranges(arena, &analysis);
    words gold = {&treebank->report, &treebank->analysis, treebank->forms};
    words found = {&treebank->report, &analysis, NULL};
    print_score("tokens", compare(&gold_tokens, &found_tokens));
    print_score("words", compare_words(&gold, &found));
    print_score("sentences", compare(&gold_sentences, &found_sentences));
    printf("  speed     %.2f million words/s\n", analysis.tokens.count / fastest / 1e6);
    if (getenv("SHOW_TOKENS") != NULL)
        print_errors(treebank, &gold_tokens, &found_tokens);
    if (getenv("SHOW_SENTENCES") != NULL)
        print_errors(treebank, &gold_sentences, &found_sentences);
}

/* ---- Main ----------------------------------------------------------------------------------- */

typedef struct job {
    int argc;
    char **argv;
    arena arena;
    arena scratch;
    int exit_code;
} job;

static bool has_prefix(void *context, str document)
{
    return str_starts(document, *(str *)context);
}

static readout_status open_model(arena *arena, const char *name, model **model,
                                 readout_error *error)
{
    str bytes;
    if (strcmp(name, "rules") == 0)
        return model_empty(model, error);
    if (strcmp(name, "built-in") == 0)
        return model_built_in(model, error);
    readout_status status = file_read(arena, name, FILE_LIMIT, &bytes, error);
    return status == READOUT_OK ? model_read(bytes, true, model, error) : status;
}

static bool evaluate_file(job *job, const model *model, str argument, readout_error *error)
{
    size_t colon = str_find_byte(argument, ':', 0);
    str path = str_slice(argument, 0, colon);
    str prefix = colon == SIZE_MAX ? STR("") : str_slice(argument, colon + 1, argument.len);
    str content;
    if (file_read(&job->arena, arena_cstr(&job->arena, path), FILE_LIMIT, &content, error) !=
        READOUT_OK)
        return false;
    treebank treebank = treebank_read(&job->arena, content, has_prefix, &prefix);
    printf("%.*s %.*s\n", STR_ARG(path), STR_ARG(prefix));
    evaluate(&job->arena, &job->scratch, model, &treebank);
    return true;
}

static void run(void *context)
{
    job *job = context;
    model *model = NULL;
    readout_error error;
    bool done = open_model(&job->arena, job->argv[1], &model, &error) == READOUT_OK;
    for (int i = 2; done && i < job->argc; i++)
        done = evaluate_file(job, model, str_of(job->argv[i]), &error);
    if (!done)
        fprintf(stderr, "segment: %s\n", error.message);
    model_free(model);
    job->exit_code = done ? 0 : 2;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: segment MODEL|built-in|rules FILE[:PREFIX]...\n");
        return 2;
    }
    memory memory = {0};
    job job = {argc, argv, {0}, {0}, 2};
    arena_init(&job.arena, &memory);
    arena_init(&job.scratch, &memory);
    if (!memory_try(&memory, run, &job))
        fprintf(stderr, "segment: out of memory\n");
    arena_finish(&job.arena);
    arena_finish(&job.scratch);
    return job.exit_code;
}
