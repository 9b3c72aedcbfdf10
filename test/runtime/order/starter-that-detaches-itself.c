// A starter that detaches its own thread still finishes, without a result.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <pthread.h>

static void *detached(void *machine) {
    pthread_detach(pthread_self());
    return two_phases(machine);
}

int main(void) {
    static struct machine machine;
    valdi_starter *one = valdi_starter_thread("one", detached, &machine);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "second_phase"), *b = valdi_checkpoint_finished(one);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a && valdi_runner_next(runner) == b);
    assert(machine_is(&machine, "12") && valdi_starter_result(one) == NULL);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
