// "/n" is the n-th hit; "inside" a hit while the starter is in another function.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "inputs/teller.h"

/* Reads once by itself, then in deposit. */
static void *look_and_pay_in(void *who) {
    read_balance(who);
    return pay_in(who);
}

int main(void) {
    valdi_runner *runner = tellers(look_and_pay_in, "alice after write_balance/2\n"
                                                    "bob before read_balance inside deposit\n"
                                                    "bob before \"read_balance\"/3 inside deposit\n");
    assert(reaches(runner, "alice after write_balance/2") && balance == 130);
    assert(reaches(runner, "bob before read_balance inside deposit") && balance == 160);
    assert(reaches(runner, "bob before read_balance/3 inside deposit") && balance == 190);
    assert(finish(runner) == VALDI_HELD);

    // CHECK: valdi: order unreached at step 1 of 1: bob finished without reaching "before read_balance/4 inside deposit"
    // CHECK: hits of "before read_balance": bob 4 (3 under its condition)
    assert(finish(tellers(look_and_pay_in, "bob before read_balance/4 inside deposit")) == VALDI_UNREACHED);
}
