// A function that is always inlined needs no definition elsewhere, and is a point where it is inlined.
//
// RUN: for o in 0 2; do %cc -O$o %s %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT extern inline __attribute__((gnu_inline, always_inline)) int limit(int number) {
    return number > 100 ? 100 : number;
}

// CHECK:      hit: before limit
// CHECK-NEXT: hit: after limit
// CHECK-NEXT: 100
int main(void) {
    printf("%d\n", limit(300));
}
