// A weak function is hit where it is the one that runs; where another object overrides it, that one is.
//
// RUN: %cc -c %S/inputs/trace.c -o %t.trace.o
// RUN: for o in 0 2; do \
// RUN:     %cc -O$o -c %s -o %t.o && %cc -O$o -DSTRONG -c %s -o %t.strong.o && \
// RUN:     for ld in bfd lld; do \
// RUN:         %cc -fuse-ld=$ld %t.o %t.trace.o -o %t && %t | FileCheck --implicit-check-not=hit --check-prefix=WEAK %s && \
// RUN:         %cc -fuse-ld=$ld %t.o %t.strong.o %t.trace.o -o %t && %t | FileCheck --implicit-check-not=hit %s && \
// RUN:         %cc -fuse-ld=$ld %t.strong.o %t.o %t.trace.o -o %t && %t | FileCheck --implicit-check-not=hit %s \
// RUN:         || exit 1; done || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

#ifdef STRONG
VALDI_CHECKPOINT int limit(void);

int limit(void) {
    puts("strong");
    return 2;
}
#else
VALDI_CHECKPOINT __attribute__((weak)) int limit(void) {
    puts("weak");
    return 1;
}

// WEAK:       hit: before limit
// WEAK-NEXT:  weak
// WEAK-NEXT:  hit: after limit
// WEAK-NEXT:  1
// CHECK:      hit: before limit
// CHECK-NEXT: strong
// CHECK-NEXT: hit: after limit
// CHECK-NEXT: 2
int main(void) {
    printf("%d\n", limit());
}
#endif
