// Constraints can be written in C++ as in C.
// RUN: %cxx %s -o %t && %run %t
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

int main() {
    machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(two, "second_phase"),
                     *b = valdi_checkpoint_before(one, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_after(one, "first_phase"),
                     *d = valdi_checkpoint_before(one, "second_phase");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new_partial(VALDI_STARTERS(one, two), VALDI_CONSTRAINTS({a, b}, {c, d})));
    assert(valdi_runner_skip_to(runner, a) == a && machine_is(&first, ""));
#ifdef TWIN
    assert(valdi_runner_next(runner) == c);
#endif
    assert(valdi_runner_next(runner) == b && valdi_runner_next(runner) == c &&
           valdi_runner_next(runner) == d);
    assert(machine_is(&first, "1") && machine_is(&second, "12"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
