/* pairs.c - do two sentences say the same, or the opposite? On public pairs of sentences.
 *
 * usage: pairs MODEL msrp TRAIN TEST | rte FILE
 *
 * msrp: the Microsoft paraphrase corpus (Dolan and Brockett 2005), tab-separated: label, two ids,
 * two sentences. rte: RTE-3 with three classes (de Marneffe et al. 2008): part, number, label (0
 * unknown, 1 follows, 2 contradicts), task, text, hypothesis.
 *
 * The signs are those of compare/match.h, on the best pair of clauses and on both sentences as a
 * whole, and how many words, word runs and relations both share. A logistic regression is fitted
 * on the training part; how strong and with which threshold is chosen there too, each tenth held
 * out once. The test part is measured with what was chosen, beside a rule. */
#include "base/file.h"
#include "base/utf8.h"
#include "compare/match.h"
#include "intake/intake.h"
#include "language/language.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_LIMIT = 64 << 20,
    FIELDS = 6,
    GRAMS = 4,
    RUNS_MAX = 400,
    OWN_SIGNS = 24,
    SIGNS = 2 * MATCH_SIGNS + OWN_SIGNS,
    COLUMNS = SIGNS + 1,
    STEPS = 12, /* of Newton's method */
    PARTS = 10  /* of the training part, each held out once */
};

typedef struct pair {
    str a;
    str b;
    int label; /* of RTE: 0, 1, 2; of MSRP: 0, 1 */
    bool test;
    double signs[SIGNS];
} pair;
typedef array_of(pair) pair_array;

typedef struct job {
    int argc;
    char **argv;
    arena arena;
    memory memory;
    model *model;
    pair_array pairs;
    readout_error error;
    int exit_code;
} job;

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "readout-eval-pairs: %s\n", what);
    exit(2);
}

/* ---- Words ---------------------------------------------------------------------------- */

typedef struct bag {
    uint64_t items[RUNS_MAX];
    uint32_t count;
} bag;

