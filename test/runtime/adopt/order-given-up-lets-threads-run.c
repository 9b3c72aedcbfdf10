// Freed in mid-order, a runner lets adopted threads run their functions, those not started yet and later ones too.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <pthread.h>

static struct machine machines[4];

VALDI_CHECKPOINT static void *serve(void *machine) {
    return two_phases(machine);
}

int main(void) {
    pthread_t threads[4];
    valdi_starter *one = valdi_starter_adopt("one", "serve", 1),
                  *two = valdi_starter_adopt("two", "serve", 2),
                  *three = valdi_starter_adopt("three", "serve", 3);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"), *b = valdi_checkpoint_finished(two);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two, three), VALDI_ORDER(a, b)));
    for (int i = 0; i < 2; i++)
        assert(!pthread_create(&threads[i], NULL, serve, &machines[i]));
    assert(valdi_runner_next(runner) == a && machine_is(&machines[0], "1") && machine_is(&machines[1], ""));
    valdi_runner_free(runner);
    for (int i = 2; i < 4; i++)
        assert(!pthread_create(&threads[i], NULL, serve, &machines[i]));
    for (int i = 0; i < 4; i++)
        assert(!pthread_join(threads[i], NULL) && machine_is(&machines[i], "12"));
}
