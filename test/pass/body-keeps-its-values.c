// Arguments and results of every shape survive the hooks in a body, which may be armed.
//
// RUN: for f in "-O0 -mavx2" -O2 "-O2 -fexceptions"; do \
// RUN:     %cc $f -I%S/inputs -c %s -o %t.o && %cc %t.o %S/inputs/trace.c -o %t && \
// RUN:     %t | FileCheck %s || exit 1; done
#include <complex.h>
#include <stdio.h>
#include <trace.h>
#include <valdi/checkpoint.h>

struct big {
    long numbers[8];
};

struct mixed {
    double real;
    int whole;
};

struct empty {};

union number {
    double real;
    long whole;
};

typedef float vector __attribute__((vector_size(16)));
typedef int wide_vector __attribute__((vector_size(64)));

#define POINT VALDI_CHECKPOINT __attribute__((noinline)) static

POINT struct big of_big(struct big value, struct empty nothing, struct big *other) {
    value.numbers[3] += other->numbers[0];
    return value;
}

POINT struct mixed of_mixed(struct mixed value) {
    return (struct mixed){value.real + 1, value.whole + 1};
}

POINT union number of_union(union number value) {
    value.real *= 2;
    return value;
}

POINT vector of_vector(vector value) {
    return value + value;
}

POINT void of_wide_vector(const wide_vector *from, wide_vector *to) {
    *to = *from * 3;
}

POINT __int128 of_wide(__int128 value) {
    return value * 3;
}

POINT long double of_long_double(long double value) {
    return value / 2;
}

POINT double complex of_complex(double complex value) {
    return value * 2;
}

POINT long double complex of_long_complex(long double complex value) {
    return value * 4;
}

POINT signed char of_narrow(signed char value, _Bool negate) {
    return negate ? -value : value;
}

POINT double of_many(int a, double b, long c, float d, char e, short f, int g, int h, double i, long long j, _Bool k) {
    return a + b + c + d + e + f + g + h + i + j + k;
}

static void clobber(void) {
    __asm__ volatile("fninit\n\tpcmpeqd %%xmm0, %%xmm0\n\tpcmpeqd %%xmm1, %%xmm1\n\tpcmpeqd %%xmm2, %%xmm2" ::
                         : "xmm0", "xmm1", "xmm2");
}

// CHECK: big 1 15 8, still 4
// CHECK: mixed 2.5 8
// CHECK: union 5
// CHECK: vector 2 4 6 8
// CHECK: wide vector 3 48
// CHECK: wide 3 3
// CHECK: long double 1.5
// CHECK: complex 2 4
// CHECK: long complex 4 8
// CHECK: narrow 128
// CHECK: many 53
// CHECK: hits 22
int main(void) {
    valdi_trace_visit = clobber;
    struct big value = {{1, 2, 3, 4, 5, 6, 7, 8}}, other = {{11}};
    struct big big = of_big(value, (struct empty){}, &other);
    printf("big %ld %ld %ld, still %ld\n", big.numbers[0], big.numbers[3], big.numbers[7], value.numbers[3]);
    struct mixed mixed = of_mixed((struct mixed){1.5, 7});
    printf("mixed %g %d\n", mixed.real, mixed.whole);
    printf("union %g\n", of_union((union number){2.5}).real);
    vector v = of_vector((vector){1, 2, 3, 4});
    printf("vector %g %g %g %g\n", v[0], v[1], v[2], v[3]);
    wide_vector from = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, to;
    of_wide_vector(&from, &to);
    printf("wide vector %d %d\n", to[0], to[15]);
    __int128 wide = of_wide(((__int128)1 << 64) + 1);
    printf("wide %ld %ld\n", (long)(wide >> 64), (long)wide);
    printf("long double %Lg\n", of_long_double(3));
    double complex c = of_complex(1 + 2 * I);
    printf("complex %g %g\n", creal(c), cimag(c));
    long double complex lc = of_long_complex(1 + 2 * I);
    printf("long complex %Lg %Lg\n", creall(lc), cimagl(lc));
    printf("narrow %d\n", 256 + of_narrow(-128, 1));
    printf("many %g\n", of_many(1, 2.5, 3, 4.5f, 5, 6, 7, 8, 9, 6, 1));
    printf("hits %u\n", valdi_trace_hits);
}
