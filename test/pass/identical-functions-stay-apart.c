// Functions of one code that linkers fold into one (--icf=all) are points of their own names all the same.
//
// RUN: %cc -O2 -ffunction-sections -c %s -o %t.o && %cc -c %S/inputs/trace.c -o %t.trace.o
// RUN: for ld in %linkers; do [ $ld != bfd ] || continue; \
// RUN:     %cc -fuse-ld=$ld -Wl,--icf=all,--gc-sections %t.o %t.trace.o -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT __attribute__((noinline)) int first(volatile int *number) {
    return *number + 1;
}

VALDI_CHECKPOINT __attribute__((noinline)) int second(volatile int *number) {
    return *number + 1;
}

// CHECK:      hit: before first
// CHECK-NEXT: hit: after first
// CHECK-NEXT: hit: before second
// CHECK-NEXT: hit: after second
int main(void) {
    volatile int number = 1;
    return first(&number) - second(&number);
}
