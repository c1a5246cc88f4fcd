/* stance_network.h - a small network that weighs the signs of a pair: one hidden layer of rectified
 * units, softmax over the classes, Adam (Kingma and Ba 2015), a fixed seed for each part.
 *
 *   signs, normalised  ->  HIDDEN units  ->  chances of CLASSES  ->  the one that is favoured most
 *
 * And how its choices are scored. */
#ifndef BENCH_EVAL_STANCE_NETWORK_H
#define BENCH_EVAL_STANCE_NETWORK_H

#include "compare/match.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STANCE_OWN_SIGNS = 48,
    SIGNS = STANCE_OWN_SIGNS + MATCH_SIGNS,
    CLASSES = 4,
    HIDDEN = 24,
    EPOCHS = 10
};

static const char *const STANCES[CLASSES] = {"agree", "disagree", "discuss", "unrelated"};

/* A headline and an article. */
typedef struct pair {
    uint32_t headline; /* report */
    uint32_t body;
    uint8_t stance;
    bool test;
    uint8_t part; /* of the training part */
    float signs[SIGNS];
    double chance[CLASSES]; /* by networks that did not see it */
} pair;
typedef array_of(pair) pair_array;

enum { WEIGHTS = HIDDEN * (SIGNS + 1) + CLASSES * (HIDDEN + 1) };

typedef struct network {
    double mean[SIGNS];
    double scale[SIGNS];
    double w[WEIGHTS]; /* hidden by sign, bias last; then class by hidden */
    double m[WEIGHTS]; /* of Adam (Kingma and Ba 2015) */
    double v[WEIGHTS];
} network;

typedef struct run {
    double x[SIGNS];
    double h[HIDDEN];
    double p[CLASSES];
} run;

