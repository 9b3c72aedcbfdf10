// An adopted starter stands still before its function's first instruction; who created it goes on.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"
#include <pthread.h>

static int begun;

VALDI_CHECKPOINT_BEFORE static void *serve(void *argument) {
    begun = 1;
    return argument;
}

static void *create(void *argument) {
    pthread_t thread;
    assert(!pthread_create(&thread, NULL, serve, NULL));
    first_phase(argument);
    assert(!pthread_join(thread, NULL));
    second_phase(argument);
    return argument;
}

int main(void) {
    struct machine machine = {""};
    valdi_starter *creator = valdi_starter_thread("creator", create, &machine);
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", 1);
    valdi_checkpoint *created = valdi_checkpoint_after(creator, "first_phase"),
                     *started = valdi_checkpoint_started(worker),
                     *before = valdi_checkpoint_before(worker, "serve"),
                     *joined = valdi_checkpoint_after(creator, "second_phase");
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(creator, worker), VALDI_ORDER(created, started, before, joined)));
    assert(valdi_runner_next(runner) == created && !begun);
    assert(valdi_runner_next(runner) == started && !begun);
    assert(valdi_runner_next(runner) == before && !begun);
#ifdef TWIN
    assert(valdi_runner_verdict(runner) != VALDI_UNDECIDED);
#endif
    assert(valdi_runner_next(runner) == joined && begun);
    assert(machine_is(&machine, "12"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
