// A starter that calls its own runner is refused instead of waiting for itself.
// RUN: %cc %s -o %t && %run %t | FileCheck %s
// CHECK: a starter cannot step its own runner
#include "../inputs/machine.h"

static valdi_runner *runner;

static void *step(void *machine) {
    assert(!valdi_runner_next(runner));
    puts(valdi_error());
    return two_phases(machine);
}

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", step, &machine);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "first_phase");
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after)));
    assert(valdi_runner_next(runner) == after);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
