// A thread made by thrd_create is adopted like any other; its result is the int it returned.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN=2 %s -o %t.twin && not %run %t.twin 2>&1 | FileCheck %s
// CHECK: valdi: order infeasible at step 1 of 2: worker cannot reach "started": it was not created
#include "../inputs/machine.h"
#include <stdint.h>
#include <stdlib.h>
#include <threads.h>

#ifndef TWIN
#define TWIN 1
#endif

static int served;

VALDI_CHECKPOINT static int serve(void *number) {
    served = *(int *)number;
    return -served;
}

int main(void) {
    int seven = 7, result;
    thrd_t thread;
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", TWIN);
    valdi_checkpoint *started = valdi_checkpoint_started(worker),
                     *after = valdi_checkpoint_after(worker, "serve");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(worker), VALDI_ORDER(started, after)));
    assert(thrd_create(&thread, serve, &seven) == thrd_success);
    if (valdi_runner_next(runner) != started)
        exit(1);
    assert(!served);
    assert(valdi_runner_next(runner) == after && served == 7);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert((intptr_t)valdi_starter_result(worker) == -7);
    valdi_runner_free(runner);
    assert(thrd_join(thread, &result) == thrd_success && result == -7);
}
