// A variadic function's arguments, also more than registers hold and floating-point ones, survive the hooks.
//
// RUN: printf '[both]\nfun:printf\nfun:execl\n[never]\nsrc:*/inputs/*\n' >%t.checkpoints
// RUN: for o in 0 2; do %cc -O$o -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -o %t && \
// RUN:     %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <unistd.h>

// CHECK:      hit: before printf (call)
// CHECK-NEXT: 1 2.5 three 4 5 6 7 8 9.5 10.5
// CHECK-NEXT: hit: after printf (call)
// CHECK-NEXT: hit: before execl (call)
// CHECK-NEXT: one two
// CHECK-NOT:  hit
int main(void) {
    printf("%d %g %s %ld %d %d %d %d %g %g\n", 1, 2.5, "three", 4L, 5, 6, 7, 8, 9.5, 10.5);
    fflush(stdout);
    execl("/bin/sh", "sh", "-c", "echo $0 $1", "one", "two", (char *)NULL);
}
