// A hooked call of a function that never returns reaches before and never after.
//
// RUN: printf '[both]\nfun:exit\nfun:longjmp\n' >%t.checkpoints
// RUN: for o in 0 2; do %cc -O$o -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -o %t && \
// RUN:     %t | FileCheck %s || exit 1; done
#include <setjmp.h>
#include <stdlib.h>

static jmp_buf back;

// CHECK:      hit: before longjmp (call)
// CHECK-NEXT: hit: before exit (call)
// CHECK-NOT:  hit
int main(void) {
    if (!setjmp(back))
        longjmp(back, 1);
    exit(0);
}
