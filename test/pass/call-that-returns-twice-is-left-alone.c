// A call that may return twice stays as it is written, with a warning, and works.
//
// RUN: printf '[both]\nfun:_setjmp\n' >%t.checkpoints
// RUN: %cc -Wno-error -O2 -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -o %t 2>%t.err
// RUN: FileCheck --check-prefix=WARNING %s <%t.err
// RUN: %t | FileCheck %s
// WARNING: warning: valdi: no point at a call of '_setjmp'
#include <setjmp.h>
#include <stdio.h>

static jmp_buf back;

// CHECK-NOT: hit
// CHECK:     landed
int main(void) {
    if (!setjmp(back))
        longjmp(back, 1);
    puts("landed");
}
