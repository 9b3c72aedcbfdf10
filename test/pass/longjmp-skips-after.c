// A function left by longjmp reaches before and never after; the one that set the jump reaches both.
//
// RUN: for o in 0 2; do %cc -O$o %s %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <setjmp.h>
#include <stdio.h>
#include <valdi/checkpoint.h>

static jmp_buf back;

VALDI_CHECKPOINT static void jumps(void) {
    longjmp(back, 1);
}

VALDI_CHECKPOINT static void lands(void) {
    if (!setjmp(back))
        jumps();
    else
        puts("landed");
}

// CHECK:      hit: before lands
// CHECK-NEXT: hit: before jumps
// CHECK-NEXT: landed
// CHECK-NEXT: hit: after lands
// CHECK-NOT:  hit
int main(void) {
    lands();
}
