// A line holds a starter to a point before, after or at something, or to where it starts, sleeps or ends.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "inputs/teller.h"

int main(void) {
    valdi_runner *runner = tellers(pay_in_alone, "alice started\n"
                                                 "alice before read_balance\n"
                                                 "bob   blocked            # alice has the till\n"
                                                 "alice at balance:written\n"
                                                 "alice after write_balance\n"
                                                 "alice finished\n"
                                                 "bob after deposit\n");
    assert(reaches(runner, "alice started"));
    assert(reaches(runner, "alice before read_balance"));
    assert(reaches(runner, "bob blocked"));
    assert(reaches(runner, "alice at balance:written") && balance == 110);
    assert(reaches(runner, "alice after write_balance") && balance == 110);
    assert(reaches(runner, "alice finished") && balance == 160);
    assert(reaches(runner, "bob after deposit") && balance == 170);
    assert(valdi_runner_next(runner) == NULL);
    assert(finish(runner) == VALDI_HELD && balance == 220);

    /* Bob cannot read while alice has the till. */
    // CHECK: valdi: order infeasible at step 2 of 3: bob cannot reach "after read_balance"
    assert(
        finish(tellers(pay_in_alone, "alice after read_balance\nbob after read_balance\nalice finished")) ==
        VALDI_INFEASIBLE);
    // CHECK: valdi: order unreached at step 2 of 2: alice finished without reaching "after read_balance/4"
    assert(finish(tellers(pay_in, "bob finished\nalice after read_balance/4\n")) == VALDI_UNREACHED);
}
