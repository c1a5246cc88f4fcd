/* likeness.c - learns the weights of src/compare/likeness_weights.c: when one report is a copy.
 *
 * usage: likeness SIGNS [WEIGHTS]
 *
 *   readout-eval-copies DATA LABELS --signs     a line a pair: what it is, half, ids, signs 0..1
 *        |
 *   half 0                                      reports of one story are all in one half
 *        |
 *   two logistic regressions                    reprint:    copies by label and edited ones
 *        |                                      paraphrase: round trips and rewritten ones
 *        |                                      each against all that is independent
 *   biases                                      so that few independent pairs are called copies:
 *        |                                      of reprints half way to the copies; of paraphrases
 *        |                                      none of the way, since few hands made those
 *        |
 *   WEIGHTS, and a table of both halves         half 1 takes no part in anything above
 *
 * Newton's method (iteratively reweighted least squares; K. Murphy, "Machine Learning", 2012, 8.3)
 * with a normal prior around PRIOR and not around 0: signs that few pairs show keep a say. Kinds of
 * pairs are weighed, since copies by hand are few and independent pairs many. Excerpts, which are
 * neither, are left out. Deterministic; without WEIGHTS only the table is printed. */
#include "base/array.h"
#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIGNS = 10, WEIGHTS = SIGNS + 1, FILE_LIMIT = 1 << 26, ROUNDS = 100, HALVES = 2 };

static const char *const SIGN_NAMES[SIGNS] = {"ALIGNED", "COVERED", "FACTS", "SEQUENCE", "COMPANY",
                                              "GRAMS",   "QUOTED",  "ORDER", "VOICE",    "RUNS"};
enum { QUOTED = 6 };

static const double PRIOR = 3;          /* of each weight; against a copy, of QUOTED */
static const double STATEMENT = 0.15;   /* as likeness.c has it: so much quoted is no paraphrase */
static const double CALLED_MAX = 0.001; /* independent pairs that one model may call copies */

typedef enum side { LEFT_OUT = 0, INDEPENDENT, REPRINT, PARAPHRASE } side;

/* What pairs there are, on which side they are, and how much one of them counts. */
static const struct kind {
    const char *name;
    side side;
    double weight;
} KINDS[] = {{"roundtrip/seedlike", PARAPHRASE, 2},
             {"roundtrip/extreme", PARAPHRASE, 2},
             {"rewrite", PARAPHRASE, 3},
             {"edited", REPRINT, 2},
             {"copy", REPRINT, 1},
             {"excerpt", LEFT_OUT, 0},
             {"shared", INDEPENDENT, 1},
             {"hard", INDEPENDENT, 1},
             {"story", INDEPENDENT, 0.3}};
enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0] };

typedef struct example {
    uint32_t kind;
    uint32_t half;
    double signs[SIGNS];
} example;
typedef array_of(example) example_array;

typedef struct model {
    const char *name;
    const char *what;
    side side;
    bool uses[SIGNS];
    double ridge; /* how near the weights stay to the prior */
    double way;   /* of the bias from what is independent to the copies, where the two are apart */
    double weights[WEIGHTS]; /* the bias last */
} model;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "likeness: %s\n", what);
    exit(2);
}

/* ---- Reading -------------------------------------------------------------------------- */

static uint32_t kind_of(str name)
{
    for (uint32_t i = 0; i < KIND_COUNT; i++)
        if (str_equal(name, str_of(KINDS[i].name)))
            return i;
    die("a pair of an unknown kind");
}

static double number_of(arena *arena, str text)
{
    char *end;
    const char *digits = arena_cstr(arena, text);
    const double number = strtod(digits, &end);
    if (end == digits || *end != 0)
        die("no number where one should be");
    return number;
}

static void read_example(arena *arena, str line, example_array *examples)
{
    enum { WHAT = 0, HALF = 1, FIRST_SIGN = 5 };
    str field;
    example *example = array_push(arena, examples);
    for (int i = 0; str_field(&line, '\t', &field); i++) {
        if (i == WHAT)
            example->kind = kind_of(field);
        else if (i == HALF)
            example->half = number_of(arena, field) > 0;
        else if (i >= FIRST_SIGN && i < FIRST_SIGN + SIGNS)
            example->signs[i - FIRST_SIGN] = number_of(arena, field);
    }
}

