/* kernels_avx512.c - the loops of kernels.h for x86-64 with AVX-512F; elsewhere a table that
 * kernels_usable turns down. */
#include "learn/kernels.h"

#define KERNELS kernels_avx512
#define NAME "avx512"
#if defined(__x86_64__)
#include <immintrin.h>
#if defined(__clang__)
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma,prefer-vector-width=512")
#endif
#define MADD(sums, a, b)                                                                           \
    ((whole)_mm512_add_epi32((__m512i)(sums), _mm512_madd_epi16((__m512i)(a), (__m512i)(b))))
#include "learn/kernels_512.inc"
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#else
const kernels KERNELS = {.name = NAME};
#endif
