// What exit calls in a starter behind Valdi's report is no starter's: no hook there parks it, and the process ends.
// RUN: %cc %s -o %t && %run sh -c '%t; echo status $?' 2>&1 | FileCheck %s
// CHECK: valdi: starter "one" ended the process at step 1 of 1, on its way to "after second_phase"
// CHECK: handler of the test
// CHECK-NEXT: status 1
#include "../inputs/machine.h"
#include <stdlib.h>

static struct machine machine;

static void handle(void) {
    second_phase(&machine);
    fputs("handler of the test\n", stderr);
}

static void *exits(void *argument) {
    first_phase(&machine);
    exit(0);
}

int main(void) {
    static valdi_runner *runner;
    atexit(handle);
    valdi_starter *one = valdi_starter_thread("one", exits, NULL);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "second_phase");
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after)));
    valdi_runner_next(runner);
    puts("not reached");
}
