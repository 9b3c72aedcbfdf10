// Runners come one after another, each counting the threads that are created since it was made.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <pthread.h>

VALDI_CHECKPOINT static void *serve(void *machine) {
    return two_phases(machine);
}

static void hold(int which) {
    enum { THREADS = 3 };
    struct machine machines[THREADS] = {{""}};
    pthread_t threads[THREADS];
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", which + 1);
    valdi_starter *own = valdi_starter_thread("own", serve, &(struct machine){""});
    valdi_checkpoint *a = valdi_checkpoint_after(worker, "first_phase"), *b = valdi_checkpoint_started(own);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(worker, own), VALDI_ORDER(a, b)));
    for (int i = 0; i < THREADS; i++)
        assert(!pthread_create(&threads[i], NULL, serve, &machines[i]));
    assert(valdi_runner_next(runner) == a && machine_is(&machines[which], "1"));
    assert(valdi_runner_next(runner) == b);
    for (int i = 0; i < THREADS; i++)
        assert(i == which || (!pthread_join(threads[i], NULL) && machine_is(&machines[i], "12")));
    if (which)
        assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
    assert(!pthread_join(threads[which], NULL) && machine_is(&machines[which], "12"));
}

int main(void) {
    for (int i = 0; i < 100; i++)
        hold(i % 3);
}
