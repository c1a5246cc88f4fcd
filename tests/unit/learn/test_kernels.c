/* All kinds of kernels compute what the definition says, to the bound of kernels.h. */
#include "learn/kernels.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const kernels *const KINDS[] = {&kernels_portable, &kernels_avx2, &kernels_avx512,
                                       &kernels_vnni};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS, MOST = 131 * 160 };

static float noise(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return (float)(int32_t)*state / 2147483648.0F;
}

static void fill(float *to, size_t count, uint32_t seed)
{
    for (size_t i = 0; i < count; i++)
        to[i] = noise(&seed);
}

static void check_product(const kernels *kind, uint32_t n, uint32_t in, uint32_t out, bool add)
{
    static float x[MOST], w[MOST], panels[MOST], y[MOST], before[MOST], bias[160];
    fill(x, (size_t)n * in, 1);
    fill(w, (size_t)in * out, 2);
    fill(y, (size_t)n * out, 3);
    fill(bias, out, 4);
    memcpy(before, y, sizeof y);
    kernels_pack(w, in, out, panels);
    kind->product(x, in, n, in, panels, out / KERNEL_PANEL, add ? NULL : bias, y, out, KERNEL_PANEL,
                  add);
    for (uint32_t r = 0; r < n; r++)
        for (uint32_t c = 0; c < out; c++) {
            double sum = add ? (double)before[r * out + c] : (double)bias[c];
            double size = fabs(sum);
            for (uint32_t k = 0; k < in; k++) {
                double term = (double)x[r * in + k] * (double)w[k * out + c];
                sum += term;
                size += fabs(term);
            }
            assert_true(fabs(sum - (double)y[r * out + c]) <= 1e-5 * size);
        }
}

static void products_are_right(void **state)
{
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++) {
        if (!kernels_usable(KINDS[k]))
            continue;
        for (uint32_t n = 1; n <= 30; n += 1 + n / 7) {
            check_product(KINDS[k], n, 1, 16, false);
            check_product(KINDS[k], n, 37, 48, false);
            check_product(KINDS[k], n, 128, 160, true);
        }
    }
}

/* A row's result must not depend on how many rows stand beside it. */
static void rows_do_not_see_each_other(void **state)
{
    static float x[40 * 64], w[64 * 32], panels[64 * 32], all[40 * 32], one[32];
    (void)state;
    fill(x, 40 * 64, 1);
    fill(w, 64 * 32, 2);
    kernels_pack(w, 64, 32, panels);
    for (int k = 0; k < KIND_COUNT; k++) {
        if (!kernels_usable(KINDS[k]))
            continue;
        KINDS[k]->product(x, 64, 40, 64, panels, 2, NULL, all, 32, KERNEL_PANEL, false);
        for (uint32_t r = 0; r < 40; r++) {
            KINDS[k]->product(x + r * 64, 64, 1, 64, panels, 2, NULL, one, 32, KERNEL_PANEL, false);
            assert_memory_equal(one, all + r * 32, sizeof one);
        }
    }
}

static void the_small_loops_are_right(void **state)
{
    static float a[160], b[160], normal[160];
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++) {
        if (!kernels_usable(KINDS[k]))
            continue;
        fill(a, 160, 5);
        fill(b, 160, 6);
        double sum = 0;
        double mean = 0;
        double square = 0;
        for (int i = 0; i < 160; i++) {
            sum += (double)a[i] * (double)b[i];
            mean += (double)a[i] / 160;
        }
        for (int i = 0; i < 160; i++)
            square += ((double)a[i] - mean) * ((double)a[i] - mean) / 160;
        assert_true(fabs((double)KINDS[k]->dot(a, b, 160) - sum) < 1e-4);
        KINDS[k]->normalise(a, 1, 160, normal, NULL);
        for (int i = 0; i < 160; i++) {
            assert_true(fabs((double)normal[i] - ((double)a[i] - mean) / sqrt(square + 1e-5)) <
                        1e-4);
        }
    }
}

static void sigmoids_are_right_for_any_number(void **state)
{
    static float x[64];
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++) {
        if (!kernels_usable(KINDS[k]))
            continue;
        for (int i = 0; i < 64; i++)
            x[i] = (float)(i - 32) * 0.7F;
        KINDS[k]->sigmoid(x, 64);
        for (int i = 0; i < 64; i++) {
            double right = 1 / (1 + exp(-(double)((float)(i - 32) * 0.7F)));
            assert_true(fabs((double)x[i] - right) <= 1e-6 * right);
        }
        for (int i = 0; i < 16; i++)
            x[i] = i % 4 == 0 ? NAN : i % 4 == 1 ? INFINITY : i % 4 == 2 ? -INFINITY : 1e30F;
        KINDS[k]->sigmoid(x, 16);
        for (int i = 0; i < 16; i++)
            assert_true(x[i] >= 0 && x[i] <= 1);
    }
}

