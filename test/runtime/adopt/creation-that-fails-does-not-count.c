// A thread that cannot be created is not counted: the next that can is the starter's.
// UNSUPPORTED: sanitized
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <errno.h>
#include <pthread.h>

static int served;

VALDI_CHECKPOINT static void *serve(void *number) {
    served = *(int *)number;
    return number;
}

int main(void) {
    int numbers[] = {1, 2};
    pthread_attr_t too_large;
    pthread_t thread;
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", 1);
    valdi_checkpoint *end = valdi_checkpoint_finished(worker);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(worker), VALDI_ORDER(end)));
    pthread_attr_init(&too_large);
    assert(!pthread_attr_setstacksize(&too_large, (size_t)1 << 47));
    assert(pthread_create(&thread, &too_large, serve, &numbers[0]) == EAGAIN);
    assert(!pthread_create(&thread, NULL, serve, &numbers[1]));
    assert(!served && valdi_runner_next(runner) == end && served == 2);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
    assert(!pthread_join(thread, NULL));
    pthread_attr_destroy(&too_large);
}