static double chance_of(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static void forward(const network *net, const pair *pair, run *run)
{
    double sum = 0;
    double most = -1e9;
    for (int i = 0; i < SIGNS; i++)
        run->x[i] = (pair->signs[i] - net->mean[i]) * net->scale[i];
    for (int k = 0; k < HIDDEN; k++) {
        const double *w = &net->w[(size_t)k * (SIGNS + 1)];
        double z = w[SIGNS];
        for (int i = 0; i < SIGNS; i++)
            z += w[i] * run->x[i];
        run->h[k] = z > 0 ? z : 0;
    }
    for (int c = 0; c < CLASSES; c++) {
        const double *w = &net->w[HIDDEN * (SIGNS + 1) + c * (HIDDEN + 1)];
        run->p[c] = w[HIDDEN];
        for (int k = 0; k < HIDDEN; k++)
            run->p[c] += w[k] * run->h[k];
        most = run->p[c] > most ? run->p[c] : most;
    }
    for (int c = 0; c < CLASSES; c++)
        sum += run->p[c] = exp(run->p[c] - most);
    for (int c = 0; c < CLASSES; c++)
        run->p[c] /= sum;
}

static void add_gradient(const network *net, const run *run, int stance, double much, double *g)
{
    double back[HIDDEN] = {0};
    for (int c = 0; c < CLASSES; c++) {
        const int at = HIDDEN * (SIGNS + 1) + c * (HIDDEN + 1);
        const double d = much * (run->p[c] - (c == stance));
        for (int k = 0; k < HIDDEN; k++) {
            g[at + k] += d * run->h[k];
            back[k] += d * net->w[at + k];
        }
        g[at + HIDDEN] += d;
    }
    for (int k = 0; k < HIDDEN; k++) {
        double *to = &g[(size_t)k * (SIGNS + 1)];
        if (run->h[k] <= 0)
            continue;
        for (int i = 0; i < SIGNS; i++)
            to[i] += back[k] * run->x[i];
        to[SIGNS] += back[k];
    }
}

static void step(network *net, const double *g, uint32_t number)
{
    const double rate = 0.002 * sqrt(1 - pow(0.999, number)) / (1 - pow(0.9, number));
    for (int i = 0; i < WEIGHTS; i++) {
        const double slope = g[i] + 1e-4 * net->w[i];
        net->m[i] = 0.9 * net->m[i] + 0.1 * slope;
        net->v[i] = 0.999 * net->v[i] + 0.001 * slope * slope;
        net->w[i] -= rate * net->m[i] / (sqrt(net->v[i]) + 1e-8);
    }
}

static void normalise(const pair *pairs, uint32_t count, uint32_t part, network *net)
{
    double n = 0;
    for (uint32_t i = 0; i < count; i++) {
        const pair *pair = &pairs[i];
        if (pair->test || pair->part == part)
            continue;
        n++;
        for (int k = 0; k < SIGNS; k++) {
            net->mean[k] += pair->signs[k];
            net->scale[k] += (double)pair->signs[k] * pair->signs[k];
        }
    }
    for (int k = 0; k < SIGNS; k++) {
        net->mean[k] /= n;
        const double variance = net->scale[k] / n - net->mean[k] * net->mean[k];
        net->scale[k] = variance > 1e-9 ? 1 / sqrt(variance) : 0;
    }
}

static void fit(const pair *pairs, uint32_t count, uint32_t part, network *net)
{
    enum { BATCH = 64 };
    static double g[WEIGHTS];
    uint32_t *order = malloc(count * sizeof *order);
    uint32_t chosen = 0;
    uint32_t steps = 0;
    uint64_t state = 88172645463325252u + part;
    memset(net, 0, sizeof *net);
    normalise(pairs, count, part, net);
    for (int i = 0; i < WEIGHTS; i++)
        net->w[i] = (chance_of(&state) - 0.5) * 0.35;
    for (uint32_t i = 0; i < count && order != NULL; i++)
        if (!pairs[i].test && pairs[i].part != part)
            order[chosen++] = i;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (uint32_t i = chosen; i-- > 1;) {
            const uint32_t other = (uint32_t)(chance_of(&state) * (i + 1));
            const uint32_t swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        for (uint32_t from = 0; from + BATCH <= chosen; from += BATCH) {
            memset(g, 0, sizeof g);
            for (uint32_t i = from; i < from + BATCH; i++) {
                const pair *pair = &pairs[order[i]];
                run run;
                forward(net, pair, &run);
                add_gradient(net, &run, pair->stance, 1.0 / BATCH, g);
            }
            step(net, g, ++steps);
        }
    }
    free(order);
}

/* ---- Scoring -------------------------------------------------------------------------- */

typedef struct score {
    uint32_t table[CLASSES][CLASSES]; /* [gold][said] */
} score;

static int choose(const pair *pair, const double *favour)
{
    int best = 0;
    for (int c = 1; c < CLASSES; c++)
        if (pair->chance[c] * favour[c] > pair->chance[best] * favour[best])
            best = c;
    return best;
}

static score score_of(const pair *pairs, uint32_t count, const double *favour, bool test)
{
    score score = {{{0}}};
    for (uint32_t i = 0; i < count; i++)
        if (pairs[i].test == test)
            score.table[pairs[i].stance][choose(&pairs[i], favour)]++;
    return score;
}

static double f1_of(const score *score, int class)
{
    uint32_t gold = 0;
    uint32_t said = 0;
    for (int i = 0; i < CLASSES; i++) {
        gold += score->table[class][i];
        said += score->table[i][class];
    }
    return gold + said > 0 ? 2.0 * score->table[class][class] / (gold + said) : 0;
}

static double mean_f1(const score *score)
{
    double sum = 0;
    for (int i = 0; i < CLASSES; i++)
        sum += f1_of(score, i) / CLASSES;
    return sum;
}

/* The challenge's own: a quarter for related or not, three more for the stance of related ones. */
static double official(const score *score)
{
    double points = 0;
    double most = 0;
    for (int gold = 0; gold < CLASSES; gold++)
        for (int said = 0; said < CLASSES; said++) {
            const bool related = gold < CLASSES - 1;
            const uint32_t n = score->table[gold][said];
            points +=
                n * (0.25 * (related == (said < CLASSES - 1)) + 0.75 * (related && gold == said));
            most += n * (related ? 1 : 0.25);
        }
    return most > 0 ? 100 * points / most : 0;
}

static void print(const char *what, const score *score)
{
    printf("%-32s macro-F1 %.4f, official %.2f;", what, mean_f1(score), official(score));
    for (int i = 0; i < CLASSES; i++) {
        uint32_t gold = 0;
        uint32_t said = 0;
        for (int k = 0; k < CLASSES; k++) {
            gold += score->table[i][k];
            said += score->table[k][i];
        }
        printf(" %s %.4f (%u of %u said, %u)", STANCES[i], f1_of(score, i), score->table[i][i],
               said, gold);
    }
    printf("\n");
}

/* Each stance's favour in turn, on what the networks say of articles that they did not see. */
static void choose_favour(const pair *pairs, uint32_t count, double *favour)
{
    enum { FAVOURS = 30 }; /* 0.5 to 8 */
    for (int i = 0; i < CLASSES; i++)
        favour[i] = 1;
    for (int round = 0; round < 3; round++)
        for (int c = 0; c < CLASSES - 1; c++) {
            double best = favour[c];
            double most = -1;
            double much = 0.5;
            for (int step = 0; step < FAVOURS; step++) {
                favour[c] = much;
                const score score = score_of(pairs, count, favour, false);
                if (mean_f1(&score) > most) {
                    most = mean_f1(&score);
                    best = much;
                }
                much *= 1.1;
            }
            favour[c] = best;
        }
}

#endif
