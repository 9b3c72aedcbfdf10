// A C function whose name C++ would read as a mangled type (f is float, x is long long) is a point under its name.
//
// RUN: printf '[before]\nfun:x\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -o %t
// RUN: %t | FileCheck %s
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT_BEFORE void f(void) {
}

void x(void) {
}

// CHECK:      hit: before f
// CHECK-NEXT: hit: before x
int main(void) {
    f();
    x();
}
