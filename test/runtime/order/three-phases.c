// A starter stops at its next declared checkpoint only, and passes all its other points.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

int main(void) {
    struct machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", three_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", three_phases, &second);
    valdi_checkpoint *one_third = valdi_checkpoint_before(one, "third_phase");
    valdi_checkpoint *two_first = valdi_checkpoint_after(two, "first_phase");
    valdi_checkpoint *one_end = valdi_checkpoint_after(one, "third_phase");
    valdi_checkpoint *two_third = valdi_checkpoint_after(two, "third_phase");
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(one_third, two_first, one_end, two_third)));
    assert(valdi_runner_next(runner) == one_third);
    assert(machine_is(&first, "12") && machine_is(&second, ""));
    assert(valdi_runner_next(runner) == two_first);
    assert(machine_is(&first, "12") && machine_is(&second, "1"));
    assert(valdi_runner_next(runner) == one_end);
#ifdef TWIN
    assert(machine_is(&first, "12"));
#endif
    assert(machine_is(&first, "123") && machine_is(&second, "1"));
    assert(valdi_runner_next(runner) == two_third);
    assert(machine_is(&second, "123"));
    assert(valdi_runner_next(runner) == NULL);
    assert(valdi_runner_verdict(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
