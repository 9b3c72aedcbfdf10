// What the test's own thread holds while it waits for a starter is infeasible, in the order and at its end.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: valdi: order infeasible at step 1 of 1: bob cannot reach "at has"
// CHECK-NEXT: bob  blocked   in
// CHECK-NEXT: is held by the test's own thread{{$}}
// CHECK: valdi: order infeasible at its end: bob cannot end
// CHECK-NEXT: bob  blocked   in
// CHECK-NEXT: is held by the test's own thread{{$}}
// TWIN-NOT: valdi:
// TWIN: end
#include "../inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *wants(void *argument) {
    VALDI_POINT("wants");
    pthread_mutex_lock(&lock);
    VALDI_POINT("has");
    pthread_mutex_unlock(&lock);
    return argument;
}

static void hold_to(const char *point, valdi_verdict expected) {
    valdi_starter *bob = valdi_starter_thread("bob", wants, NULL);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(valdi_checkpoint_at(bob, point))));
    pthread_mutex_lock(&lock);
#ifdef TWIN
    pthread_mutex_unlock(&lock);
    expected = VALDI_HELD;
#endif
    assert(valdi_runner_finish(runner) == expected);
#ifndef TWIN
    pthread_mutex_unlock(&lock);
#endif
    valdi_runner_free(runner);
}

int main(void) {
    hold_to("has", VALDI_INFEASIBLE);
    hold_to("wants", VALDI_INFEASIBLE);
    fputs("end\n", stderr);
}
