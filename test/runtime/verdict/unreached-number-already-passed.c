// A hit that is already in the past is unreached without letting the starter move.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order unreached at step 2 of 2: one had already passed "after first_phase/1"
#include "../inputs/machine.h"

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &machine);
    valdi_checkpoint *later = valdi_checkpoint_before(one, "second_phase");
    valdi_checkpoint *first = valdi_checkpoint_nth(valdi_checkpoint_after(one, "first_phase"), 1);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(later, first)));
    assert(valdi_runner_next(runner) == later);
    assert(valdi_runner_next(runner) == NULL && valdi_runner_verdict(runner) == VALDI_UNREACHED);
    assert(machine_is(&machine, "1"));
    valdi_runner_free(runner);
    assert(machine_is(&machine, "12"));
}
