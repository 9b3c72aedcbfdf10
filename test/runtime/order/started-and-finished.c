// Started is reached before anything of the function has run, finished when the thread has ended.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

int main(void) {
    struct machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *two_started = valdi_checkpoint_started(two);
    valdi_checkpoint *one_finished = valdi_checkpoint_finished(one);
    valdi_checkpoint *two_after = valdi_checkpoint_after(two, "first_phase");
    valdi_checkpoint *two_finished = valdi_checkpoint_finished(two);
    valdi_runner *runner = runner_or_die(valdi_runner_new(
        VALDI_STARTERS(one, two), VALDI_ORDER(two_started, one_finished, two_after, two_finished)));
    assert(valdi_runner_next(runner) == two_started);
    assert(machine_is(&first, "") && machine_is(&second, ""));
    assert(valdi_starter_result(one) == NULL);
    assert(valdi_runner_next(runner) == one_finished);
    assert(machine_is(&first, "12") && machine_is(&second, ""));
    assert(valdi_starter_result(one) == &first && valdi_starter_result(two) == NULL);
    assert(valdi_runner_next(runner) == two_after);
#ifdef TWIN
    assert(machine_is(&second, "12"));
#endif
    assert(machine_is(&second, "1"));
    assert(valdi_runner_next(runner) == two_finished);
    assert(valdi_starter_result(two) == &second);
    assert(valdi_runner_verdict(runner) == VALDI_UNDECIDED);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
