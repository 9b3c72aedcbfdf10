// The sections of a checkpoint file say which side of a function is a point, entries add up, and [never] beats all.
//
// RUN: printf '[both]\nfun:deposit\nfun:audit\n[before]\nfun:open_*\nfun:sum\n[after]\nfun:close_*\nfun:sum\n' \
// RUN:     >%t.checkpoints
// RUN: printf '[never]\nfun:audit\nfun:*_quietly\nfun:annotated\n[before]\nfun:audit\n' >>%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -o %t
// RUN: %t | FileCheck --implicit-check-not=hit %s
#include <valdi/checkpoint.h>

static void deposit(void) {
}

static void audit(void) {
}

static void open_account(void) {
}

static void open_quietly(void) {
}

static void close_account(void) {
}

static void sum(void) {
}

VALDI_CHECKPOINT static void annotated(void) {
}

// CHECK:      hit: before open_account
// CHECK-NEXT: hit: before deposit
// CHECK-NEXT: hit: after deposit
// CHECK-NEXT: hit: before sum
// CHECK-NEXT: hit: after sum
// CHECK-NEXT: hit: after close_account
int main(void) {
    open_account();
    open_quietly();
    deposit();
    audit();
    sum();
    annotated();
    close_account();
}
