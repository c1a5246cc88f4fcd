/* coref.c - how often "he" and "the spokesman" are taken for the right one.
 *
 * usage: coref MODEL FILE.conllu...
 *
 * MODEL is a model file or "built-in". The files are OntoGUM's: CoNLL-U with the chains of mentions
 * in MISC (Entity=(3, 3), (3)). Words and sentences are as given, everything else is our own. A
 * reference counts as right if its antecedent is the head of a mention of the same chain; words
 * that are in no chain and were given an antecedent count as wrong. Measured are pronouns of the
 * third person that have something of their chain before them, and descriptions that we answer. */
#include "language/coref.h"

#include "base/file.h"
#include "language/language.h"
#include "language/train_coref.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 64 << 20, GROUPS = 5 };

typedef struct tally {
    uint32_t asked, answered, right;
} tally;

static const char *const group_names[GROUPS] = {"he, she", "it", "they", "pronouns", "the ..."};

typedef struct job {
    int argc;
    char **argv;
    arena arena;
    model *model;
    tally tallies[GROUPS];
    bool verbose;
    readout_error error;
    int exit_code;
} job;

/* ---- Counting ------------------------------------------------------------------------- */

static int group_of(const reference *reference, str word)
{
    if (reference->kind == REFERENCE_DESCRIPTION)
        return 4;
    if (str_starts_nocase(word, STR("it")))
        return 1;
    return str_starts_nocase(word, STR("the")) ? 2 : 0;
}

static void count(tally *tally, bool asked, bool answered, bool right)
{
    tally->asked += asked;
    tally->answered += answered;
    tally->right += right;
}

static void score(job *job, const report *report, const analysis *analysis,
                  const coref_chains *chains)
{
    for (uint32_t i = 0; i < analysis->references.count; i++) {
        const reference *reference = &analysis->references.items[i];
        str word = token_text(report, &analysis->tokens.items[reference->head]);
        uint32_t start = 0;
        const uint32_t chain = coref_chain_at(chains, reference->head, &start);
        const bool answered = reference->antecedent != TOKEN_NONE;
        const bool asked =
            chain != UINT32_MAX && !coref_starts_chain(chains, chain, reference->first_token);
        const bool right =
            answered && asked && coref_chain_at(chains, reference->antecedent, NULL) == chain;
        const int group = group_of(reference, word);
        count(&job->tallies[group], asked, answered, right);
        if (group < 3)
            count(&job->tallies[3], asked, answered, right);
        if (job->verbose && (answered ? !right : asked))
            printf("%s %u %.*s -> %.*s\n",
                   right      ? "right"
                   : answered ? "WRONG"
                              : "none",
                   reference->sentence, STR_ARG(word),
                   STR_ARG(answered
                               ? token_text(report, &analysis->tokens.items[reference->antecedent])
                               : STR("?")));
    }
}

static void measure(job *job, const char *path)
{
    arena *arena = &job->arena;
    report report = {.language = STR("en")};
    analysis analysis = {0};
    struct arena scratch;
    if (file_read(arena, path, FILE_LIMIT, &report.text, &job->error) != READOUT_OK) {
        fprintf(stderr, "%s\n", job->error.message);
        job->exit_code = 1;
        return;
    }
    given *given = given_read(arena, &report);
    analysis.sentences = given->sentences;
    analysis.tokens = given->tokens;
    arena_init(&scratch, arena->memory);
    parse_run(arena, &scratch, job->model, &report, &analysis);
    names_run(arena, &scratch, &report, &analysis);
    references_run(arena, &scratch, &report, &analysis);
    arena_finish(&scratch);
    const coref_chains chains = coref_chains_of(arena, given);
    if (job->verbose)
        printf("# %s\n", path);
    score(job, &report, &analysis, &chains);
}

static void run(void *context)
{
    job *job = context;
    const char *path = strcmp(job->argv[1], "built-in") == 0 ? NULL : job->argv[1];
    if (readout_model_load(path, &job->model, &job->error) != READOUT_OK) {
        fprintf(stderr, "%s\n", job->error.message);
        job->exit_code = 1;
        return;
    }
    for (int i = 2; i < job->argc && job->exit_code == 0; i++)
        if (strcmp(job->argv[i], "-v") == 0)
            job->verbose = true;
        else
            measure(job, job->argv[i]);
    for (int i = 0; i < GROUPS; i++) {
        const tally *tally = &job->tallies[i];
        printf("%-9s right %5.1f %% of answered (%u of %u); of %u to be found %5.1f %% right\n",
               group_names[i], 100.0 * tally->right / (tally->answered > 0 ? tally->answered : 1),
               tally->right, tally->answered, tally->asked,
               100.0 * tally->right / (tally->asked > 0 ? tally->asked : 1));
    }
}

int main(int argc, char **argv)
{
    memory memory = {0};
    job job = {.argc = argc, .argv = argv};
    if (argc < 3) {
        fprintf(stderr, "usage: coref MODEL FILE.conllu...\n");
        return 2;
    }
    arena_init(&job.arena, &memory);
    if (!memory_try(&memory, run, &job))
        job.exit_code = 1;
    readout_model_free(job.model);
    arena_finish(&job.arena);
    return job.exit_code;
}
