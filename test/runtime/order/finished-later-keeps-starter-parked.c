// A starter whose finished stands later in the order stays parked until then; one without runs to its end first.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

int main(void) {
    struct machine first = {""}, second = {""}, third = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_starter *three = valdi_starter_thread("three", two_phases, &third);
    valdi_checkpoint *one_first = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *two_first = valdi_checkpoint_after(two, "first_phase");
    valdi_checkpoint *three_first = valdi_checkpoint_after(three, "first_phase");
    valdi_checkpoint *one_finished = valdi_checkpoint_finished(one);
    valdi_runner *runner = runner_or_die(valdi_runner_new(
        VALDI_STARTERS(one, two, three), VALDI_ORDER(one_first, two_first, three_first, one_finished)));
    assert(valdi_runner_next(runner) == one_first);
    assert(valdi_runner_next(runner) == two_first);
    assert(machine_is(&first, "1") && machine_is(&second, "1"));
    assert(valdi_runner_next(runner) == three_first);
    assert(machine_is(&second, "12") && valdi_starter_result(two) == &second);
#ifdef TWIN
    assert(machine_is(&first, "12"));
#endif
    assert(machine_is(&first, "1") && machine_is(&third, "1"));
    assert(valdi_runner_next(runner) == one_finished);
    assert(machine_is(&first, "12") && machine_is(&third, "12"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
