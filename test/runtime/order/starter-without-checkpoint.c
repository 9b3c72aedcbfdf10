// A starter with no checkpoint in the order does not start before the order has ended.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

int main(void) {
    struct machine first = {""}, idle = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &idle);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_finished(one);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(two, one), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a && machine_is(&idle, ""));
    assert(valdi_runner_next(runner) == b && machine_is(&first, "12"));
#ifdef TWIN
    assert(machine_is(&idle, "12"));
#endif
    assert(machine_is(&idle, ""));
    assert(valdi_runner_next(runner) == NULL);
    assert(machine_is(&idle, "12") && valdi_runner_verdict(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
