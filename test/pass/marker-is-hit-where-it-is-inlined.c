// A marker in a static inline function is hit wherever that is inlined.
//
// RUN: for o in 0 2; do %cc -O$o %s %S/inputs/trace.c -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

static inline int next(int number) {
    VALDI_POINT("next");
    return number + 1;
}

// CHECK:      hit: at next
// CHECK-NEXT: hit: at next
// CHECK-NEXT: end 3
int main(void) {
    printf("end %d\n", next(1) + next(0));
}
