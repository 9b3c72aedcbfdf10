// A function that ends the program, or never returns, reaches before and never after.
//
// RUN: for o in 0 2; do %cc -O$o %s %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <stdlib.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT _Noreturn static void ends(void) {
    puts("ends");
    exit(0);
}

VALDI_CHECKPOINT static int calls_it(void) {
    ends();
}

// CHECK:      hit: before calls_it
// CHECK-NEXT: hit: before ends
// CHECK-NEXT: ends
// CHECK-NOT:  hit
int main(void) {
    return calls_it();
}
