// One starter alone is stepped like a program under a debugger.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &machine);
    valdi_checkpoint *before = valdi_checkpoint_before(one, "first_phase");
    valdi_checkpoint *after = valdi_checkpoint_after(one, "first_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(before, after)));
    assert(valdi_runner_next(runner) == before);
#ifdef TWIN
    assert(machine_is(&machine, "1"));
#endif
    assert(machine_is(&machine, ""));
    assert(valdi_runner_next(runner) == after);
    assert(machine_is(&machine, "1"));
    assert(valdi_runner_next(runner) == NULL);
    assert(machine_is(&machine, "12"));
    valdi_runner_free(runner);
}
