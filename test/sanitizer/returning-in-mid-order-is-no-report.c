// A program that ends in mid-order has no report of ThreadSanitizer for that.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread %s -o %t && not %t 2>&1 | FileCheck %s --allow-empty
// CHECK-NOT: ThreadSanitizer
#include "../runtime/inputs/machine.h"

int main(void) {
    static struct machine machine;
    valdi_starter *one = valdi_starter_thread("one", two_phases, &machine);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    static valdi_runner *runner;
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a)));
    assert(valdi_runner_next(runner) == a && machine_is(&machine, "1"));
}
