// Live integers, doubles and vectors survive an armed hit whose runtime clobbers what a C function may.
//
// RUN: for f in -O0 -O2 "-O2 -fPIC" "-O2 -fno-plt"; do %cc $f %s %S/inputs/trace.c -I%S/inputs -o %t && \
// RUN:     %t || exit 1; done
#include <stdio.h>
#include <trace.h>
#include <valdi/checkpoint.h>

typedef float vector __attribute__((vector_size(16)));

static void clobber(void) {
    __asm__ volatile("pcmpeqd %%xmm0, %%xmm0; pcmpeqd %%xmm1, %%xmm1; pcmpeqd %%xmm2, %%xmm2; pcmpeqd %%xmm3, %%xmm3;"
                     "pcmpeqd %%xmm4, %%xmm4; pcmpeqd %%xmm5, %%xmm5; pcmpeqd %%xmm6, %%xmm6; pcmpeqd %%xmm7, %%xmm7;"
                     "pcmpeqd %%xmm8, %%xmm8; pcmpeqd %%xmm9, %%xmm9; pcmpeqd %%xmm10, %%xmm10;"
                     "pcmpeqd %%xmm11, %%xmm11; pcmpeqd %%xmm12, %%xmm12; pcmpeqd %%xmm13, %%xmm13;"
                     "pcmpeqd %%xmm14, %%xmm14; pcmpeqd %%xmm15, %%xmm15;"
                     "mov $-1, %%rax; mov %%rax, %%rcx; mov %%rax, %%rdx; mov %%rax, %%rsi; mov %%rax, %%rdi;"
                     "mov %%rax, %%r8; mov %%rax, %%r9; mov %%rax, %%r10; mov %%rax, %%r11"
                     :
                     :
                     : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "xmm0", "xmm1", "xmm2", "xmm3",
                       "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14",
                       "xmm15");
}

VALDI_CHECKPOINT static long inlined(long number) {
    VALDI_POINT("in");
    return number;
}

__attribute__((noinline)) VALDI_CHECKPOINT double mixed(long a, long b, long c, long d, long e, long f, double p,
                                                        double q, double r, double s, double t, double u, vector v) {
    long sum = a + 2 * b;
    sum += inlined(c) + 3 * d + e * 5 + f * 7;
    VALDI_POINT("middle");
    vector w = v * v;
    VALDI_POINT("later");
    return sum + p + 2 * q + 3 * r + 5 * s + 7 * t + 11 * u + w[0] + w[1] * 2 + w[2] * 3 + w[3] * 5;
}

int main(void) {
    for (int armed = 0; armed < 2; armed++) {
        valdi_trace_visit = clobber;
        valdi_trace_arm(armed);
        double got = mixed(1, 2, 3, 4, 5, 6, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, (vector){1, 2, 3, 4});
        double expected = 5 + 3 + 12 + 25 + 42 + 1.5 + 5 + 10.5 + 22.5 + 38.5 + 71.5 + 1 + 8 + 27 + 80;
        if (got != expected) {
            printf("armed %d: got %g, not %g\n", armed, got, expected);
            return 1;
        }
        if (valdi_trace_hits != (armed ? 7u : 0u)) {
            printf("armed %d: %u hits\n", armed, valdi_trace_hits);
            return 1;
        }
    }
}
