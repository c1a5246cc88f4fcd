/* coref.c - learns which candidate a pronoun means: the weights of language/coref_pronouns.c.
 *
 * usage: coref MODEL OUT.c FILE.conllu...
 *
 *     OntoGUM --> words as given, our own tags, trees and names --> options of each pronoun
 *       chains ------------------------------------------------------> which of them are right
 *                                   softmax over options --> integer weights, margins --> OUT.c
 *
 * A log-linear model: the right options together should have all the probability; "none" is right
 * where no option is of the pronoun's chain. AdaGrad, a fixed order, no randomness: the same
 * files give the same weights. While they are learnt a pronoun is joined to what it truly means.
 * How far ahead an answer must be is found on documents left out, where pronouns are joined to what
 * the weights say: the smallest margin at which PRECISION of the answers are right. */
#include "base/file.h"
#include "language/coref_parts.h"
#include "language/language.h"
#include "language/train_coref.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 64 << 20, PASSES = 40, FOLDS = 5, WEIGHTS = GROUP_COUNT * OPTION_FEATURES };

static const double RATE = 0.1;
static const double DECAY = 1e-1;
static const double SCALE = 128; /* of weights as integers */
static const double PRECISION[GROUP_COUNT] = {0.88, 0.75, 0.80};

/* One pronoun. */
typedef struct question {
    const option *options;
    bool *right; /* [count] */
    uint32_t count;
    uint32_t document;
    pronoun_group group;
    bool known; /* is in a chain that has begun before */
} question;

typedef array_of(question) question_array;

typedef struct answer {
    int32_t margin;
    bool right;
} answer;

typedef array_of(answer) answer_array;

typedef struct learner {
    int argc;
    char **argv;
    arena arena;
    model *model;
    question_array questions;
    coref_chains chains; /* of the document at hand */
    bool own;            /* pronouns are joined to what the weights say, and the answers kept */
    answer_array answers[GROUP_COUNT];
    uint32_t known[GROUP_COUNT];
    uint32_t document;
    double weights[WEIGHTS];
    double squares[WEIGHTS];
    int32_t margins[GROUP_COUNT];
    readout_error error;
    int exit_code;
} learner;

/* ---- Scores -----------------------------------------------------------------------------------
 */

static double score_of(const learner *learner, const option *option)
{
    double score = 0;
    for (uint32_t i = 0; i < option->count; i++)
        score += learner->weights[option->features[i]];
    return score;
}

/* The best option if it is far enough ahead, else "none"; *margin: how far it is ahead. */
static uint32_t best_of_all(const learner *learner, const question *question, double *margin)
{
    double first = -INFINITY;
    double second = -INFINITY;
    uint32_t best = 0;
    for (uint32_t i = 0; i < question->count; i++) {
        const double score = score_of(learner, &question->options[i]);
        if (score > first) {
            second = first;
            first = score;
            best = i;
        } else if (score > second) {
            second = score;
        }
    }
    *margin = first - second;
    return best;
}

/* Answers by the weights, and keeps whether that was right. */
static uint32_t answer_it(learner *learner, const resolver *resolver, const question *question,
                          int32_t *margin)
{
    double ahead;
    const uint32_t best = best_of_all(learner, question, &ahead);
    *margin = (int32_t)floor(fmin(ahead * SCALE, 1e9));
    learner->known[question->group] += question->known;
    if (best == 0)
        return best;
    const candidate *candidate = &resolver->candidates.items[question->options[best].candidate];
    const bool rests = candidate->pronoun && candidate->margin < *margin;
    *array_push(&learner->arena, &learner->answers[question->group]) =
        (answer){rests ? candidate->margin : *margin, question->right[best] && question->known};
    return best;
}

/* ---- Questions --------------------------------------------------------------------------------
 */

