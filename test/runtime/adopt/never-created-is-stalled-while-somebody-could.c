// A thread that is not created, though a thread that is no starter's could, makes the order stalled.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order stalled at step 1 of 1: worker made no progress for 0.05 s towards "started"
// CHECK-NEXT: {{^}}  worker  not created
#include "../inputs/machine.h"
#include <pthread.h>
#include <sched.h>

static _Atomic int ended;

VALDI_CHECKPOINT __attribute__((used)) static void *serve(void *argument) {
    return argument;
}

static void *be_awake(void *argument) {
    while (!ended)
        sched_yield();
    return argument;
}

int main(void) {
    pthread_t awake;
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", 1);
    valdi_checkpoint *started = valdi_checkpoint_started(worker);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(worker), VALDI_ORDER(started)));
    assert(!pthread_create(&awake, NULL, be_awake, NULL));
    valdi_runner_set_backstop(runner, 50);
    assert(valdi_runner_next(runner) == NULL && valdi_runner_verdict(runner) == VALDI_STALLED);
    ended = 1;
    assert(!pthread_join(awake, NULL));
    valdi_runner_free(runner);
}
