/* kernels.h - the inner loops of the language network, once for each kind of processor.
 *
 *     W [in][out] as panels of 16 columns:   panel 0          panel 1
 *                                            [in][16] floats  [in][16] floats  ...
 *
 * All kinds compute the same sums in float. They differ in the last bits, as some fuse multiply and
 * add: after one product of 128 terms by at most 1e-5 of the sum of the terms' sizes
 * (tests/unit/learn/test_kernels.c).
 */
#ifndef LEARN_KERNELS_H
#define LEARN_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KERNEL_PANEL = 16 };

typedef struct kernels {
    const char *name;

    /* y[n][out] = x[n][in] W + bias; with `add`, on top of what is in y. Row r of x begins at
     * x + r * x_stride; column c of row r of y lies at y + r * y_stride + c / 16 * panel_stride +
     * c % 16. The bias may be NULL. */
    void (*product)(const float *x, size_t x_stride, uint32_t n, uint32_t in, const float *panels,
                    uint32_t panel_count, const float *bias, float *y, size_t y_stride,
                    size_t panel_stride, bool add);

    /* Sum over i of a[i] b[i]; `count` is a multiple of 16. */
    float (*dot)(const float *a, const float *b, uint32_t count);

    /* to[i] += scale * row[i] */
    void (*add_bytes)(const int8_t *row, float scale, float *to, uint32_t count);

    /* x[i] = 1 / (1 + exp(-x[i])), to 1e-6 relative; `count` is a multiple of 16. */
    void (*sigmoid)(float *x, size_t count);

    /* to = (x - mean) / deviation, over each of n rows; the inverse deviations go to `inverse`
     * if it is not NULL. */
    void (*normalise)(const float *x, uint32_t n, uint32_t width, float *to, float *inverse);

    /* The place of the greatest of x[0 .. count), the first of equal ones; `count` > 0. */
    uint32_t (*greatest)(const float *x, uint32_t count);
} kernels;

extern const kernels kernels_portable;
extern const kernels kernels_avx2;
extern const kernels kernels_avx512;

/* The fastest that this processor can run. */
const kernels *kernels_best(void);

/* Is this one built in and can it run here? */
bool kernels_usable(const kernels *kernels);

/* W [in][out] to panels and back; columns behind `out` are zero. */
void kernels_pack(const float *w, uint32_t in, uint32_t out, float *panels);
void kernels_unpack(const float *panels, uint32_t in, uint32_t out, float *w);

/* Panels of W [in][out] to panels of its transpose; both are multiples of 16. */
void kernels_transpose(const float *panels, uint32_t in, uint32_t out, float *to);

#endif
