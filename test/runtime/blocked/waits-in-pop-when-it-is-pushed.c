// The reader really waits in pop when the writer pushes: the checkpoint "blocked" is reached when it sleeps there, and it then wakes and goes on.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK-NOT: valdi:
// CHECK: held
// TWIN: valdi: order unreached at step 1 of 4: bob finished without reaching "blocked"
// TWIN: {{^}}unreached
#include "../inputs/machine.h"
#include <pthread.h>

static struct {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    int count, waits;
} queue = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0};

VALDI_CHECKPOINT static void push(void) {
    pthread_mutex_lock(&queue.lock);
    queue.count++;
    pthread_cond_signal(&queue.filled);
    pthread_mutex_unlock(&queue.lock);
}

VALDI_CHECKPOINT static void pop(void) {
    pthread_mutex_lock(&queue.lock);
    while (!queue.count) {
        queue.waits++;
        pthread_cond_wait(&queue.filled, &queue.lock);
    }
    queue.count--;
    pthread_mutex_unlock(&queue.lock);
}

static void *pushes(void *argument) {
    push();
    return argument;
}

static void *pops(void *argument) {
    pop();
    return argument;
}

int main(void) {
#ifdef TWIN
    queue.count = 1;
#endif
    valdi_starter *alice = valdi_starter_thread("alice", pushes, NULL);
    valdi_starter *bob = valdi_starter_thread("bob", pops, NULL);
    valdi_checkpoint *waits = valdi_checkpoint_blocked(bob), *pushed = valdi_checkpoint_after(alice, "push");
    valdi_checkpoint *popped = valdi_checkpoint_after(bob, "pop"), *end = valdi_checkpoint_finished(alice);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(waits, pushed, popped, end)));
    if (valdi_runner_next(runner) == waits) {
        assert(queue.waits == 1 && queue.count == 0);
        assert(valdi_runner_next(runner) == pushed);
        assert(queue.count == 0); /* bob has woken, and stands still behind pop */
        assert(valdi_runner_next(runner) == popped);
    }
    fprintf(stderr, "%s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}
