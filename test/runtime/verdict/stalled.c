// A starter that makes no progress for the backstop's time gives stalled; freeing the runner lets the others go on.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "../inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int inside;

VALDI_CHECKPOINT static void critical(void) {
    inside++;
}

static void *locked(void *argument) {
    pthread_mutex_lock(&lock);
    critical();
    pthread_mutex_unlock(&lock);
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", locked, NULL);
    valdi_starter *two = valdi_starter_thread("two", locked, &lock);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "critical"),
                     *b = valdi_checkpoint_before(two, "critical");
    valdi_checkpoint *end = valdi_checkpoint_finished(one);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, end)));
    assert(valdi_runner_next(runner) == a);
    valdi_runner_set_backstop(runner, 50);
    assert(valdi_runner_next(runner) == NULL);
    // CHECK: valdi: order stalled at step 2 of 3: two made no progress for 0.05 s towards "before critical"
    // CHECK-NEXT: {{^}}  one  parked    after critical {{ *}}{{.*}}stalled.c:9{{$}}
    // CHECK-NEXT: {{^}}  two  running{{$}}
    // CHECK-NEXT: {{^}}  hits of "before critical": one 1, two 0{{$}}
    // CHECK-NEXT: {{^}}  reached: one after critical{{$}}
    assert(valdi_runner_verdict(runner) == VALDI_STALLED);
    valdi_runner_set_backstop(runner, 0);
    assert(valdi_runner_finish(runner) == VALDI_STALLED);
    assert(inside == 2 && valdi_starter_result(two) == &lock);
    valdi_runner_free(runner);
}
