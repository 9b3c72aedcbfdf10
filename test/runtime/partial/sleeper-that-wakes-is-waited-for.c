// In a partial order next waits for whoever has woken meanwhile: alice gives bob the lock on her way, and he does not run on during the test's look.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic int is_taken, is_done;

VALDI_CHECKPOINT static void take(void) {
}

VALDI_CHECKPOINT static void give(void) {
}

VALDI_CHECKPOINT static void end(void) {
}

static void *gives(void *argument) {
    pthread_mutex_lock(&lock);
    is_taken = 1;
    take();
    pthread_mutex_unlock(&lock);
    give();
    return argument;
}

static void *works(void *argument) {
    while (!is_taken)
        ;
    pthread_mutex_lock(&lock);
    for (volatile int i = 0; i < 30 * 1000 * 1000;)
        i = i + 1;
    is_done = 1;
    pthread_mutex_unlock(&lock);
    end();
    return argument;
}

int main(void) {
    valdi_starter *alice = valdi_starter_thread("alice", gives, NULL),
                  *bob = valdi_starter_thread("bob", works, NULL);
    valdi_checkpoint *taken = valdi_checkpoint_after(alice, "take"),
                     *given = valdi_checkpoint_after(alice, "give");
    valdi_checkpoint *ending = valdi_checkpoint_before(bob, "end");
    valdi_runner *runner = runner_or_die(valdi_runner_new_partial(
        VALDI_STARTERS(alice, bob), VALDI_CONSTRAINTS({taken, given}, {given, ending})));
    assert(valdi_runner_next(runner) == taken);
#ifndef TWIN
    assert(valdi_runner_next(runner) == given);
#endif
    assert(is_done);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
