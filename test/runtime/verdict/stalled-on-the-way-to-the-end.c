// A starter with no checkpoint left that cannot end before the next one moves is stalled, and the report says so.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order stalled at step 3 of 3: one has no checkpoint left and did not end for 0.05 s
// CHECK-NEXT:   one  running
// CHECK-NEXT:   two  parked    after first_phase
#include "../inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *locked_from_start(void *machine) {
    pthread_mutex_lock(&lock);
    first_phase(machine);
    second_phase(machine);
    pthread_mutex_unlock(&lock);
    return NULL;
}

static void *locked_at_end(void *machine) {
    first_phase(machine);
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    return NULL;
}

int main(void) {
    struct machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", locked_at_end, &first);
    valdi_starter *two = valdi_starter_thread("two", locked_from_start, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(two, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_after(two, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_skip_to(runner, b) == b);
    valdi_runner_set_backstop(runner, 50);
    assert(valdi_runner_next(runner) == NULL && valdi_runner_verdict(runner) == VALDI_STALLED);
    valdi_runner_set_backstop(runner, 0);
    assert(valdi_runner_finish(runner) == VALDI_STALLED);
    assert(machine_is(&second, "12"));
    valdi_runner_free(runner);
}