static void the_first_of_the_greatest_is_found(void **state)
{
    static float x[70];
    (void)state;
    for (int k = 0; k < KIND_COUNT; k++) {
        if (!kernels_usable(KINDS[k]))
            continue;
        for (uint32_t count = 1; count <= 70; count++) {
            fill(x, count, count);
            uint32_t best = 0;
            for (uint32_t i = 1; i < count; i++)
                best = x[i] > x[best] ? i : best;
            assert_int_equal(KINDS[k]->greatest(x, count), best);
            x[count / 2] = NAN;
            assert_true(KINDS[k]->greatest(x, count) < count);
        }
    }
}

/* ---- Inference ------------------------------------------------------------------------------ */

enum { N = 29, ROOM = 36, IN = 128, OUT = 48, LIMIT = 4095 }; /* N rows, room for ROOM */

typedef struct rounded {
    int16_t rows[ROOM * IN];
    float scales[ROOM];
    int16_t panels[IN * OUT];
    float columns[OUT];
    float y[ROOM * OUT];
} rounded;

static whole_rows rows_of(rounded *rounded)
{
    return (whole_rows){rounded->rows, IN, rounded->scales, N};
}

static whole_matrix matrix_of(rounded *rounded, const float *bias)
{
    return (whole_matrix){rounded->panels, rounded->columns, bias, IN, OUT / KERNEL_PANEL};
}

static void fill_rounded(const kernels *kind, const float *x, const float *panels,
                         const float *bias, rounded *rounded)
{
    memset(rounded, 0, sizeof *rounded);
    whole_rows rows = rows_of(rounded);
    whole_matrix matrix = matrix_of(rounded, bias);
    kind->round_rows(x, IN, N, IN, LIMIT, &rows);
    kind->round_matrix(panels, LIMIT, &matrix);
    kind->whole_product(&rows, &matrix, rounded->y, OUT, KERNEL_PANEL, false);
}

/* A rounded number is off by half a step; a product by that many for each of its terms. */
static void products_of_rounded_numbers_are_near(void **state)
{
    static float x[N * IN], w[IN * OUT], panels[IN * OUT], bias[OUT];
    static rounded first, rounded;
    (void)state;
    fill(x, (size_t)N * IN, 1);
    fill(w, (size_t)IN * OUT, 2);
    fill(bias, OUT, 3);
    kernels_pack(w, IN, OUT, panels);
    fill_rounded(&kernels_portable, x, panels, bias, &first);
    for (uint32_t r = 0; r < N; r++)
        for (uint32_t c = 0; c < OUT; c++) {
            double sum = (double)bias[c];
            for (uint32_t k = 0; k < IN; k++)
                sum += (double)x[r * IN + k] * (double)w[k * OUT + c];
            assert_true(fabs(sum - (double)first.y[r * OUT + c]) <= IN * 1.01 / LIMIT);
        }
    for (int k = 0; k < KIND_COUNT; k++)
        if (kernels_usable(KINDS[k])) {
            fill_rounded(KINDS[k], x, panels, bias, &rounded);
            assert_memory_equal(first.rows, rounded.rows, sizeof first.rows);
            assert_memory_equal(first.scales, rounded.scales, sizeof first.scales);
            assert_memory_equal(first.panels, rounded.panels, sizeof first.panels);
            assert_memory_equal(first.columns, rounded.columns, sizeof first.columns);
            assert_memory_equal(first.y, rounded.y, N * OUT * sizeof *first.y);
        }
}

/* The greatest numbers whose products a sum can hold, and with `add`. */
static void sums_reach_their_greatest_size(void **state)
{
    static float x[N * IN], w[IN * OUT], panels[IN * OUT];
    static rounded rounded;
    (void)state;
    for (size_t i = 0; i < (size_t)N * IN; i++)
        x[i] = -2;
    for (size_t i = 0; i < (size_t)IN * OUT; i++)
        w[i] = 3;
    kernels_pack(w, IN, OUT, panels);
    for (int k = 0; k < KIND_COUNT; k++) {
        if (!kernels_usable(KINDS[k]))
            continue;
        fill_rounded(KINDS[k], x, panels, NULL, &rounded);
        whole_rows rows = rows_of(&rounded);
        whole_matrix matrix = matrix_of(&rounded, NULL);
        for (uint32_t i = 0; i < N * OUT; i++)
            assert_true(fabs((double)rounded.y[i] + 6.0 * IN) < 1e-2);
        KINDS[k]->whole_product(&rows, &matrix, rounded.y, OUT, KERNEL_PANEL, true);
        for (uint32_t i = 0; i < N * OUT; i++)
            assert_true(fabs((double)rounded.y[i] + 12.0 * IN) < 2e-2);
    }
}

static void anything_can_be_rounded(void **state)
{
    static float x[ROOM * KERNEL_PANEL * IN], panels[IN * OUT];
    static rounded rounded;
    (void)state;
    for (uint32_t i = 0; i < ROOM * KERNEL_PANEL * IN; i++)
        x[i] = i % 5 == 0   ? NAN
               : i % 5 == 1 ? INFINITY
               : i % 5 == 2 ? -1e38F
               : i % 5 == 3 ? 1e-42F
                            : 0;
    memset(x, 0, IN * sizeof *x);
    memcpy(panels, x + IN / 2, sizeof panels);
    for (int k = 0; k < KIND_COUNT; k++)
        if (kernels_usable(KINDS[k])) {
            fill_rounded(KINDS[k], x, panels, NULL, &rounded);
            for (uint32_t i = 0; i < N * IN; i++)
                assert_in_range(rounded.rows[i] + LIMIT, 0, 2 * LIMIT);
            for (uint32_t i = 0; i < IN * OUT; i++)
                assert_in_range(rounded.panels[i] + LIMIT, 0, 2 * LIMIT);
        }
}