static bool *right_options(learner *learner, const resolver *resolver, uint32_t at,
                           const option *options, uint32_t count)
{
    const uint32_t chain = coref_chain_at(&learner->chains, at, NULL);
    bool *right = arena_array(&learner->arena, bool, count);
    right[0] = true;
    for (uint32_t i = 1; i < count && chain != UINT32_MAX; i++) {
        const candidate *candidate = &resolver->candidates.items[options[i].candidate];
        right[i] = coref_chain_at(&learner->chains, candidate->said, NULL) == chain;
        right[0] = right[0] && !right[i];
    }
    return right;
}

static uint32_t observe(void *context, const resolver *resolver, const pronoun_search *search,
                        const option *options, uint32_t count, int32_t *margin)
{
    learner *learner = context;
    const uint32_t chain = coref_chain_at(&learner->chains, search->at, NULL);
    option *kept = arena_array(&learner->arena, option, count);
    question question = {.options = kept,
                         .right = right_options(learner, resolver, search->at, options, count),
                         .count = count,
                         .document = learner->document,
                         .group = pronoun_group_of(search->pronoun),
                         .known = chain != UINT32_MAX &&
                                  !coref_starts_chain(&learner->chains, chain, search->at)};
    memcpy(kept, options, count * sizeof *options);
    if (learner->own)
        return answer_it(learner, resolver, &question, margin);
    *array_push(&learner->arena, &learner->questions) = question;
    *margin = INT32_MAX;
    for (uint32_t i = 0; i < count; i++)
        if (question.right[i])
            return i;
    return 0;
}

static bool read_document(learner *learner, const char *path)
{
    arena *arena = &learner->arena;
    report report = {.language = STR("en")};
    analysis analysis = {0};
    struct arena scratch;
    if (file_read(arena, path, FILE_LIMIT, &report.text, &learner->error) != READOUT_OK)
        return false;
    given *given = given_read(arena, &report);
    const pronoun_observer observer = {learner, observe};
    analysis.sentences = given->sentences;
    analysis.tokens = given->tokens;
    learner->chains = coref_chains_of(arena, given);
    arena_init(&scratch, arena->memory);
    parse_run(arena, &scratch, learner->model, &report, &analysis);
    names_run(arena, &scratch, &report, &analysis);
    references_observe(arena, &scratch, &report, &analysis, &observer);
    arena_finish(&scratch);
    learner->document++;
    return true;
}

/* ---- Learning ---------------------------------------------------------------------------------
 */

/* Probabilities of the options; the sum of the right ones'. */
static double probabilities(const learner *learner, const question *question, double *p)
{
    double most = -INFINITY;
    double sum = 0;
    double right = 0;
    for (uint32_t i = 0; i < question->count; i++) {
        p[i] = score_of(learner, &question->options[i]);
        most = fmax(most, p[i]);
    }
    for (uint32_t i = 0; i < question->count; i++)
        sum += p[i] = exp(p[i] - most);
    for (uint32_t i = 0; i < question->count; i++) {
        p[i] /= sum;
        right += question->right[i] ? p[i] : 0;
    }
    return right;
}

static void learn_question(learner *learner, const question *question)
{
    double p[OPTIONS_MAX];
    const double right = fmax(probabilities(learner, question, p), 1e-9);
    for (uint32_t i = 0; i < question->count; i++) {
        const double push = (question->right[i] ? p[i] / right : 0) - p[i];
        for (uint32_t k = 0; k < question->options[i].count; k++) {
            const uint32_t feature = question->options[i].features[k];
            const double step = push - DECAY * learner->weights[feature];
            learner->squares[feature] += step * step;
            learner->weights[feature] += RATE * step / sqrt(1e-2 + learner->squares[feature]);
        }
    }
}

/* Learns from all documents but those of one fold (FOLDS: from all). */
static void learn(learner *learner, uint32_t left_out)
{
    memset(learner->weights, 0, sizeof learner->weights);
    memset(learner->squares, 0, sizeof learner->squares);
    for (int pass = 0; pass < PASSES; pass++)
        for (uint32_t i = 0; i < learner->questions.count; i++)
            if (learner->questions.items[i].document % FOLDS != left_out)
                learn_question(learner, &learner->questions.items[i]);
}

/* ---- Margins ----------------------------------------------------------------------------------
 */

