/* kernels_portable.c - the loops of kernels.h for any processor: vectors of four floats, which
 * the compiler maps to SSE2, NEON or plain code. */
#include "learn/kernels.h"

#define KERNELS kernels_portable
#define NAME "portable"
#define LANES 4
#define ROWS 2
#define FUSED(a, b, c) ((a) * (b) + (c))
#define BYTES(at) ((vector){(at)[0], (at)[1], (at)[2], (at)[3]})
#if defined(__SSE2__)
#include <emmintrin.h>
#define MADD(sums, a, b)                                                                           \
    ((whole)_mm_add_epi32((__m128i)(sums), _mm_madd_epi16((__m128i)(a), (__m128i)(b))))
#define MORE(a, b) ((vector)_mm_max_ps((__m128)(a), (__m128)(b)))
#define LESS(a, b) ((vector)_mm_min_ps((__m128)(a), (__m128)(b)))
#else
#define MORE(a, b) select((a) > (b), (a), (b))
#define LESS(a, b) select((a) < (b), (a), (b))
#define LOW(pairs) ((whole)((pairs) << 16) >> 16)
#define MADD(sums, a, b) ((sums) + LOW(a) * LOW(b) + ((a) >> 16) * ((b) >> 16))
#endif
#include "learn/kernels_body.inc"
