// A recursive function is hit before and after at every depth, also where optimization would make a loop of it.
//
// RUN: for o in 0 2; do %cc -O$o %s %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static int down(int depth) {
    printf("depth %d\n", depth);
    return depth ? down(depth - 1) : 7;
}

// CHECK:      hit: before down
// CHECK-NEXT: depth 2
// CHECK-NEXT: hit: before down
// CHECK-NEXT: depth 1
// CHECK-NEXT: hit: before down
// CHECK-NEXT: depth 0
// CHECK-NEXT: hit: after down
// CHECK-NEXT: hit: after down
// CHECK-NEXT: hit: after down
// CHECK-NEXT: end 7
int main(void) {
    printf("end %d\n", down(2));
}