static int compare_numbers(const void *x, const void *y)
{
    const uint64_t a = *(const uint64_t *)x;
    const uint64_t b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

static void bag_add(bag *bag, uint64_t item)
{
    if (bag->count < RUNS_MAX)
        bag->items[bag->count++] = item;
}

/* F1 of two bags. */
static double bag_common(bag *a, bag *b)
{
    uint32_t i = 0;
    uint32_t k = 0;
    uint32_t common = 0;
    qsort(a->items, a->count, sizeof *a->items, compare_numbers);
    qsort(b->items, b->count, sizeof *b->items, compare_numbers);
    while (i < a->count && k < b->count) {
        if (a->items[i] == b->items[k]) {
            common++;
            i++;
            k++;
        } else if (a->items[i] < b->items[k]) {
            i++;
        } else {
            k++;
        }
    }
    return a->count + b->count > 0 ? 2.0 * common / (a->count + b->count) : 0;
}

typedef struct side {
    const reading *reading;
    bag grams[GRAMS]; /* runs of one to four words */
    bag lemmas;
    bag triples; /* head, relation, dependent */
    bag numbers;
    bag letters;
    uint64_t words[RUNS_MAX];
    uint32_t count;
    uint32_t negations;
} side;

static void add_token(arena *arena, side *side, const token *token)
{
    const analysis *analysis = side->reading->analysis;
    const str word = utf8_fold(arena, token_text(side->reading->report, token));
    if (!token->is_word)
        return;
    const uint64_t hash = str_hash(word);
    if (side->count < RUNS_MAX)
        side->words[side->count++] = hash;
    const str lemma = utf8_fold(arena, token->lemma.len > 0 ? token->lemma : word);
    bag_add(&side->lemmas, str_hash(lemma));
    if (word.len > 0 && word.data[0] >= '0' && word.data[0] <= '9')
        bag_add(&side->numbers, hash);
    if (str_equal(word, STR("not")) || str_equal(word, STR("n't")) || str_equal(word, STR("no")) ||
        str_equal(word, STR("never")) || str_equal(word, STR("without")))
        side->negations++;
    if (token->head < analysis->tokens.count)
        bag_add(&side->triples,
                str_hash(lemma) * 31 + token->deprel * UINT64_C(7919) +
                    str_hash(utf8_fold(arena, analysis->tokens.items[token->head].lemma)) * 17);
    for (size_t i = 0; i + 4 <= word.len; i++)
        bag_add(&side->letters, str_hash(str_slice(word, i, i + 4)));
}

static void side_of(arena *arena, const reading *reading, side *side)
{
    memset(side, 0, sizeof *side);
    side->reading = reading;
    for (uint32_t i = 0; i < reading->analysis->tokens.count; i++)
        add_token(arena, side, &reading->analysis->tokens.items[i]);
    for (uint32_t n = 0; n < GRAMS; n++)
        for (uint32_t i = 0; i + n < side->count; i++) {
            uint64_t hash = n;
            for (uint32_t k = 0; k <= n; k++)
                hash = hash * 1000003u + side->words[i + k];
            bag_add(&side->grams[n], hash);
        }
}

/* Longest common subsequence of words, as a share of both. */
static double in_order(const side *a, const side *b)
{
    static uint32_t row[RUNS_MAX + 1];
    memset(row, 0, sizeof row);
    for (uint32_t i = 0; i < a->count; i++) {
        uint32_t before = 0;
        for (uint32_t k = 0; k < b->count; k++) {
            const uint32_t above = row[k + 1];
            row[k + 1] = a->words[i] == b->words[k] ? before + 1 : row[k] > above ? row[k] : above;
            before = above;
        }
    }
    return a->count + b->count > 0 ? 2.0 * row[b->count] / (a->count + b->count) : 0;
}

/* ---- Signs ---------------------------------------------------------------------------- */

/* All terms of a report's propositions as one. */
static proposition all_of(arena *arena, propositions *all, uint32_t report)
{
    proposition whole = {.report = report,
                         .statement = UINT32_MAX,
                         .actor = READOUT_NONE,
                         .quotation = READOUT_NONE,
                         .first = all->terms.count};
    for (uint32_t i = all->first_of[report]; i < all->first_of[report + 1]; i++) {
        const proposition it = all->items.items[i];
        if (whole.agent == 0) {
            whole.agent = it.agent;
            whole.agent_country = it.agent_country;
        }
        whole.negated = whole.negated != it.negated;
        for (uint32_t k = 0; k < it.count; k++) {
            const term term = all->terms.items[it.first + k];
            bool known = false;
            for (uint32_t j = whole.first; j < all->terms.count && !known; j++)
                known = all->terms.items[j].token == term.token;
            if (known)
                continue;
            *array_push(arena, &all->terms) = term;
            whole.count++;
            whole.weight += term.weight;
        }
    }
    return whole;
}

/* How much of b's words a has. */
static double found_in(const bag *a, const bag *b)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < b->count; i++)
        for (uint32_t k = 0; k < a->count; k++)
            if (a->items[k] == b->items[i]) {
                found++;
                break;
            }
    return b->count > 0 ? (double)found / b->count : 1;
}

static double opposites(const reading *a, const reading *b)
{
    for (uint32_t i = 0; i < a->analysis->tokens.count; i++)
        for (uint32_t k = 0; k < b->analysis->tokens.count; k++)
            if (sense_opposite(a->analysis->tokens.items[i].lemma,
                               b->analysis->tokens.items[k].lemma))
                return 1;
    return 0;
}

