// A file without a name, as generated code may have, is compiled and is a point.
//
// RUN: %cc -g0 %s %S/inputs/trace.c -o %t && %t | FileCheck %s
#include <valdi/checkpoint.h>
#line 1 ""
VALDI_CHECKPOINT_BEFORE static void generated(void) {
    VALDI_POINT("inside");
}

// CHECK:      hit: before generated
// CHECK-NEXT: hit: at inside
int main(void) {
    generated();
}
