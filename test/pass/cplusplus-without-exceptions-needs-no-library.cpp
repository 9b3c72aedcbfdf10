// With -fno-exceptions hooks bring no exception handling with them: the program links as C.
//
// UNSUPPORTED: sanitized
// RUN: printf '[both]\nfun:getppid\nfun:account::*\n' >%t.checkpoints
// RUN: for f in -O0 -O2 "-O2 -fno-asynchronous-unwind-tables"; do \
// RUN:     %cxx $f -fno-exceptions -fno-rtti -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o && \
// RUN:     %cc %t.o %S/inputs/trace.c -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
// RUN: llvm-nm %t.o | not grep -e personality -e Unwind
#include <stdio.h>
#include <unistd.h>

struct account {
    int balance = 0;
    account() {
    }
    ~account() {
    }
    int deposit(int amount);
};

int account::deposit(int amount) {
    return balance += amount + (getppid() < 0);
}

// CHECK:      hit: before account::account
// CHECK-NEXT: hit: after account::account
// CHECK-NEXT: hit: before account::deposit
// CHECK-NEXT: hit: before getppid (call)
// CHECK-NEXT: hit: after getppid (call)
// CHECK-NEXT: hit: after account::deposit
// CHECK-NEXT: 5
// CHECK-NEXT: hit: before account::~account
// CHECK-NEXT: hit: after account::~account
int main() {
    account a;
    printf("%d\n", a.deposit(5));
    fflush(stdout);
}
