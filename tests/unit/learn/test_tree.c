/* Whatever the scores are, there comes out one tree with one root; and good scores give the
 * tree that they describe. */
#include "learn/tree.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

static void check_tree(const uint32_t *heads, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i;
        uint32_t steps = 0;
        assert_true(heads[i] <= n);
        roots += heads[i] == 0;
        while (heads[at] != 0 && steps++ <= n)
            at = heads[at] - 1;
        assert_true(heads[at] == 0);
    }
    assert_int_equal(roots, 1);
}

static void random_scores_give_a_tree(void **state)
{
    memory memory = {0};
    arena arena;
    uint32_t random = 1;
    float scores[20 * 21];
    uint32_t heads[20];
    (void)state;
    arena_init(&arena, &memory);
    for (int round = 0; round < 20000; round++) {
        uint32_t n = 1 + next(&random) % 20;
        for (uint32_t i = 0; i < n * (n + 1); i++)
            scores[i] = (float)(next(&random) % 100);
        for (int i = 0; i < 5 && round % 4 == 0; i++)
            scores[next(&random) % (n * (n + 1))] = round % 8 == 0 ? NAN : INFINITY;
        tree_find(&arena, kernels_best(), scores, n + 1, n, heads);
        check_tree(heads, n);
    }
    arena_finish(&arena);
}

static void clear_scores_give_their_tree(void **state)
{
    memory memory = {0};
    arena arena;
    uint32_t heads[5];
    const uint32_t wanted[5] = {2, 0, 5, 5, 2};
    float scores[5 * 6] = {0};
    (void)state;
    arena_init(&arena, &memory);
    for (uint32_t i = 0; i < 5; i++)
        scores[i * 6 + wanted[i]] = 1;
    tree_find(&arena, kernels_best(), scores, 6, 5, heads);
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(heads[i], wanted[i]);
    arena_finish(&arena);
}

/* Two words that want each other: one of them gives way, the one that loses less. */
static void a_cycle_opens_where_it_costs_least(void **state)
{
    memory memory = {0};
    arena arena;
    uint32_t heads[3];
    const float scores[3 * 4] = {
        9, 0, 0, 0, /* word 1: the root */
        0, 3, 0, 9, /* word 2 wants 3, else 1 */
        0, 7, 9, 0, /* word 3 wants 2, else 1 */
    };
    (void)state;
    arena_init(&arena, &memory);
    tree_find(&arena, kernels_best(), scores, 4, 3, heads);
    assert_int_equal(heads[0], 0);
    assert_int_equal(heads[1], 3);
    assert_int_equal(heads[2], 1);
    arena_finish(&arena);
}

/* 500 pairs that want each other: the most cycles that there can be. */
static void many_cycles_are_opened(void **state)
{
    enum { N = 1000 };
    memory memory = {0};
    arena arena;
    float *scores = calloc((size_t)N * (N + 1), sizeof *scores);
    uint32_t heads[N];
    (void)state;
    assert_non_null(scores);
    arena_init(&arena, &memory);
    for (uint32_t i = 0; i < N; i++)
        scores[(size_t)i * (N + 1) + (i ^ 1U) + 1] = 1;
    tree_find(&arena, kernels_best(), scores, N + 1, N, heads);
    check_tree(heads, N);
    arena_finish(&arena);
    free(scores);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_scores_give_a_tree),
        cmocka_unit_test(clear_scores_give_their_tree),
        cmocka_unit_test(a_cycle_opens_where_it_costs_least),
        cmocka_unit_test(many_cycles_are_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
