// Whichever return a function takes, after is hit once, and it is one site.
//
// RUN: for o in 0 2; do %cc -O$o %s %S/inputs/trace.c -I%S/inputs -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <trace.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT_AFTER int sign(int number) {
    if (number > 0)
        return 1;
    if (number < 0)
        return -1;
    for (int i = 0;; i++)
        if (i > 3)
            return 0;
}

// CHECK:      site: after "sign"
// CHECK-NOT:  site:
// CHECK:      hit: after sign
// CHECK-NEXT: 1
// CHECK-NEXT: hit: after sign
// CHECK-NEXT: -1
// CHECK-NEXT: hit: after sign
// CHECK-NEXT: 0
// CHECK-NOT:  hit
int main(void) {
    valdi_trace_list();
    printf("%d\n", sign(5));
    printf("%d\n", sign(-5));
    printf("%d\n", sign(0));
}
