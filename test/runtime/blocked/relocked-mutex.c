// Whoever locks what it has is a deadlock of itself; an error-checking mutex returns an error instead, and the order is held.
// RUN: %cc %s -o %t && %run env VALDI_OPTIONS=symbolizer=llvm-symbolizer %t normal 2>&1 | FileCheck %s
// RUN: %run %t error-checking 2>&1 | count 0
// CHECK: valdi: order infeasible at step 1 of 1: bob cannot reach "at twice": deadlock of itself, bob
// CHECK-NEXT: {{^}}  bob  blocked   in {{.*}}mutex_lock{{.*}}(lock){{ +.*}}relocked-mutex.c:[[#@LINE+13]]{{$}}
// CHECK-NEXT: {{^}}       lock is held by bob{{$}}
// CHECK-NEXT: {{^}}  reached: nothing{{$}}
// CHECK-NEXT: valdi: starter "bob" does not end; it is left as it is
#include "../inputs/machine.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock;

static void *locks_twice(void *argument) {
    pthread_mutex_lock(&lock);
    assert(pthread_mutex_lock(&lock) == EDEADLK);
    VALDI_POINT("twice");
    pthread_mutex_unlock(&lock);
    return argument;
}

int main(int count, char **arguments) {
    int type = strcmp(arguments[1], "normal") ? PTHREAD_MUTEX_ERRORCHECK : PTHREAD_MUTEX_NORMAL;
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, type);
    pthread_mutex_init(&lock, &attributes);
    valdi_starter *bob = valdi_starter_thread("bob", locks_twice, NULL);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(valdi_checkpoint_at(bob, "twice"))));
    valdi_verdict expected = type == PTHREAD_MUTEX_NORMAL ? VALDI_INFEASIBLE : VALDI_HELD;
    assert(valdi_runner_finish(runner) == expected);
    valdi_runner_free(runner);
    _Exit(0); /* bob may be left */
}
