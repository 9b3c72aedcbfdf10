// A line "pause" is where the test looks: it is no step, and stepping by checkpoints goes past it.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "inputs/teller.h"

static const char order[] = "pause before_anything\n"
                            "alice after write_balance\n"
                            "bob   after write_balance\n"
                            "pause \"both wrote\"\n"
                            "pause again\n"
                            "bob   after write_balance\n"
                            "pause end\n";

static int pauses_at(valdi_runner *runner, const char *name) {
    const char *pause = valdi_runner_next_pause(runner);
    return pause && !strcmp(pause, name);
}

int main(void) {
    valdi_runner *runner = tellers(pay_in, order);
    assert(pauses_at(runner, "before_anything") && balance == 100);
    assert(pauses_at(runner, "both wrote") && balance == 170);
    assert(pauses_at(runner, "again") && balance == 170);
    assert(pauses_at(runner, "end") && balance == 190);
    assert(!valdi_runner_next_pause(runner) && valdi_runner_verdict(runner) == VALDI_UNDECIDED);
    assert(finish(runner) == VALDI_HELD);

    runner = tellers(pay_in, order);
    assert(reaches(runner, "alice after write_balance"));
    assert(reaches(runner, "bob after write_balance"));
    assert(pauses_at(runner, "both wrote"));
    assert(reaches(runner, "bob after write_balance"));
    assert(pauses_at(runner, "end"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(!valdi_runner_next_pause(runner));
    valdi_runner_free(runner);

    /* A pause that is never come to. */
    runner =
        tellers(pay_in, "alice after write_balance\npause one\nalice after write_balance/4\npause two\n");
    assert(pauses_at(runner, "one"));
    // CHECK: valdi: order unreached at step 2 of 2: alice finished without reaching "after write_balance/4"
    assert(!valdi_runner_next_pause(runner) && valdi_runner_verdict(runner) == VALDI_UNREACHED);
    assert(!valdi_runner_next_pause(runner));
    valdi_runner_free(runner);

    assert(!valdi_runner_next_pause(NULL) && !strcmp(valdi_error(), "the runner is NULL"));
}
