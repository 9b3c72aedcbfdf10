// Calls are hooked wherever they stand: in conditions, in loops, as arguments of each other, last before a return.
//
// RUN: printf '[both]\nfun:vendor\n' >%t.checkpoints
// RUN: %cc -DVENDOR -c %s -o %t.vendor.o
// RUN: for f in -O0 -O2 "-O3 -fexceptions"; do %cc $f -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o && \
// RUN:     %cc %t.o %t.vendor.o %S/inputs/trace.c -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <stdio.h>

int vendor(int number);

#ifdef VENDOR
int vendor(int number) {
    printf("vendor %d\n", number);
    return number;
}
#else
__attribute__((noinline)) static int tail(int number) {
    return vendor(number);
}

// CHECK:      hit: before vendor (call)
// CHECK-NEXT: vendor 0
// CHECK-NEXT: hit: after vendor (call)
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: vendor 2
// CHECK-NEXT: hit: after vendor (call)
// CHECK-NEXT: condition 0
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: vendor 1
// CHECK-NEXT: hit: after vendor (call)
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: vendor 2
// CHECK-NEXT: hit: after vendor (call)
// CHECK-NEXT: loop 2
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: vendor 3
// CHECK-NEXT: hit: after vendor (call)
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: vendor 4
// CHECK-NEXT: hit: after vendor (call)
// CHECK-NEXT: nested 4
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: vendor 5
// CHECK-NEXT: hit: after vendor (call)
// CHECK-NEXT: tail 5
int main(void) {
    volatile int zero = 0;
    printf("condition %d\n", vendor(zero) ? vendor(1) : zero || (vendor(zero + 2) && zero));
    fflush(stdout);
    int i = zero + 1;
    for (; i < 2 || i % 2; i++)
        if (i != vendor(i))
            break;
    while (vendor(i) > 5)
        i--;
    printf("loop %d\n", i);
    printf("nested %d\n", vendor(vendor(3) + 1));
    printf("tail %d\n", tail(zero + 5));
}
#endif