static double best_of(const matcher *matcher, const propositions *all, uint32_t from, uint32_t to,
                      match *best, double *bars)
{
    double sum = 0;
    double weight = 0;
    for (uint32_t i = all->first_of[from]; i < all->first_of[from + 1]; i++) {
        double most = 0;
        for (uint32_t k = all->first_of[to]; k < all->first_of[to + 1]; k++) {
            const match found = match_of(matcher, &all->items.items[i], &all->items.items[k]);
            if (found.score > best->score)
                *best = found;
            if (found.score > most && found.bar == BAR_NONE)
                most = found.score;
            if (found.score > 0.5 && found.bar == BAR_POLARITY)
                bars[0] = 1;
            if (found.score > 0.5 && found.bar == BAR_NUMBER)
                bars[1] = 1;
            if (found.score > 0.5 && (found.bar == BAR_ACTOR || found.bar == BAR_KIND))
                bars[2] = 1;
            if (found.score > 0.5 && (found.bar == BAR_TIME || found.bar == BAR_PLACE))
                bars[3] = 1;
        }
        sum += most * all->items.items[i].weight;
        weight += all->items.items[i].weight;
    }
    return weight > 0 ? sum / weight : 0;
}

static void measure(arena *scratch, const reading *readings, const rarity *rarity,
                    const sense *sense, pair *pair)
{
    const pile pile = {readings, 2};
    comparison comparison = {.claims = {NULL, 0, 0}};
    propositions all = {.first_of = NULL};
    const arena_mark mark = arena_save(scratch);
    arena inner;
    arena_init(&inner, scratch->memory);
    entities_run(scratch, &inner, &pile, &comparison);
    const proposer proposer = {scratch, &inner, &pile, &comparison, rarity, sense};
    propositions_find(&proposer, &all);
    const matcher matcher = {&all, &pile, sense};
    match best = {.score = 0};
    double *own = &pair->signs[(size_t)2 * MATCH_SIGNS];
    own[0] = best_of(&matcher, &all, 0, 1, &best, own + 2);
    own[1] = best_of(&matcher, &all, 1, 0, &best, own + 2);
    const proposition a = all_of(scratch, &all, 0);
    const proposition b = all_of(scratch, &all, 1);
    const match whole = match_of(&matcher, &a, &b);
    memcpy(pair->signs, whole.signs, sizeof whole.signs);
    memcpy(pair->signs + MATCH_SIGNS, best.signs, sizeof best.signs);
    static side x;
    static side y;
    side_of(scratch, &readings[0], &x);
    side_of(scratch, &readings[1], &y);
    for (uint32_t n = 0; n < GRAMS; n++)
        own[6 + n] = bag_common(&x.grams[n], &y.grams[n]);
    own[10] = bag_common(&x.lemmas, &y.lemmas);
    own[11] = bag_common(&x.triples, &y.triples);
    own[12] = x.numbers.count + y.numbers.count > 0 ? bag_common(&x.numbers, &y.numbers) : 1;
    own[13] = bag_common(&x.letters, &y.letters);
    own[14] = in_order(&x, &y);
    own[15] = (double)(x.count < y.count ? x.count : y.count) /
              (double)(x.count + y.count > 0 ? (x.count > y.count ? x.count : y.count) : 1);
    own[16] = x.negations % 2 != y.negations % 2;
    own[17] = fabs((double)x.count - y.count) / 10;
    own[18] = ((double)x.count + y.count) / 50;
    own[19] = x.numbers.count != y.numbers.count;
    own[20] = found_in(&x.lemmas, &y.lemmas);
    own[21] = found_in(&y.lemmas, &x.lemmas);
    own[22] = found_in(&x.numbers, &y.numbers);
    own[23] = opposites(&readings[0], &readings[1]);
    arena_finish(&inner);
    arena_restore(scratch, mark);
}

/* ---- Reading -------------------------------------------------------------------------- */

