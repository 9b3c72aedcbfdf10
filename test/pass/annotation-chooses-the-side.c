// An annotation makes a point before a function, after it, or both, and several add up.
//
// RUN: %cc %s %S/inputs/trace.c -o %t
// RUN: %t | FileCheck %s
#include <stdio.h>
#include <valdi/checkpoint.h>

static int plain(void) {
    return puts("plain");
}

VALDI_CHECKPOINT_BEFORE static int early(void) {
    return puts("early");
}

VALDI_CHECKPOINT_AFTER static int late(void) {
    return puts("late");
}

VALDI_CHECKPOINT_BEFORE VALDI_CHECKPOINT_AFTER static int summed(void) {
    return puts("summed");
}

__attribute__((annotate("valdi"), annotate("valdi:before"), annotate("another tool's"))) static int twice(void) {
    return puts("twice");
}

// CHECK-NOT:  hit
// CHECK:      plain
// CHECK-NEXT: hit: before early
// CHECK-NEXT: early
// CHECK-NEXT: late
// CHECK-NEXT: hit: after late
// CHECK-NEXT: hit: before summed
// CHECK-NEXT: summed
// CHECK-NEXT: hit: after summed
// CHECK-NEXT: hit: before twice
// CHECK-NEXT: twice
// CHECK-NEXT: hit: after twice
// CHECK-NOT:  hit
int main(void) {
    plain();
    early();
    late();
    summed();
    twice();
}
