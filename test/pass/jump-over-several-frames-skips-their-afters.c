// A longjmp over several hooked frames reaches none of their afters, with unwind tables, in C++ and around calls too.
//
// RUN: printf '[both]\nfun:siglongjmp\n' >%t.checkpoints
// RUN: %cc -c %S/inputs/trace.c -o %t.trace.o
// RUN: for f in -O0 "-O2 -fexceptions" "-O2 -xc++"; do \
// RUN:     %cc $f -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o && %cxx %t.o %t.trace.o -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <setjmp.h>
#include <stdio.h>
#include <valdi/checkpoint.h>

static sigjmp_buf back;

VALDI_CHECKPOINT __attribute__((noinline)) static int down(int depth) {
    if (!depth)
        siglongjmp(back, 7);
    return down(depth - 1) + 1;
}

VALDI_CHECKPOINT __attribute__((noinline)) static int lands(volatile int times) {
    volatile int kept = 40;
    int value = sigsetjmp(back, 0);
    if (!value || times-- > 1) {
        kept++;
        return down(2);
    }
    return kept + value;
}

// CHECK:         hit: before lands
// CHECK-COUNT-3: hit: before down
// CHECK:         hit: before {{.*}}siglongjmp{{.*}} (call)
// CHECK-COUNT-3: hit: before down
// CHECK:         hit: before {{.*}}siglongjmp{{.*}} (call)
// CHECK:         hit: after lands
// CHECK:         49
int main(void) {
    printf("%d\n", lands(2));
}
