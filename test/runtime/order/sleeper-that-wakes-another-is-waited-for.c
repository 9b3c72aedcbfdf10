// Next returns when everybody stands still, also if one that slept wakes another that did on its way to its end.
// RUN: %cc %s -lpthread -o %t && %run %t
#undef NDEBUG
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic int running; /* starters that have woken and not come to a hook or an end */

VALDI_CHECKPOINT_BEFORE __attribute__((noinline)) static void pause_here(void) {
    __asm__ volatile("");
}

static void *hold(void *unused) {
    pthread_mutex_lock(&lock);
    pause_here();
    pthread_mutex_unlock(&lock);
    pause_here();
    return unused;
}

static void *wait_and_work(void *rounds) {
    pthread_mutex_lock(&lock);
    running++;
    for (volatile int i = 0; i < *(int *)rounds; i++)
        ;
    running--;
    pthread_mutex_unlock(&lock);
    return rounds;
}

int main(void) {
    int short_work = 1000 * 1000, long_work = 20 * 1000 * 1000;
    valdi_starter *holder = valdi_starter_thread("holder", hold, 0);
    valdi_starter *second = valdi_starter_thread("second", wait_and_work, &long_work);
    valdi_starter *first = valdi_starter_thread("first", wait_and_work, &short_work);
    valdi_checkpoint *holding = valdi_checkpoint_before(holder, "pause_here");
    valdi_checkpoint *first_waits = valdi_checkpoint_blocked(first);
    valdi_checkpoint *second_waits = valdi_checkpoint_blocked(second);
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(holder, second, first),
                                            VALDI_ORDER(holding, first_waits, second_waits, holding));
    if (!runner)
        fprintf(stderr, "no runner: %s\n", valdi_error());
    assert(runner);
    assert(valdi_runner_next(runner) == holding);
    assert(valdi_runner_next(runner) == first_waits);
    assert(valdi_runner_next(runner) == second_waits);
    assert(valdi_runner_next(runner) == holding);
    assert(!running);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
