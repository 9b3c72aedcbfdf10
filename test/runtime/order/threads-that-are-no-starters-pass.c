// Threads that are no starter's pass every hook, also the one a starter waits for, and count for nobody.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"
#include <pthread.h>

static void *spawn_then_work(void *argument) {
    struct machine *machine = argument, helper = {""};
    pthread_t thread;
    assert(!pthread_create(&thread, NULL, two_phases, &helper));
    assert(!pthread_join(thread, NULL));
    assert(machine_is(&helper, "12"));
    two_phases(machine);
    return NULL;
}

int main(void) {
    struct machine machine = {""}, mine = {""};
    valdi_starter *one = valdi_starter_thread("one", spawn_then_work, &machine);
    valdi_checkpoint *before = valdi_checkpoint_nth(valdi_checkpoint_before(one, "second_phase"), 1);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(before)));
    two_phases(&mine);
    assert(machine_is(&mine, "12"));
    assert(valdi_runner_next(runner) == before);
#ifdef TWIN
    assert(machine_is(&machine, ""));
#endif
    assert(machine_is(&machine, "1"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
