// A function declared const or pure has its hits at every optimisation level: its calls are not merged.
//
// RUN: for o in 0 1 2; do %cc -O$o %s %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT_BEFORE __attribute__((const, noinline)) static int square(int number) {
    return number * number;
}

// CHECK-COUNT-3: hit: before square
// CHECK-NOT:     hit
// CHECK:         27
int main(void) {
    printf("%d\n", square(3) + square(3) + square(3));
}
