// "expect" names the verdict that a program is to compare with; without it that is held.
// RUN: %cc %s -o %t && %run %t 2>/dev/null
#include "inputs/teller.h"

static void check(const char *order, valdi_verdict expected, valdi_verdict verdict) {
    valdi_runner *runner = tellers(pay_in_alone, order);
    assert(valdi_runner_expected(runner) == expected);
    assert(finish(runner) == verdict);
}

int main(void) {
    check("alice after deposit", VALDI_HELD, VALDI_HELD);
    check("expect held\nalice after deposit", VALDI_HELD, VALDI_HELD);
    check("alice after deposit\nbob after deposit\nalice finished\nexpect infeasible", VALDI_INFEASIBLE,
          VALDI_INFEASIBLE);
    check("alice after deposit/4\nexpect unreached", VALDI_UNREACHED, VALDI_UNREACHED);
    check("alice after deposit\nexpect died", VALDI_DIED, VALDI_HELD);
    check("alice after deposit\nexpect stalled", VALDI_STALLED, VALDI_HELD);
    assert(valdi_runner_expected(NULL) == VALDI_UNDECIDED);

    valdi_starter *alice = valdi_starter_thread("alice", pay_in, "alice");
    valdi_runner *runner =
        valdi_runner_new(VALDI_STARTERS(alice), VALDI_ORDER(valdi_checkpoint_started(alice)));
    assert(valdi_runner_expected(runner) == VALDI_HELD && !valdi_runner_next_pause(runner));
    assert(finish(runner) == VALDI_HELD);
}