static void read_examples(arena *arena, const char *path, example_array *examples)
{
    readout_error error;
    str content;
    str line;
    if (file_read(arena, path, FILE_LIMIT, &content, &error) != READOUT_OK)
        die(error.message);
    str_line(&content, &line); /* the names of the columns */
    while (str_line(&content, &line))
        read_example(arena, line, examples);
}

/* ---- Fitting -------------------------------------------------------------------------- */

static double prior_of(const model *model, int sign)
{
    if (!model->uses[sign])
        return 0;
    return sign == QUOTED ? -PRIOR : PRIOR;
}

static double sum_of(const model *model, const example *example)
{
    double sum = model->weights[SIGNS];
    for (int i = 0; i < SIGNS; i++)
        sum += model->weights[i] * example->signs[i];
    return sum;
}

/* Adds an example to gradient and Hessian. */
static void add_example(const model *model, const example *example, double gradient[WEIGHTS],
                        double hessian[WEIGHTS][WEIGHTS])
{
    const struct kind *kind = &KINDS[example->kind];
    const double chance = 1 / (1 + exp(-sum_of(model, example)));
    const double error = kind->weight * (chance - (kind->side == model->side ? 1 : 0));
    const double curve = kind->weight * chance * (1 - chance);
    double x[WEIGHTS];
    for (int i = 0; i < SIGNS; i++)
        x[i] = model->uses[i] ? example->signs[i] : 0;
    x[SIGNS] = 1;
    for (int i = 0; i < WEIGHTS; i++) {
        gradient[i] += error * x[i];
        for (int k = 0; k < WEIGHTS; k++)
            hessian[i][k] += curve * x[i] * x[k];
    }
}

/* Solves matrix * x = b by elimination; the matrix is positive definite. x comes back in b. */
static void solve(double matrix[WEIGHTS][WEIGHTS], double b[WEIGHTS])
{
    for (int i = 0; i < WEIGHTS; i++)
        for (int k = i + 1; k < WEIGHTS; k++) {
            const double factor = matrix[k][i] / matrix[i][i];
            for (int j = i; j < WEIGHTS; j++)
                matrix[k][j] -= factor * matrix[i][j];
            b[k] -= factor * b[i];
        }
    for (int i = WEIGHTS - 1; i >= 0; i--) {
        for (int k = i + 1; k < WEIGHTS; k++)
            b[i] -= matrix[i][k] * b[k];
        b[i] /= matrix[i][i];
    }
}

static void fit(const example_array *examples, uint32_t half, model *model)
{
    static const double STEP_MAX = 1; /* of a weight in a round */
    static const double DONE = 1e-9;
    double largest = 1;
    for (int round = 0; round < ROUNDS && largest > DONE; round++) {
        double gradient[WEIGHTS] = {0};
        double hessian[WEIGHTS][WEIGHTS] = {{0}};
        for (uint32_t i = 0; i < examples->count; i++) {
            const example *example = &examples->items[i];
            const side side = KINDS[example->kind].side;
            if (example->half == half && (side == INDEPENDENT || side == model->side))
                add_example(model, example, gradient, hessian);
        }
        for (int i = 0; i < SIGNS; i++) {
            gradient[i] += model->ridge * (model->weights[i] - prior_of(model, i));
            hessian[i][i] += model->ridge;
        }
        solve(hessian, gradient);
        largest = 0;
        for (int i = 0; i < WEIGHTS; i++)
            largest = fabs(gradient[i]) > largest ? fabs(gradient[i]) : largest;
        const double step = largest > STEP_MAX ? STEP_MAX / largest : 1;
        for (int i = 0; i < WEIGHTS; i++)
            model->weights[i] -= step * gradient[i];
    }
}

/* ---- Biases --------------------------------------------------------------------------- */

static bool may_call(const model *model, const example *example)
{
    return model->side == REPRINT || example->signs[QUOTED] < STATEMENT;
}

static int descending(const void *x, const void *y)
{
    const double left = *(const double *)x;
    const double right = *(const double *)y;
    return left > right ? -1 : left < right;
}

/* The sums of one side's pairs in the half, highest first; how many. */
static size_t sums_of(const example_array *examples, uint32_t half, const model *model, side side,
                      double *sums)
{
    size_t count = 0;
    for (uint32_t i = 0; i < examples->count; i++) {
        const example *example = &examples->items[i];
        if (example->half == half && KINDS[example->kind].side == side && may_call(model, example))
            sums[count++] = sum_of(model, example);
    }
    if (count == 0)
        die("a half has no pairs of one side");
    qsort(sums, count, sizeof *sums, descending);
    return count;
}

