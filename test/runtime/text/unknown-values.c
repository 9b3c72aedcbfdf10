// A condition on a value that its point does not have is refused; what the point has is said.
// RUN: %cc %s -o %t && %run %t | FileCheck %s --match-full-lines
#include "inputs/teller.h"

VALDI_CHECKPOINT_AFTER static void only_after(int amount) {
    balance += amount;
}

VALDI_CHECKPOINT static void scale(double factor, long result) {
    VALDI_POINT("empty");
    balance = (int)(balance * factor + result);
}

static void *scale_some(void *argument) {
    only_after(1);
    scale(2.0, 3);
    return argument;
}

static void refuse(const char *order) {
    valdi_starter *bob = valdi_starter_thread("bob", scale_some, pay_in);
    assert(!valdi_runner_parse(VALDI_STARTERS(bob), order));
    puts(valdi_error());
    valdi_starter_free(bob);
}

int main(void) {
    // CHECK: order:2:3: "deposit" ({{.*}}teller.h:{{[0-9]+}}) has no value "amout"; it has: who, amount, result
    refuse("# bob's\n  bob after deposit when amount == 30 and amout == 30");
    // CHECK-NEXT: order:1:1: "deposit" ({{.*}}teller.h:{{[0-9]+}}) has no value "result"; it has: who, amount
    refuse("bob before deposit when result == 30");
    // CHECK-NEXT: order:1:1: "deposit" ({{.*}}teller.h:{{[0-9]+}}) has a value "amount" that is no pointer to a text
    refuse("bob before deposit when amount == \"30\"");
    // CHECK-NEXT: order:1:1: "scale" ({{.*}}unknown-values.c:{{[0-9]+}}) has a value "factor" that is no integer and no pointer
    refuse("bob before scale when factor > 1");
    // CHECK-NEXT: order:1:1: "empty" ({{.*}}unknown-values.c:{{[0-9]+}}) has no value "full"
    refuse("bob at empty when full == 1");
    // CHECK-NEXT: order:1:1: arguments need a point before the function: "only_after" ({{.*}}) is a point only after it
    refuse("bob after only_after when amount == 1");
    // CHECK-NEXT: an argument named result
    valdi_starter *bob = valdi_starter_thread("bob", scale_some, NULL);
    valdi_runner *runner = valdi_runner_parse(VALDI_STARTERS(bob), "bob after scale when result == 3");
    assert(runner && valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
    puts("an argument named result");
}
