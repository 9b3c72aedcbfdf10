// A report is printed even if the starter it is about is parked while it holds the lock of stderr.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order unreached at step 2 of 2: two finished without reaching "after third_phase"
#include "../inputs/machine.h"

static void *holds_stderr(void *machine) {
    flockfile(stderr);
    first_phase(machine);
    funlockfile(stderr);
    return NULL;
}

int main(void) {
    struct machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", holds_stderr, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"),
                     *b = valdi_checkpoint_after(two, "third_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    valdi_runner_set_backstop(runner, 2000);
    assert(valdi_runner_next(runner) == a && valdi_runner_next(runner) == NULL);
    assert(valdi_runner_verdict(runner) == VALDI_UNREACHED);
    valdi_runner_free(runner);
}
