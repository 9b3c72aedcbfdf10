// Of a function that is only called here, direct calls are points, and calls through pointers are not.
//
// RUN: printf '[before]\nfun:abs\nfun:labs\n' >%t.checkpoints
// RUN: %cc -fno-builtin -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -o %t
// RUN: %t | FileCheck %s
#include <stdio.h>
#include <stdlib.h>

int (*volatile pointer)(int) = abs;

// CHECK-NOT: hit
// CHECK:     through pointer 1
// CHECK:     hit: before abs (call)
// CHECK:     direct 2
// CHECK-NOT: hit
int main(void) {
    printf("through pointer %d\n", pointer(-1));
    printf("direct %d\n", abs(-2));
}
