// The hooked call of a weak function that nobody defines stays behind the program's own question, and links.
//
// RUN: printf '[both]\nfun:optional\n' >%t.checkpoints
// RUN: %cc -DDEFINED -c %s -o %t.defined.o && %cc -c %S/inputs/trace.c -o %t.trace.o
// RUN: for f in -O0 "-O2 -fno-pic"; do \
// RUN:     %cc $f -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o && \
// RUN:     %cc -no-pie %t.o %t.trace.o -o %t && %t | FileCheck --check-prefix=NONE --implicit-check-not=hit %s && \
// RUN:     %cc -no-pie %t.o %t.defined.o %t.trace.o -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <stdio.h>

__attribute__((weak)) int optional(int number);

#ifdef DEFINED
int optional(int number) {
    return number + 1;
}
#else
// NONE:       none
// CHECK:      hit: before optional (call)
// CHECK-NEXT: hit: after optional (call)
// CHECK-NEXT: 8
int main(void) {
    if (optional)
        printf("%d\n", optional(7));
    else
        puts("none");
}
#endif
