/* kernels.h - the inner loops of the language network, once for each kind of processor.
 *
 * Training works in floats:
 *
 *     W [in][out] as panels of 16 columns:   panel 0          panel 1
 *                                            [in][16] floats  [in][16] floats  ...
 *
 * All kinds compute the same sums in float. They differ in the last bits, as some fuse multiply and
 * add: after one product of 128 terms by at most 1e-5 of the sum of the terms' sizes
 * (tests/unit/learn/test_kernels.c).
 *
 * Inference rounds each row of x and each column of W to whole numbers of 16 bits with a scale of
 * its own, so small that sums of products fit into 32 bits: half the instructions of floats, and
 * half the memory. A rounded number is off by at most 1 in 8,000 of the greatest in its row, for
 * rows of 128. Whole sums are exact and the loops around them keep one order of operations: all
 * kinds give the same bits.
 *
 *     W as panels of pairs:   panel 0: [in / 2][16 columns][2] int16 ...
 */
#ifndef LEARN_KERNELS_H
#define LEARN_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KERNEL_PANEL = 16, KERNEL_ROWS = 12 };

/* Rows of whole numbers; the numbers in row r times scales[r] are what was rounded. */
typedef struct whole_rows {
    int16_t *rows;
    size_t stride;
    float *scales;
    uint32_t n;
} whole_rows;

/* A matrix, for column c in whole numbers times scales[c]. */
typedef struct whole_matrix {
    int16_t *panels;
    float *scales;
    const float *bias; /* or NULL */
    uint32_t in;       /* a multiple of 16 */
    uint32_t panel_count;
} whole_matrix;

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

    /* x[i] = 1 / (1 + exp(-x[i])), to 1e-6 relative; `count` is a multiple of 16. */
    void (*sigmoid)(float *x, size_t count);

    /* to = (x - mean) / deviation, over each of n rows; the inverse deviations go to `inverse`
     * if it is not NULL. */
    void (*normalise)(const float *x, uint32_t n, uint32_t width, float *to, float *inverse);

    /* The place of the greatest of x[0 .. count), the first of equal ones; `count` > 0. */
    uint32_t (*greatest)(const float *x, uint32_t count);

    /* ---- Inference. Widths are multiples of 16. -------------------------------------------- */

    /* Rounds n rows of x to numbers within the limit; sets to->n. */
    void (*round_rows)(const float *x, size_t x_stride, uint32_t n, uint32_t width, uint32_t limit,
                       whole_rows *to);

    /* Rounds panels of floats to fill `to`, whose sizes are set. */
    void (*round_matrix)(const float *panels, uint32_t limit, whole_matrix *to);

    /* As `product`, of rounded numbers. Rows up to the next multiple of KERNEL_ROWS are read and
     * written: there must be room for them. */
    void (*whole_product)(const whole_rows *x, const whole_matrix *w, float *y, size_t y_stride,
                          size_t panel_stride, bool add);

    /* Row t of to = sum over r < count of scales[t][r] * rows[t][r], for n rows. */
    void (*sum_bytes)(const int8_t *const *rows, const float *scales, uint32_t count, uint32_t n,
                      uint32_t width, float *to);

    /* to = (x - mean) / deviation * gain + bias */
    void (*normalise_to)(const float *x, uint32_t n, uint32_t width, const float *gain,
                         const float *bias, float *to);

    /* Each of the n rows of a sentence mixed with both neighbours, rounded; rows of `to` are
     * `width` apart. `spare` has room for a row. */
    void (*mix_rows)(const float *u, const float *taps, uint32_t n, uint32_t width, uint32_t limit,
                     float *spare, int16_t *to, float *scales);

    /* The recurrence of network.h and its gate. `gates` is in panels, [3 width / 16][rows][16]; to
     * is [n][width]. Sigmoids are within 1e-5. */
    void (*scan)(const float *gates, uint32_t rows, const uint32_t *ends, uint32_t sentences,
                 uint32_t width, float *to);
} kernels;

extern const kernels kernels_portable;
extern const kernels kernels_avx2;
extern const kernels kernels_avx512;
extern const kernels kernels_vnni;

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
