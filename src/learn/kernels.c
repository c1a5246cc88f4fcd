/* kernels.c - choosing the kernels of kernels.h, and the layout of their matrices. */
#include "learn/kernels.h"

#include <string.h>

#if defined(__x86_64__)
static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("fma");
}
#endif

bool kernels_usable(const kernels *kernels)
{
    if (kernels->product == NULL)
        return false;
#if defined(__x86_64__)
    if (kernels == &kernels_avx2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (kernels == &kernels_avx512)
        return has_avx512();
    if (kernels == &kernels_vnni)
        return has_avx512() && __builtin_cpu_supports("avx512vnni");
#endif
    return true;
}

const kernels *kernels_best(void)
{
    enum { KINDS = 3 };
    const kernels *const fastest_first[KINDS] = {&kernels_vnni, &kernels_avx512, &kernels_avx2};
    for (size_t i = 0; i < KINDS; i++)
        if (kernels_usable(fastest_first[i]))
            return fastest_first[i];
    return &kernels_portable;
}

static size_t panel_at(uint32_t in, uint32_t row, uint32_t column)
{
    return ((size_t)(column / KERNEL_PANEL) * in + row) * KERNEL_PANEL + column % KERNEL_PANEL;
}

void kernels_pack(const float *w, uint32_t in, uint32_t out, float *panels)
{
    const uint32_t wide = (out + KERNEL_PANEL - 1) / KERNEL_PANEL * KERNEL_PANEL;
    memset(panels, 0, (size_t)in * wide * sizeof *panels);
    for (uint32_t i = 0; i < in; i++)
        for (uint32_t o = 0; o < out; o++)
            panels[panel_at(in, i, o)] = w[(size_t)i * out + o];
}

void kernels_unpack(const float *panels, uint32_t in, uint32_t out, float *w)
{
    for (uint32_t i = 0; i < in; i++)
        for (uint32_t o = 0; o < out; o++)
            w[(size_t)i * out + o] = panels[panel_at(in, i, o)];
}

void kernels_transpose(const float *panels, uint32_t in, uint32_t out, float *to)
{
    for (uint32_t o = 0; o < out; o += KERNEL_PANEL)
        for (uint32_t i = 0; i < in; i++) {
            const float *from = panels + panel_at(in, i, o);
            float *column = to + panel_at(out, o, i);
            for (uint32_t k = 0; k < KERNEL_PANEL; k++)
                column[(size_t)k * KERNEL_PANEL] = from[k];
        }
}
