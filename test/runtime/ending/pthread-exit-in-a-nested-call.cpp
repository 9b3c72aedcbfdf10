// pthread_exit under several functions runs their destructors, hooks in these count, and reaches no after.
// RUN: %cxx %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %run %t returns 2>&1 | count 0
// CHECK: valdi: order unreached at step 3 of 3: one finished without reaching "after outer"
// CHECK-NEXT: {{^}}  one  finished
// CHECK-NEXT: hits of "after outer": one 0
// CHECK-NEXT: reached: one before inner, one after second_phase
#include "../inputs/machine.h"
#include <pthread.h>

static machine machine;
static bool returns;

struct cleaner {
    ~cleaner() {
        second_phase(&machine);
    }
};

VALDI_CHECKPOINT static void inner() {
    if (!returns)
        pthread_exit(&machine);
}

VALDI_CHECKPOINT static void outer() {
    cleaner clean;
    inner();
    first_phase(&machine);
}

static void *run(void *) {
    outer();
    return &machine;
}

int main(int count, char **) {
    returns = count > 1;
    valdi_starter *one = valdi_starter_thread("one", run, nullptr);
    valdi_checkpoint *a = valdi_checkpoint_before(one, "inner"), *c = valdi_checkpoint_after(one, "outer");
    valdi_checkpoint *b = valdi_checkpoint_after(one, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a && machine_is(&machine, ""));
    assert(valdi_runner_next(runner) == b && machine_is(&machine, returns ? "12" : "2"));
    assert(valdi_runner_next(runner) == (returns ? c : nullptr));
    assert(valdi_runner_finish(runner) == (returns ? VALDI_HELD : VALDI_UNREACHED));
    assert(valdi_starter_result(one) == &machine);
    valdi_runner_free(runner);
}
