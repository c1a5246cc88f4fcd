/* kernels_avx2.c - the loops of kernels.h for x86-64 with AVX2 and FMA; elsewhere a table that
 * kernels_usable turns down. */
#include "learn/kernels.h"

#define KERNELS kernels_avx2
#define NAME "avx2"
#if defined(__x86_64__)
#include <immintrin.h>
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
#define LANES 8
#define ROWS 6
#define FUSED(a, b, c) ((vector)_mm256_fmadd_ps((__m256)(a), (__m256)(b), (__m256)(c)))
#define MADD(sums, a, b)                                                                           \
    ((whole)_mm256_add_epi32((__m256i)(sums), _mm256_madd_epi16((__m256i)(a), (__m256i)(b))))
#define MORE(a, b) ((vector)_mm256_max_ps((__m256)(a), (__m256)(b)))
#define LESS(a, b) ((vector)_mm256_min_ps((__m256)(a), (__m256)(b)))
#define BYTES(at)                                                                                  \
    ((vector)_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(at)))))
#include "learn/kernels_body.inc"
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#else
const kernels KERNELS = {.name = NAME};
#endif
