// What a starter does once, starting, finishing or its n-th hit, can stand in an order once.
// RUN: %cc %s -o %t && %run %t | FileCheck %s --match-full-lines
#include "../inputs/machine.h"

#define REFUSED(...)                                                                                         \
    (assert(!valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(__VA_ARGS__))), printf("%s\n", valdi_error()))

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &machine);
    valdi_checkpoint *started = valdi_checkpoint_started(one), *finished = valdi_checkpoint_finished(one);
    valdi_checkpoint *first = valdi_checkpoint_nth(valdi_checkpoint_after(one, "first_phase"), 1);
    // CHECK: checkpoint 3 of the order, one's "started", stands there before: it is reached once
    REFUSED(started, first, started);
    // CHECK-NEXT: checkpoint 2 of the order, one's "finished", stands there before: it is reached once
    REFUSED(finished, finished);
    // CHECK-NEXT: checkpoint 3 of the order, one's "after first_phase/1", stands there before: it is reached once
    REFUSED(first, finished, first);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(started, first, finished)));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
