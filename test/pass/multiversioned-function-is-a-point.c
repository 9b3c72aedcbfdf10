// A function that the compiler makes several versions of is a point under its name, and its resolver is none.
//
// UNSUPPORTED: sanitized
// RUN: printf '[both]\nfun:sum\n' >%t.checkpoints
// RUN: for x in c c++; do %cc -x$x -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o && \
// RUN:     %cc %t.o %S/inputs/trace.c -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <stdio.h>

__attribute__((target_clones("avx2", "default"))) int sum(int left, int right) {
    return left + right;
}

// CHECK:      hit: before sum
// CHECK-NEXT: hit: after sum
// CHECK-NEXT: 3
int main(void) {
    printf("%d\n", sum(1, 2));
}
