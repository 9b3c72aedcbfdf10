// Between two steps both machines have done exactly what the order says, at every optimisation level.
// RUN: for o in -O0 -O1 -O2 -O3 -Os; do %cc $o %s -o %t$o && %run %t$o || exit 1; done
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

int main(void) {
    struct machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);

    valdi_checkpoint *cp1 = valdi_checkpoint_after(one, "second_phase");
    valdi_checkpoint *cp2 = valdi_checkpoint_before(two, "second_phase");
    valdi_checkpoint *cp3 = valdi_checkpoint_after(two, "second_phase");

#ifdef TWIN
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(cp2, cp1, cp3));
#else
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(cp1, cp2, cp3));
#endif
    assert(machine_is(&first, "") && machine_is(&second, ""));
    assert(valdi_runner_next(runner) == cp1);
    assert(machine_is(&first, "12") && machine_is(&second, ""));
    assert(valdi_runner_next(runner) == cp2);
    assert(machine_is(&second, "1"));
    assert(valdi_runner_next(runner) == cp3);
    assert(machine_is(&second, "12"));
    assert(valdi_runner_verdict(runner) == VALDI_UNDECIDED);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(valdi_starter_result(one) == &first && valdi_starter_result(two) == &second);
    valdi_runner_free(runner);
}
