// Runners come one after another, thousands of them, and each holds its order.
// RUN: %cc %s -o %t && %t
#include "../inputs/machine.h"

int main(void) {
    for (int i = 0; i < 3000; i++) {
        struct machine first = {""}, second = {""};
        valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
        valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
        valdi_checkpoint *a = valdi_checkpoint_after(i & 1 ? one : two, "first_phase");
        valdi_checkpoint *b = valdi_checkpoint_before(i & 1 ? two : one, "second_phase");
        valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
        assert(valdi_runner_next(runner) == a);
        assert(machine_is(i & 1 ? &first : &second, "1") && machine_is(i & 1 ? &second : &first, ""));
        assert(i % 3 == 0 || valdi_runner_finish(runner) == VALDI_HELD);
        valdi_runner_free(runner);
    }
}
