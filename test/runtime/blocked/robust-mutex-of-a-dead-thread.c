// A robust mutex whose holder has ended is had by the next: nobody is blocked. One that is not robust is had by nobody.
// RUN: %cc %s -o %t && %run %t robust 2>&1 | FileCheck %s
// RUN: %run %t frail 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: verdict: held
// TWIN: whoever could end that stands still, or sleeps too
// TWIN: verdict: infeasible
#include "../inputs/machine.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock;

static void *locks_and_ends(void *argument) {
    pthread_mutex_lock(&lock);
    return argument;
}

static void *locks(void *argument) {
    assert(pthread_mutex_lock(&lock) == EOWNERDEAD);
    VALDI_POINT("has");
    return argument;
}

int main(int count, char **arguments) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setrobust(&attributes, !strcmp(arguments[1], "robust") ? PTHREAD_MUTEX_ROBUST
                                                                             : PTHREAD_MUTEX_STALLED);
    pthread_mutex_init(&lock, &attributes);
    valdi_starter *alice = valdi_starter_thread("alice", locks_and_ends, NULL);
    valdi_starter *bob = valdi_starter_thread("bob", locks, NULL);
    valdi_checkpoint *ended = valdi_checkpoint_finished(alice), *has = valdi_checkpoint_at(bob, "has");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(ended, has)));
    fprintf(stderr, "verdict: %s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    _Exit(0); /* bob may be left */
}
