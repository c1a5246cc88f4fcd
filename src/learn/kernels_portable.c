/* kernels_portable.c - the loops of kernels.h for any processor: vectors of four floats, which
 * the compiler maps to SSE2, NEON or plain code. */
#include "learn/kernels.h"

#define KERNELS kernels_portable
#define NAME "portable"
#define LANES 4
#define ROWS 2
#define FUSED(a, b, c) ((a) * (b) + (c))
#include "learn/kernels_body.inc"