typedef struct small_loops {
    float sums[N * IN];
    float normal[N * IN];
    int16_t mixed[N * IN];
    float scales[N];
    float scanned[N * IN];
} small_loops;

static void run_small_loops(const kernels *kind, const float *x, const int8_t *bytes,
                            const float *gates, small_loops *to)
{
    static const uint32_t ENDS[] = {1, 3, N};
    static float spare[IN];
    const int8_t *rows[N * 2];
    for (uint32_t i = 0; i < N * 2; i++)
        rows[i] = bytes + (size_t)(i % N) * IN;
    memset(to, 0, sizeof *to);
    kind->sum_bytes(rows, x, 2, N, IN, to->sums);
    kind->normalise_to(x, N, IN, x + 5, x + 7, to->normal);
    for (uint32_t s = 0, start = 0; s < 3; start = ENDS[s++])
        kind->mix_rows(x + start * IN, x, ENDS[s] - start, IN, LIMIT, spare, to->mixed + start * IN,
                       to->scales + start);
    kind->scan(gates, ROOM, ENDS, 3, IN, to->scanned);
}

static void all_kinds_infer_the_same(void **state)
{
    static float x[N * IN], gates[ROOM * 3 * IN];
    static int8_t bytes[N * IN];
    static small_loops first, loops;
    (void)state;
    fill(x, (size_t)N * IN, 8);
    fill(gates, (size_t)ROOM * 3 * IN, 9);
    for (uint32_t i = 0; i < N * IN; i++)
        bytes[i] = (int8_t)(i * 37);
    for (uint32_t i = 0; i < ROOM * 3 * IN; i++)
        gates[i] *= i % 7 == 0 ? 100.0F : 4.0F;
    run_small_loops(&kernels_portable, x, bytes, gates, &first);
    for (int k = 0; k < KIND_COUNT; k++)
        if (kernels_usable(KINDS[k])) {
            run_small_loops(KINDS[k], x, bytes, gates, &loops);
            assert_memory_equal(&first, &loops, sizeof first);
        }
}

/* From the left and from the right, for a sentence of two words in each half. */
static void the_recurrence_is_that_of_its_definition(void **state)
{
    enum { WIDE = 32 };
    static float gates[KERNEL_ROWS * 3 * WIDE], to[KERNEL_ROWS * WIDE];
    const uint32_t ends[] = {2};
    (void)state;
    fill(gates, sizeof gates / sizeof *gates, 4);
    kernels_best()->scan(gates, KERNEL_ROWS, ends, 1, WIDE, to);
    for (uint32_t i = 0; i < WIDE; i++) {
        double hidden = 0;
        for (uint32_t step = 0; step < 2; step++) {
            const uint32_t t = i < WIDE / 2 ? step : 1 - step;
            const float *at =
                gates + ((i / KERNEL_PANEL) * KERNEL_ROWS + t) * KERNEL_PANEL + i % KERNEL_PANEL;
            const double content = (double)at[0];
            const double keep = 1 / (1 + exp(-(double)at[KERNEL_ROWS * WIDE]));
            const double gate = (double)at[2 * KERNEL_ROWS * WIDE];
            hidden = keep * hidden + (1 - keep) * content;
            const double right = hidden * gate / (1 + exp(-gate));
            assert_true(fabs((double)to[t * WIDE + i] - right) < 1e-5);
        }
    }
}

static void packing_can_be_undone(void **state)
{
    static float w[32 * 48], panels[32 * 48], transposed[32 * 48], back[32 * 48];
    (void)state;
    fill(w, 32 * 48, 7);
    kernels_pack(w, 32, 48, panels);
    kernels_unpack(panels, 32, 48, back);
    assert_memory_equal(w, back, sizeof w);
    kernels_transpose(panels, 32, 48, transposed);
    kernels_unpack(transposed, 48, 32, back);
    for (int i = 0; i < 32; i++)
        for (int o = 0; o < 48; o++)
            assert_true(back[o * 32 + i] == w[i * 48 + o]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_right),
        cmocka_unit_test(rows_do_not_see_each_other),
        cmocka_unit_test(the_small_loops_are_right),
        cmocka_unit_test(sigmoids_are_right_for_any_number),
        cmocka_unit_test(the_first_of_the_greatest_is_found),
        cmocka_unit_test(products_of_rounded_numbers_are_near),
        cmocka_unit_test(sums_reach_their_greatest_size),
        cmocka_unit_test(anything_can_be_rounded),
        cmocka_unit_test(all_kinds_infer_the_same),
        cmocka_unit_test(the_recurrence_is_that_of_its_definition),
        cmocka_unit_test(packing_can_be_undone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
