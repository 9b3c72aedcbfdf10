// Without -g values have no names, and a condition on one is refused with that advice; the result needs none.
// UNSUPPORTED: sanitized
// RUN: %cc -g0 %s -o %t && %run %t | FileCheck %s --match-full-lines
#include "inputs/teller.h"

int main(void) {
    valdi_starter *bob = valdi_starter_thread("bob", pay_in, "bob");
    // CHECK: order:1:1: "deposit" ({{.*}}teller.h:{{[0-9]+}}) has no value "amount": no names are known there; compile the function with -g
    assert(!valdi_runner_parse(VALDI_STARTERS(bob), "bob before deposit when amount == 30"));
    puts(valdi_error());
    valdi_runner *runner = valdi_runner_parse(VALDI_STARTERS(bob), "bob after deposit when result == 130");
    assert(runner && reaches(runner, "bob after deposit when result == 130") && balance == 130);
    assert(finish(runner) == VALDI_HELD);
}
