// A detached thread is adopted like any other, whether it is created so or detached later.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <pthread.h>

static struct machine machines[2];

VALDI_CHECKPOINT static void *serve(void *machine) {
    return two_phases(machine);
}

int main(void) {
    pthread_attr_t attributes;
    pthread_t thread;
    valdi_starter *one = valdi_starter_adopt("one", "serve", 1),
                  *two = valdi_starter_adopt("two", "serve", 2);
    valdi_checkpoint *a = valdi_checkpoint_finished(two), *b = valdi_checkpoint_after(one, "first_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    assert(!pthread_create(&thread, &attributes, serve, &machines[0]));
    assert(!pthread_create(&thread, NULL, serve, &machines[1]));
    assert(!pthread_detach(thread));
    assert(valdi_runner_next(runner) == a && machine_is(&machines[1], "12") && machine_is(&machines[0], ""));
    assert(valdi_runner_next(runner) == b && machine_is(&machines[0], "1"));
    assert(valdi_runner_finish(runner) == VALDI_HELD && machine_is(&machines[0], "12"));
    assert(valdi_starter_result(one) == &machines[0]);
    valdi_runner_free(runner);
    pthread_attr_destroy(&attributes);
}
