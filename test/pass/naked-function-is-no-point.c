// A naked function gets a warning and no hooks.
//
// RUN: %cc -Wno-error %s %S/inputs/trace.c -o %t 2>%t.err
// RUN: FileCheck --check-prefix=WARNING %s <%t.err
// RUN: %t | FileCheck --implicit-check-not=hit %s
// WARNING: warning: valdi: no point at 'forty_two': it is a naked function
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT __attribute__((naked, noinline)) static int forty_two(void) {
    __asm__("movl $42, %eax\n\tret");
}

// CHECK: 42
int main(void) {
    printf("%d\n", forty_two());
}
