// Hooks work in a program built with -fsanitize=memory, which finds nothing wrong with them.
//
// REQUIRES: sanitizer-runtimes
// RUN: printf '[both]\nfun:getppid\n' >%t.checkpoints
// RUN: for o in 0 2; do %cc -O$o -fsanitize=memory -fno-sanitize-recover=all -fvaldi-checkpoint-file=%t.checkpoints \
// RUN:     %s %S/inputs/trace.c -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <stdio.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static int deposit(int amount) {
    VALDI_POINT("in");
    return amount + 1;
}

// CHECK:      hit: before deposit
// CHECK-NEXT: hit: at in
// CHECK-NEXT: hit: after deposit
// CHECK-NEXT: hit: before getppid (call)
// CHECK-NEXT: hit: after getppid (call)
// CHECK-NEXT: 6
int main(void) {
    int sum = deposit(5);
    getppid();
    printf("%d\n", sum);
}
