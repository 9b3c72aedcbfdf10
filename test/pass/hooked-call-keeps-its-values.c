// Arguments and results of every shape survive the hooks around a call.
//
// RUN: printf '[both]\nfun:call_*\n' >%t.checkpoints
// RUN: %cc -O1 -DELSEWHERE -c %s -o %t.o
// RUN: for o in 0 2; do %cc -O$o -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t-$o.o && \
// RUN:     %cc %t-$o.o %t.o %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct big {
    long numbers[8];
};

struct mixed {
    double real;
    int whole;
};

typedef float vector __attribute__((vector_size(16)));

struct big call_big(struct big argument, char last);
struct mixed call_mixed(struct mixed argument);
double call_many(int a, double b, long c, float d, char e, short f, int g, int h, double i, long long j, bool k);
vector call_vector(vector argument);
long double call_long_double(long double argument);
__int128 call_wide(__int128 argument);
signed char call_narrow(signed char argument);
const char *call_pointer(const char *argument);
_Complex double call_complex(_Complex double argument);

#ifdef ELSEWHERE
struct big call_big(struct big argument, char last) {
    memset(argument.numbers, 0, 4 * sizeof *argument.numbers);
    argument.numbers[0] = last;
    return argument;
}

struct mixed call_mixed(struct mixed argument) {
    return (struct mixed){argument.real + 1, argument.whole + 1};
}

double call_many(int a, double b, long c, float d, char e, short f, int g, int h, double i, long long j, bool k) {
    printf("%d %g %ld %g %d %d %d %d %g %lld %d\n", a, b, c, d, e, f, g, h, i, j, k);
    return i;
}

vector call_vector(vector argument) {
    return argument + argument;
}

long double call_long_double(long double argument) {
    return argument / 2;
}

__int128 call_wide(__int128 argument) {
    return argument * 3;
}

signed char call_narrow(signed char argument) {
    return -argument;
}

const char *call_pointer(const char *argument) {
    return argument + 1;
}

_Complex double call_complex(_Complex double argument) {
    return argument * 2;
}
#else
// CHECK: hit: before call_big
// CHECK: hit: after call_big
// CHECK: big 120 5 8, still 1
// CHECK: mixed 2.5 8
// CHECK: hit: before call_many
// CHECK-NEXT: 1 2.5 3 4.5 -5 -6 7 8 9.5 10 1
// CHECK-NEXT: hit: after call_many
// CHECK: many 9.5
// CHECK: vector 2 4 6 8
// CHECK: long double 1.5
// CHECK: wide 3 3
// CHECK: narrow 128
// CHECK: pointer bc
// CHECK: complex 2 4
int main(void) {
    struct big big = {{1, 2, 3, 4, 5, 6, 7, 8}}, other = call_big(big, 'x');
    printf("big %ld %ld %ld, still %ld\n", other.numbers[0], other.numbers[4], other.numbers[7], big.numbers[0]);
    struct mixed mixed = call_mixed((struct mixed){1.5, 7});
    printf("mixed %g %d\n", mixed.real, mixed.whole);
    printf("many %g\n", call_many(1, 2.5, 3, 4.5f, -5, -6, 7, 8, 9.5, 10, true));
    vector v = call_vector((vector){1, 2, 3, 4});
    printf("vector %g %g %g %g\n", v[0], v[1], v[2], v[3]);
    printf("long double %Lg\n", call_long_double(3));
    __int128 wide = call_wide(((__int128)1 << 64) + 1);
    printf("wide %ld %ld\n", (long)(wide >> 64), (long)wide);
    printf("narrow %d\n", 256 + call_narrow(-128));
    printf("pointer %s\n", call_pointer("abc"));
    _Complex double complex = call_complex(__builtin_complex(1.0, 2.0));
    printf("complex %g %g\n", __real__ complex, __imag__ complex);
}
#endif