static int by_margin(const void *a, const void *b)
{
    const answer *x = a;
    const answer *y = b;
    return x->margin < y->margin ? 1 : x->margin > y->margin ? -1 : 0;
}

static void find_margin(learner *learner, uint32_t group)
{
    answer_array *answers = &learner->answers[group];
    uint32_t right = 0;
    uint32_t taken = 0;
    uint32_t taken_right = 0;
    learner->margins[group] = INT32_MAX;
    if (answers->count > 0)
        qsort(answers->items, answers->count, sizeof *answers->items, by_margin);
    for (uint32_t i = 0; i < answers->count; i++) {
        right += answers->items[i].right;
        if (right >= PRECISION[group] * (i + 1)) {
            taken = i + 1;
            taken_right = right;
            learner->margins[group] = answers->items[i].margin;
        }
    }
    fprintf(stderr, "group %u: margin %d: %u of %u right, of %u to be found; all: %u of %u\n",
            group, learner->margins[group], taken_right, taken, learner->known[group], right,
            answers->count);
}

/* Each fold by weights that were learnt without it. */
static bool find_margins(learner *learner)
{
    bool done = true;
    learner->own = true;
    for (uint32_t fold = 0; done && fold < FOLDS; fold++) {
        learn(learner, fold);
        for (uint32_t i = fold; done && i < (uint32_t)learner->argc - 3; i += FOLDS)
            done = read_document(learner, learner->argv[3 + i]);
    }
    for (uint32_t group = 0; group < GROUP_COUNT; group++)
        find_margin(learner, group);
    return done;
}

/* ---- Main -------------------------------------------------------------------------------------
 */

static void write_weights(learner *learner)
{
    buffer out = {.arena = &learner->arena};
    buffer_add(&out,
               STR("/* coref_weights.c - made by train/coref.c (train/train.sh coref) from the "
                   "freely licensed genres\n * of GUM's train split; see models/README.md. Do not "
                   "edit. */\n#include \"language/coref_parts.h\"\n\n/* clang-format off */\n"
                   "const int32_t coref_margins[GROUP_COUNT] = {"));
    for (uint32_t i = 0; i < GROUP_COUNT; i++)
        buffer_format(&out, "%s%d", i > 0 ? ", " : "", learner->margins[i]);
    buffer_add(&out, STR("};\n\nconst int16_t coref_weights[GROUP_COUNT * OPTION_FEATURES] = {"));
    for (uint32_t i = 0; i < WEIGHTS; i++) {
        const long weight = lrint(learner->weights[i] * SCALE);
        buffer_format(&out, "%s%ld,", i % 16 == 0 ? "\n    " : " ", weight);
    }
    buffer_add(&out, STR("\n};\n"));
    if (file_write(learner->argv[2], buffer_str(&out), &learner->error) == READOUT_OK)
        learner->exit_code = 0;
}

static void run(void *context)
{
    learner *learner = context;
    const char *path = strcmp(learner->argv[1], "built-in") == 0 ? NULL : learner->argv[1];
    bool done = readout_model_load(path, &learner->model, &learner->error) == READOUT_OK;
    for (int i = 3; done && i < learner->argc; i++)
        done = read_document(learner, learner->argv[i]);
    fprintf(stderr, "%u documents, %u pronouns\n", learner->document, learner->questions.count);
    if (done && find_margins(learner)) {
        learn(learner, FOLDS);
        write_weights(learner);
    }
    if (learner->exit_code != 0)
        fprintf(stderr, "coref: %s\n", learner->error.message);
}

int main(int argc, char **argv)
{
    static learner learner = {.exit_code = 2};
    memory memory = {0};
    if (argc < 4) {
        fprintf(stderr, "usage: coref MODEL|built-in OUT.c FILE.conllu...\n");
        return 2;
    }
    learner.argc = argc;
    learner.argv = argv;
    arena_init(&learner.arena, &memory);
    if (!memory_try(&memory, run, &learner))
        fprintf(stderr, "coref: out of memory\n");
    readout_model_free(learner.model);
    arena_finish(&learner.arena);
    return learner.exit_code;
}
