// The test's own look at the state between two steps is no race for ThreadSanitizer.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread %s -o %t && %run %t 2>&1 | FileCheck %s --allow-empty
// CHECK-NOT: ThreadSanitizer
#include "../runtime/inputs/machine.h"

int main(void) {
    struct machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"),
                     *b = valdi_checkpoint_after(two, "second_phase");
    valdi_checkpoint *c = valdi_checkpoint_finished(one);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a && machine_is(&first, "1"));
    assert(valdi_runner_next(runner) == b && machine_is(&first, "1") && machine_is(&second, "12"));
    assert(valdi_runner_next(runner) == c && machine_is(&first, "12"));
    assert(valdi_runner_finish(runner) == VALDI_HELD && machine_is(&second, "12"));
    valdi_runner_free(runner);
}
