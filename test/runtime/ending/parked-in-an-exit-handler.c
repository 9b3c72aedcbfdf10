// A handler that was registered behind the runner is still the starter's: it is parked there, and the test may end.
// RUN: %cc %s -o %t
// RUN: %run sh -c 'for how in free finish return; do %t $how; echo $how $?; done' 2>&1 | FileCheck %s
// CHECK: valdi: starter "one" ended the process behind the last of 1 steps
// CHECK: free 1
// CHECK-NEXT: valdi: starter "one" ended the process behind the last of 1 steps
// CHECK: finish 1
// CHECK-NEXT: valdi: the process ended with an order undecided behind the last of 1 steps
// CHECK-NEXT: return 1
#include "../inputs/machine.h"
#include <stdlib.h>

static struct machine machine;

static void handle(void) {
    second_phase(&machine);
}

static void *exits(void *argument) {
    exit(0);
}

int main(int count, char **arguments) {
    static valdi_runner *runner;
    valdi_starter *one = valdi_starter_thread("one", exits, NULL);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "second_phase");
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after)));
    atexit(handle);
    assert(valdi_runner_next(runner) == after && machine_is(&machine, "2"));
    if (!strcmp(arguments[1], "finish"))
        valdi_runner_finish(runner);
    if (!strcmp(arguments[1], "free"))
        valdi_runner_free(runner);
}
