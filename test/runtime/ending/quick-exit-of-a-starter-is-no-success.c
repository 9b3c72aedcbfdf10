// quick_exit in a starter prints the report and ends the process with status 1: nobody is told another.
// RUN: %cc %s -o %t
// RUN: %run sh -c '%t 0; echo status $?; %t 7; echo status $?; %t; echo status $?' 2>&1 | FileCheck %s
// CHECK: valdi: starter "one" ended the process at step 1 of 1, on its way to "after second_phase"
// CHECK: reached: nothing
// CHECK-NEXT: handler of the test
// CHECK-NEXT: status 1
// CHECK-NEXT: valdi: starter "one" ended the process at step 1 of 1, on its way to "after second_phase"
// CHECK: handler of the test
// CHECK-NEXT: status 1
// CHECK-NEXT: status 0
#include "../inputs/machine.h"
#include <stdlib.h>

static struct machine machine;

static void *may_exit(void *status) {
    if (status)
        quick_exit(atoi(status));
    return two_phases(&machine);
}

static void handle(void) {
    fputs("handler of the test\n", stderr);
}

int main(int count, char **arguments) {
    static valdi_runner *runner;
    at_quick_exit(handle);
    valdi_starter *one = valdi_starter_thread("one", may_exit, arguments[1]);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "second_phase");
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after)));
    assert(valdi_runner_next(runner) == after);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
