// A starter without a checkpoint whose thread is created when the order has ended is waited for, also behind another.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <pthread.h>

static int served;

VALDI_CHECKPOINT static void *serve(void *argument) {
    served++;
    return argument;
}

VALDI_CHECKPOINT static void *create(void *argument) {
    pthread_t thread;
    assert(!pthread_create(&thread, NULL, serve, argument));
    assert(!pthread_detach(thread));
    return argument;
}

static void *create_creator(void *argument) {
    pthread_t thread;
    first_phase(argument);
    assert(!pthread_create(&thread, NULL, create, argument));
    assert(!pthread_detach(thread));
    return argument;
}

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", create_creator, &machine);
    valdi_starter *two = valdi_starter_adopt("two", "create", 1),
                  *three = valdi_starter_adopt("three", "serve", 1);
    valdi_checkpoint *first = valdi_checkpoint_after(one, "first_phase");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(three, two, one), VALDI_ORDER(first)));
    assert(valdi_runner_next(runner) == first);
    assert(valdi_runner_finish(runner) == VALDI_HELD && served == 1);
    assert(valdi_starter_result(two) == &machine && valdi_starter_result(three) == &machine);
    valdi_runner_free(runner);
}
