// pthread_exit and cancellation end a starter like a return: finished is reached, the result is the thread's.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <pthread.h>

static void *leaves_early(void *machine) {
    first_phase(machine);
    pthread_exit(machine);
}

static void *cancels_itself(void *machine) {
    first_phase(machine);
    pthread_cancel(pthread_self());
    pthread_testcancel();
    return machine;
}

int main(void) {
    struct machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", leaves_early, &first);
    valdi_starter *two = valdi_starter_thread("two", cancels_itself, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"),
                     *b = valdi_checkpoint_after(two, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_finished(one), *d = valdi_checkpoint_finished(two);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c, d)));
    assert(valdi_runner_skip_to(runner, c) == c);
    assert(valdi_starter_result(one) == &first && machine_is(&second, "1"));
    assert(valdi_runner_next(runner) == d);
    assert(valdi_starter_result(two) == PTHREAD_CANCELED);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
