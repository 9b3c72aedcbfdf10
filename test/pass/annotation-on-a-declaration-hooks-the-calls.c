// Where the compiler keeps the annotation of a function that is only declared, calls of it are hooked.
//
// REQUIRES: annotated-declarations
// RUN: %cc -DELSEWHERE -c %s -o %t.o
// RUN: %cc %s %t.o %S/inputs/trace.c -o %t
// RUN: %t | FileCheck %s
#include <stdio.h>
#include <valdi/checkpoint.h>

#ifdef ELSEWHERE
void vendor_call(void);
void vendor_call(void) {
    puts("vendor");
}
#else
VALDI_CHECKPOINT void vendor_call(void);

// CHECK:      hit: before vendor_call (call)
// CHECK-NEXT: vendor
// CHECK-NEXT: hit: after vendor_call (call)
// CHECK-NOT:  hit
int main(void) {
    vendor_call();
}
#endif
