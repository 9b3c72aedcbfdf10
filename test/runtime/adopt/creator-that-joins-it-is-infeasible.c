// A starter that joins an adopted one which stands still cannot go on: infeasible, and the report names the call.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order infeasible at step 3 of 4: creator cannot reach "after second_phase"
// CHECK-NEXT: {{^}}  creator  blocked   in {{.*}}(worker)
// CHECK-NEXT: {{^}}           worker must end first
// CHECK-NEXT: {{^}}  worker   parked    before serve
#include "../inputs/machine.h"
#include <pthread.h>

VALDI_CHECKPOINT static void *serve(void *argument) {
    return argument;
}

static void *create(void *argument) {
    pthread_t thread;
    assert(!pthread_create(&thread, NULL, serve, NULL));
    first_phase(argument);
    void *result;

    pthread_join(thread, &result);
    second_phase(argument);
    return argument;
}

int main(void) {
    struct machine machine = {""};
    valdi_starter *creator = valdi_starter_thread("creator", create, &machine);
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", 1);
    valdi_checkpoint *a = valdi_checkpoint_after(creator, "first_phase"),
                     *b = valdi_checkpoint_before(worker, "serve"),
                     *c = valdi_checkpoint_after(creator, "second_phase"),
                     *d = valdi_checkpoint_finished(worker);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(creator, worker), VALDI_ORDER(a, b, c, d)));
    assert(valdi_runner_next(runner) == a && valdi_runner_next(runner) == b);
    assert(valdi_runner_next(runner) == NULL && valdi_runner_verdict(runner) == VALDI_INFEASIBLE);
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE && machine_is(&machine, "12"));
    valdi_runner_free(runner);
}
