// A main thread that calls pthread_exit in mid-order leaves nobody parked: the process ends, and not with status 0.
// RUN: %cc %s -o %t && %run sh -c '%t; echo status $?; %t frees; echo status $?' 2>&1 | FileCheck %s
// CHECK: valdi: the process ended with an order undecided at step 2 of 2
// CHECK-NEXT: status 1
// CHECK-NEXT: status 0
#include "../inputs/machine.h"
#include <pthread.h>

static struct machine first, second;

int main(int count, char **arguments) {
    static valdi_runner *runner;
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "first_phase");
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a);
    if (count > 1)
        valdi_runner_free(runner);
    pthread_exit(NULL);
}