/* Moves the bias between what is independent, but for CALLED_MAX of that, and the copies; where the
 * two overlap, to what is independent. */
static void shift(arena *arena, const example_array *examples, uint32_t half, model *model)
{
    double *sums = arena_array(arena, double, examples->count);
    size_t count = sums_of(examples, half, model, INDEPENDENT, sums);
    const size_t called = (size_t)((double)count * CALLED_MAX);
    const double independent = called > 0 ? (sums[called - 1] + sums[called]) / 2 : sums[0];
    count = sums_of(examples, half, model, model->side, sums);
    const double copies = sums[count - 1];
    model->weights[SIGNS] -=
        copies > independent ? independent + model->way * (copies - independent) : independent;
}

/* ---- Telling -------------------------------------------------------------------------- */

static bool is_called(const model *models, const example *example)
{
    for (int i = 0; i < 2; i++)
        if (may_call(&models[i], example) && sum_of(&models[i], example) >= 0)
            return true;
    return false;
}

static void tell(const example_array *examples, const model *models, uint32_t half)
{
    printf("half %u%s\n", half, half == 0 ? " (learned from)" : " (held out)");
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
        unsigned pairs = 0;
        unsigned called = 0;
        for (uint32_t i = 0; i < examples->count; i++) {
            const example *example = &examples->items[i];
            if (example->half != half || example->kind != kind)
                continue;
            pairs++;
            called += is_called(models, example);
        }
        printf("  %-20s %5u pairs  %4u called copies\n", KINDS[kind].name, pairs, called);
    }
}

static void write_model(FILE *file, const model *model)
{
    fprintf(file, "const logit likeness_%s = {\n    %.2f,\n    {", model->name,
            model->weights[SIGNS]);
    const char *between = "";
    for (int i = 0; i < SIGNS; i++)
        if (model->uses[i]) {
            fprintf(file, "%s[LIKENESS_%s] = %.2f", between, SIGN_NAMES[i], model->weights[i]);
            between = ",\n     ";
        }
    fprintf(file, "}};\n");
}

static void write_models(const char *path, const model *models)
{
    FILE *file = fopen(path, "w");
    if (file == NULL)
        die("cannot write the weights");
    fprintf(file,
            "/* likeness_weights.c - the two models of likeness.c: a bias, and a weight for each "
            "sign.\n * Made by train/likeness.c (./dev train copies) from half 0 of the pairs "
            "of bench/eval/copies.c. */\n#include \"compare/likeness.h\"\n");
    for (int i = 0; i < 2; i++) {
        fprintf(file, "\n/* %s */\n", models[i].what);
        write_model(file, &models[i]);
    }
    if (fclose(file) != 0)
        die("cannot write the weights");
}

/* Two decimals are all that the source has: what is told is told of these. */
static void round_weights(model *model)
{
    for (int i = 0; i < WEIGHTS; i++)
        model->weights[i] = round(model->weights[i] * 100) / 100;
}

typedef struct job {
    memory memory;
    int count;
    char **arguments;
} job;

static void body(void *context)
{
    job *job = context;
    model models[] = {
        {.name = "reprint",
         .what = "By words in the reporter's own voice.",
         .side = REPRINT,
         .uses = {[0] = true, [5] = true, [6] = true, [8] = true, [9] = true},
         .ridge = 0.1,
         .way = 0.5},
        {.name = "paraphrase",
         .what = "By the order and company of names and numbers.",
         .side = PARAPHRASE,
         .uses =
             {[0] = true, [1] = true, [2] = true, [3] = true, [4] = true, [6] = true, [7] = true},
         .ridge = 0.05,
         .way = 0}};
    example_array examples = {0};
    arena arena;
    arena_init(&arena, &job->memory);
    read_examples(&arena, job->arguments[1], &examples);
    for (int i = 0; i < 2; i++) {
        fit(&examples, 0, &models[i]);
        shift(&arena, &examples, 0, &models[i]);
        round_weights(&models[i]);
        write_model(stdout, &models[i]);
    }
    for (uint32_t half = 0; half < HALVES; half++)
        tell(&examples, models, half);
    if (job->count > 2)
        write_models(job->arguments[2], models);
    arena_finish(&arena);
}

int main(int argc, char **argv)
{
    static job job;
    if (argc < 2)
        die("usage: likeness SIGNS [WEIGHTS]");
    job.count = argc;
    job.arguments = argv;
    if (!memory_try(&job.memory, body, &job))
        die("out of memory");
    return 0;
}
