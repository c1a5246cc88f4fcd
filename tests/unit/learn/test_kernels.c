/* All kinds of kernels compute what the definition says, to the bound of kernels.h. */
#include "learn/kernels.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const kernels *const KINDS[] = {&kernels_portable, &kernels_avx2, &kernels_avx512};
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
    static float a[160], b[160], to[160], normal[160];
    static int8_t row[160];
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
            row[i] = (int8_t)(i - 80);
            to[i] = b[i];
        }
        for (int i = 0; i < 160; i++)
            square += ((double)a[i] - mean) * ((double)a[i] - mean) / 160;
        assert_true(fabs((double)KINDS[k]->dot(a, b, 160) - sum) < 1e-4);
        KINDS[k]->add_bytes(row, 0.5F, to, 160);
        KINDS[k]->normalise(a, 1, 160, normal, NULL);
        for (int i = 0; i < 160; i++) {
            assert_true(fabs((double)(to[i] - b[i]) - 0.5 * (i - 80)) < 1e-4);
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
        cmocka_unit_test(packing_can_be_undone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
