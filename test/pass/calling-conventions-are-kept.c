// Functions of other calling conventions keep their arguments and values, hooked in the body or around a call.
//
// RUN: printf '[both]\nfun:*vendor*\n' >%t.checkpoints
// RUN: %cc -O1 -DELSEWHERE -c %s -o %t.o
// RUN: for o in 0 2; do %cc -O$o -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t-$o.o && \
// RUN:     %cc %t-$o.o %t.o %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

__attribute__((ms_abi)) double vendor_ms(int a, double b, long c, float d, int e, double f);
__attribute__((regcall)) double vendor_regcall(int a, double b, long c, float d, int e, double f);
__attribute__((vectorcall)) double vendor_vectorcall(int a, double b, long c, float d, int e, double f);

#ifdef ELSEWHERE
__attribute__((ms_abi)) double vendor_ms(int a, double b, long c, float d, int e, double f) {
    return a + b * c + d * e + f;
}

__attribute__((regcall)) double vendor_regcall(int a, double b, long c, float d, int e, double f) {
    return a + b * c + d * e + f;
}

__attribute__((vectorcall)) double vendor_vectorcall(int a, double b, long c, float d, int e, double f) {
    return a + b * c + d * e + f;
}
#else
VALDI_CHECKPOINT __attribute__((ms_abi, noinline)) static double body_ms(int a, double b, long c, float d, int e,
                                                                         double f) {
    return a + b * c + d * e + f;
}

VALDI_CHECKPOINT __attribute__((regcall, noinline)) static double body_regcall(int a, double b, long c, float d, int e,
                                                                               double f) {
    return a + b * c + d * e + f;
}

// CHECK: hit: before vendor_ms (call)
// CHECK: ms 33.5
// CHECK: hit: before {{.*}}vendor_regcall (call)
// CHECK: regcall 33.5
// CHECK: hit: before {{.*}}vendor_vectorcall{{.*}} (call)
// CHECK: vectorcall 33.5
// CHECK: hit: before body_ms
// CHECK: ms body 33.5
// CHECK: hit: before {{.*}}body_regcall
// CHECK: regcall body 33.5
int main(void) {
    printf("ms %g\n", vendor_ms(1, 2.5, 3, 4, 5, 5));
    printf("regcall %g\n", vendor_regcall(1, 2.5, 3, 4, 5, 5));
    printf("vectorcall %g\n", vendor_vectorcall(1, 2.5, 3, 4, 5, 5));
    printf("ms body %g\n", body_ms(1, 2.5, 3, 4, 5, 5));
    printf("regcall body %g\n", body_regcall(1, 2.5, 3, 4, 5, 5));
}
#endif
