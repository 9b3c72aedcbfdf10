// Hooks work in a program built with a sanitizer, which finds nothing wrong with them.
//
// REQUIRES: sanitizer-runtimes
// RUN: printf '[both]\nfun:getppid\n' >%t.checkpoints
// RUN: for s in address thread undefined; do for o in 0 2; do \
// RUN:     %cxx -O$o -fsanitize=$s -fno-sanitize-recover=all -fvaldi-checkpoint-file=%t.checkpoints \
// RUN:         %s %S/inputs/trace.cpp -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; \
// RUN: done; done
#include <cstdio>
#include <unistd.h>
#include <valdi/checkpoint.h>

struct account {
    int balance = 0;
    VALDI_CHECKPOINT void deposit(int amount) {
        VALDI_POINT("in");
        if (amount < 0)
            throw amount;
        balance += amount;
    }
};

// CHECK:      hit: before account::deposit{{$}}
// CHECK-NEXT: hit: at in
// CHECK-NEXT: hit: after account::deposit{{$}}
// CHECK-NEXT: hit: before getppid (call)
// CHECK-NEXT: hit: after getppid (call)
// CHECK-NEXT: hit: before account::deposit{{$}}
// CHECK-NEXT: hit: at in
// CHECK-NEXT: hit: after account::deposit unwound
// CHECK-NEXT: balance 5
int main() {
    account a;
    a.deposit(5);
    getppid();
    try {
        a.deposit(-1);
    } catch (int) {
        std::printf("balance %d\n", a.balance);
    }
}