/* A sentence as a report of its own, with all layers. */
static reading read_sentence(job *job, arena *keep, arena *scratch, str text)
{
    report *report = arena_new(keep, struct report);
    analysis *analysis = arena_new(keep, struct analysis);
    facts *facts = arena_new(keep, struct facts);
    const readout_input input = {.content = text, .format = READOUT_FORMAT_TEXT};
    intake_read(keep, scratch, &input, report);
    report->language = STR("en");
    segment_run(keep, scratch, job->model, report, analysis);
    parse_run(keep, scratch, job->model, report, analysis);
    names_run(keep, scratch, report, analysis);
    references_run(keep, scratch, report, analysis);
    quotes_run(keep, report, analysis, facts);
    statements_run(keep, scratch, report, analysis, facts);
    times_run(keep, scratch, report, analysis, facts);
    return (reading){report, analysis, facts};
}

static void read_pairs(job *job)
{
    arena scratch;
    arena keep;
    rarity rarity;
    arena_init(&scratch, &job->memory);
    arena_init(&keep, &job->memory);
    rarity_init(&job->arena, &rarity);
    const sense sense = sense_of(job->model);
    for (uint32_t i = 0; i < job->pairs.count; i++) {
        pair *pair = &job->pairs.items[i];
        const reading readings[] = {read_sentence(job, &keep, &scratch, pair->a),
                                    read_sentence(job, &keep, &scratch, pair->b)};
        measure(&scratch, readings, &rarity, &sense, pair);
        arena_finish(&keep);
        arena_finish(&scratch);
    }
}

static void add_file(job *job, const char *path, bool rte, bool test)
{
    str text;
    str line;
    if (file_read(&job->arena, path, FILE_LIMIT, &text, &job->error) != READOUT_OK)
        die(job->error.message);
    for (bool head = !rte; str_line(&text, &line); head = false) {
        str fields[FIELDS] = {{NULL, 0}};
        str rest = line;
        for (int i = 0; i < FIELDS && str_field(&rest, '\t', &fields[i]); i++)
            ;
        if (head || fields[4].len == 0)
            continue;
        pair *pair = array_push(&job->arena, &job->pairs);
        const str label = rte ? fields[2] : fields[0];
        pair->a = rte ? fields[4] : fields[3];
        pair->b = rte ? fields[5] : fields[4];
        pair->label = label.data[0] - '0';
        pair->test = rte ? str_equal(fields[0], STR("test")) : test;
    }
}

/* ---- Fitting -------------------------------------------------------------------------- */

typedef struct fit {
    double weights[COLUMNS];
    double mean[COLUMNS];
    double scale[COLUMNS];
} fit;

static void row_of(const fit *fit, const pair *pair, double *row)
{
    row[0] = 1;
    for (uint32_t i = 1; i < COLUMNS; i++)
        row[i] = (pair->signs[i - 1] - fit->mean[i]) * fit->scale[i];
}

static double score(const fit *fit, const pair *pair)
{
    double row[COLUMNS];
    double sum = 0;
    row_of(fit, pair, row);
    for (uint32_t i = 0; i < COLUMNS; i++)
        sum += fit->weights[i] * row[i];
    return 1 / (1 + exp(-sum));
}

/* Those of `part` are held out. */
static bool is_held_out(uint32_t at, uint32_t part)
{
    return at % PARTS == part;
}

static void normalise(const job *job, uint32_t part, fit *fit)
{
    double n = 0;
    memset(fit, 0, sizeof *fit);
    for (uint32_t i = 0; i < job->pairs.count; i++) {
        if (job->pairs.items[i].test || is_held_out(i, part))
            continue;
        n++;
        for (uint32_t k = 1; k < COLUMNS; k++) {
            fit->mean[k] += job->pairs.items[i].signs[k - 1];
            fit->scale[k] += job->pairs.items[i].signs[k - 1] * job->pairs.items[i].signs[k - 1];
        }
    }
    for (uint32_t k = 1; k < COLUMNS; k++) {
        fit->mean[k] /= n;
        const double variance = fit->scale[k] / n - fit->mean[k] * fit->mean[k];
        fit->scale[k] = variance > 1e-9 ? 1 / sqrt(variance) : 0;
    }
}

