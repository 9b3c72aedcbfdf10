// A defined function is a point before anything of it and after all of it, at every optimization level.
//
// RUN: for o in 0 1 2 3 s z; do %cc -O$o %s %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT int withdraw(int balance, int amount) {
    printf("withdraw %d\n", amount);
    return balance - amount;
}

// CHECK:      start
// CHECK-NEXT: hit: before withdraw{{$}}
// CHECK-NEXT: withdraw 30
// CHECK-NEXT: hit: after withdraw{{$}}
// CHECK-NEXT: left 70
int main(void) {
    puts("start");
    fflush(stdout);
    printf("left %d\n", withdraw(100, 30));
}
