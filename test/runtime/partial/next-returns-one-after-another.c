// In a partial order next returns the checkpoints one at a time, none before those it is constrained by, and everybody stands.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"

int main(void) {
    struct machine first = {""}, second = {""}, third = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_starter *three = valdi_starter_thread("three", two_phases, &third);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_before(three, "second_phase");
    valdi_checkpoint *d = valdi_checkpoint_finished(three), *e = valdi_checkpoint_after(one, "second_phase");
    valdi_runner *runner = runner_or_die(
        valdi_runner_new_partial(VALDI_STARTERS(one, two, three), VALDI_CONSTRAINTS({b, c}, {a, c}, {d, e})));
    assert(valdi_runner_next(runner) == a);
    assert(machine_is(&first, "1") && machine_is(&second, "1") && machine_is(&third, "1"));
    assert(valdi_runner_next(runner) == b);
    assert(machine_is(&first, "12") && machine_is(&second, "1") && machine_is(&third, "1"));
    assert(valdi_runner_next(runner) == c);
    assert(machine_is(&second, "12") && machine_is(&third, "1"));
    assert(valdi_runner_next(runner) == d);
    assert(machine_is(&third, "12"));
    assert(valdi_runner_next(runner) == e);
    assert(valdi_runner_next(runner) == NULL && valdi_runner_verdict(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
