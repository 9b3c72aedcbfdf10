// Hooks and sites survive link-time optimization with lld, in one piece and thin.
//
// RUN: for lto in full thin; do \
// RUN:     %cc -O2 -flto=$lto -DELSEWHERE -c %s -o %t.elsewhere.o && \
// RUN:     %cc -O2 -flto=$lto -fuse-ld=lld -Wl,--gc-sections %s %t.elsewhere.o %S/inputs/trace.c -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

int twice(int number);

#ifdef ELSEWHERE
VALDI_CHECKPOINT int twice(int number) {
    VALDI_POINT("in");
    return 2 * number;
}
#else
// CHECK:      hit: before twice
// CHECK-NEXT: hit: at in
// CHECK-NEXT: hit: after twice
// CHECK-NEXT: 8
int main(void) {
    printf("%d\n", twice(4));
}
#endif
