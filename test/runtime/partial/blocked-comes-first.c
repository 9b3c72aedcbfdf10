// A starter may have to wait until another sleeps: bob really waits in pop when alice pushes.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int length, waits;

VALDI_CHECKPOINT static void push(void) {
    pthread_mutex_lock(&lock);
    length++;
    pthread_cond_signal(&filled);
    pthread_mutex_unlock(&lock);
}

VALDI_CHECKPOINT static void pop(void) {
    pthread_mutex_lock(&lock);
    for (; !length; waits++)
        pthread_cond_wait(&filled, &lock);
    length--;
    pthread_mutex_unlock(&lock);
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
    valdi_starter *alice = valdi_starter_thread("alice", pushes, NULL),
                  *bob = valdi_starter_thread("bob", pops, NULL);
    valdi_checkpoint *waiting = valdi_checkpoint_blocked(bob),
                     *pushing = valdi_checkpoint_before(alice, "push");
    valdi_checkpoint *popping = valdi_checkpoint_before(bob, "pop"),
                     *pushed = valdi_checkpoint_after(alice, "push");
#ifdef TWIN
    (void)waiting, (void)pushing;
    valdi_runner *runner = runner_or_die(
        valdi_runner_new_partial(VALDI_STARTERS(alice, bob), VALDI_CONSTRAINTS({pushed, popping})));
#else
    (void)popping, (void)pushed;
    valdi_runner *runner = runner_or_die(
        valdi_runner_new_partial(VALDI_STARTERS(alice, bob), VALDI_CONSTRAINTS({waiting, pushing})));
#endif
    assert(valdi_runner_finish(runner) == VALDI_HELD && !length);
    assert(waits == 1);
    valdi_runner_free(runner);
}