/* Solves h x = g by Gauss's method, with the largest pivot; x in g. */
static void solve(double h[COLUMNS][COLUMNS], double *g)
{
    for (uint32_t i = 0; i < COLUMNS; i++) {
        uint32_t pivot = i;
        for (uint32_t k = i + 1; k < COLUMNS; k++)
            pivot = fabs(h[k][i]) > fabs(h[pivot][i]) ? k : pivot;
        for (uint32_t k = 0; k < COLUMNS; k++) {
            const double swap = h[i][k];
            h[i][k] = h[pivot][k];
            h[pivot][k] = swap;
        }
        const double swap = g[i];
        g[i] = g[pivot];
        g[pivot] = swap;
        for (uint32_t k = 0; k < COLUMNS; k++) {
            if (k == i)
                continue;
            const double factor = h[k][i] / h[i][i];
            for (uint32_t j = i; j < COLUMNS; j++)
                h[k][j] -= factor * h[i][j];
            g[k] -= factor * g[i];
        }
    }
    for (uint32_t i = 0; i < COLUMNS; i++)
        g[i] /= h[i][i];
}

/* Newton's method; `strength` pulls the weights towards 0. */
static void fit_part(const job *job, int label, uint32_t part, double strength, fit *fit)
{
    static double h[COLUMNS][COLUMNS];
    normalise(job, part, fit);
    for (int step = 0; step < STEPS; step++) {
        double g[COLUMNS] = {0};
        double row[COLUMNS];
        memset(h, 0, sizeof h);
        for (uint32_t i = 0; i < job->pairs.count; i++) {
            const pair *pair = &job->pairs.items[i];
            if (pair->test || is_held_out(i, part))
                continue;
            row_of(fit, pair, row);
            const double p = score(fit, pair);
            for (uint32_t k = 0; k < COLUMNS; k++) {
                g[k] += (p - (pair->label == label)) * row[k];
                for (uint32_t j = 0; j < COLUMNS; j++)
                    h[k][j] += p * (1 - p) * row[k] * row[j];
            }
        }
        for (uint32_t k = 0; k < COLUMNS; k++) {
            g[k] += k > 0 ? strength * fit->weights[k] : 0;
            h[k][k] += k > 0 ? strength : 1e-6;
        }
        solve(h, g);
        for (uint32_t k = 0; k < COLUMNS; k++)
            fit->weights[k] -= g[k];
    }
}

/* ---- Scoring -------------------------------------------------------------------------- */

typedef struct tally {
    uint32_t right, found, gold, hit, total;
} tally;

static void count(tally *tally, bool said, bool is)
{
    tally->total++;
    tally->right += said == is;
    tally->found += said;
    tally->gold += is;
    tally->hit += said && is;
}

static double f1_of(const tally *tally)
{
    return tally->hit > 0 ? 2.0 * tally->hit / (tally->found + tally->gold) : 0;
}

static void print(const char *what, const tally *tally)
{
    printf("%-34s accuracy %.4f (%u of %u), P %.4f (%u of %u), R %.4f (of %u), F1 %.4f\n", what,
           (double)tally->right / (tally->total > 0 ? tally->total : 1), tally->right, tally->total,
           (double)tally->hit / (tally->found > 0 ? tally->found : 1), tally->hit, tally->found,
           (double)tally->hit / (tally->gold > 0 ? tally->gold : 1), tally->gold, f1_of(tally));
}

/* Scores of the training part by what was fitted without it: for the threshold. */
static void cross(const job *job, int label, double strength, double *scores)
{
    static fit fit;
    for (uint32_t part = 0; part < PARTS; part++) {
        fit_part(job, label, part, strength, &fit);
        for (uint32_t i = 0; i < job->pairs.count; i++)
            if (is_held_out(i, part))
                scores[i] = score(&fit, &job->pairs.items[i]);
    }
}

