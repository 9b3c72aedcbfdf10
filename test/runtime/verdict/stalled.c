// A starter that makes no progress for the backstop's time gives stalled; freeing the runner lets the others go on.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "../inputs/machine.h"
#include <sched.h>

static _Atomic int taken;
static int inside;

VALDI_CHECKPOINT static void critical(void) {
    inside++;
}

/* It never sleeps: no telling whether it will get there. */
static void *locked(void *argument) {
    while (taken)
        sched_yield();
    taken = 1;
    critical();
    taken = 0;
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", locked, NULL);
    valdi_starter *two = valdi_starter_thread("two", locked, &inside);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "critical"),
                     *b = valdi_checkpoint_before(two, "critical");
    valdi_checkpoint *end = valdi_checkpoint_finished(one);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, end)));
    assert(valdi_runner_next(runner) == a);
    valdi_runner_set_backstop(runner, 50);
    assert(valdi_runner_next(runner) == NULL);
    // CHECK: valdi: order stalled at step 2 of 3: two made no progress for 0.05 s towards "before critical"
    // CHECK-NEXT: {{^}}  one  parked    after critical {{ *}}{{.*}}stalled.c:9{{$}}
    // CHECK-NEXT: {{^}}  two  running   in {{.*}}stalled.c:{{1[56]$}}
    // CHECK-NEXT: {{^}}  hits of "before critical": one 1, two 0{{$}}
    // CHECK-NEXT: {{^}}  reached: one after critical{{$}}
    assert(valdi_runner_verdict(runner) == VALDI_STALLED);
    valdi_runner_set_backstop(runner, 0);
    assert(valdi_runner_finish(runner) == VALDI_STALLED);
    assert(inside == 2 && valdi_starter_result(two) == &inside);
    valdi_runner_free(runner);
}