static tally at_threshold(const job *job, const double *scores, int label, bool test,
                          double threshold)
{
    tally tally = {0, 0, 0, 0, 0};
    for (uint32_t i = 0; i < job->pairs.count; i++)
        if (job->pairs.items[i].test == test)
            count(&tally, scores[i] >= threshold, job->pairs.items[i].label == label);
    return tally;
}

/* Fits, chooses by the training part, measures the test part. */
static void judge(job *job, int label, bool by_f1)
{
    static const double strengths[] = {1, 3, 10, 30, 100};
    double *scores = arena_array(&job->arena, double, job->pairs.count);
    double most = -1;
    double strength = 0;
    double threshold = 0;
    for (size_t i = 0; i < sizeof strengths / sizeof strengths[0]; i++) {
        cross(job, label, strengths[i], scores);
        for (int step = by_f1 ? 2 : 50; step < (by_f1 ? 80 : 51); step++) {
            const double t = step * 0.01;
            const tally tally = at_threshold(job, scores, label, false, t);
            const double value = by_f1 ? f1_of(&tally) : (double)tally.right;
            if (value > most) {
                most = value;
                strength = strengths[i];
                threshold = t;
            }
        }
    }
    cross(job, label, strength, scores);
    const tally train = at_threshold(job, scores, label, false, threshold);
    static fit fit;
    fit_part(job, label, PARTS, strength, &fit);
    for (uint32_t i = 0; i < job->pairs.count; i++)
        scores[i] = score(&fit, &job->pairs.items[i]);
    const tally test = at_threshold(job, scores, label, true, threshold);
    printf("strength %g, threshold %.2f\n", strength, threshold);
    print("training part, each held out once", &train);
    print("test part", &test);
}

/* One number compared with a threshold that the training part chooses. */
static void judge_rule(job *job, const char *what, uint32_t sign, uint32_t needed, int label,
                       bool by_f1)
{
    double *scores = arena_array(&job->arena, double, job->pairs.count);
    double most = -1;
    double threshold = 0;
    for (uint32_t i = 0; i < job->pairs.count; i++) {
        const pair *pair = &job->pairs.items[i];
        scores[i] = needed < SIGNS && pair->signs[needed] <= 0 ? -1 : pair->signs[sign];
    }
    for (int step = 0; step < 100; step++) {
        const double t = step * 0.01;
        const tally tally = at_threshold(job, scores, label, false, t);
        const double value = by_f1 ? f1_of(&tally) : (double)tally.right;
        if (value > most) {
            most = value;
            threshold = t;
        }
    }
    const tally test = at_threshold(job, scores, label, true, threshold);
    print(what, &test);
}

static void run(void *context)
{
    job *job = context;
    const bool rte = strcmp(job->argv[2], "rte") == 0;
    const char *path = strcmp(job->argv[1], "built-in") == 0 ? NULL : job->argv[1];
    if (readout_model_load(path, &job->model, &job->error) != READOUT_OK)
        die(job->error.message);
    add_file(job, job->argv[3], rte, false);
    if (!rte)
        add_file(job, job->argv[4], false, true);
    read_pairs(job);
    const uint32_t own = 2 * MATCH_SIGNS;
    printf("%u pairs\n", job->pairs.count);
    judge(job, rte ? 2 : 1, rte);
    if (rte)
        judge_rule(job, "rule: negation, and overlap, test", own + 20, own + 16, 2, true);
    else
        judge_rule(job, "rule: Dice of words, test", own + 6, SIGNS, 1, false);
}

int main(int argc, char **argv)
{
    static job job;
    job.argc = argc;
    job.argv = argv;
    if (argc < 4)
        die("usage: pairs MODEL msrp TRAIN TEST | rte FILE");
    arena_init(&job.arena, &job.memory);
    if (!memory_try(&job.memory, run, &job))
        job.exit_code = 1;
    readout_model_free(job.model);
    arena_finish(&job.arena);
    return job.exit_code;
}
