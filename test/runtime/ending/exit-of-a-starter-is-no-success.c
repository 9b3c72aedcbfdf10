// A starter that calls exit in mid-order ends the process with the report, and never with status 0.
// RUN: %cc %s -o %t
// RUN: %run sh -c '%t 0; echo status $?; %t 7; echo status $?; %t; echo status $?' 2>&1 | FileCheck %s
// CHECK: valdi: starter "bob" ended the process at step 2 of 3, on its way to "after second_phase"
// CHECK-NEXT: {{^}}  alice  parked    after first_phase {{.*}}machine.h:
// CHECK-NEXT: {{^}}  bob    running{{$}}
// CHECK-NEXT: {{^}}  reached: alice after first_phase{{$}}
// CHECK-NEXT: handler of the test
// CHECK-NEXT: status 1
// CHECK-NEXT: valdi: starter "bob" ended the process at step 2 of 3, on its way to "after second_phase"
// CHECK: handler of the test
// CHECK-NEXT: status 7
// CHECK-NEXT: handler of the test
// CHECK-NEXT: status 0
#include "../inputs/machine.h"
#include <stdlib.h>

static struct machine first, second;

static void *may_exit(void *status) {
    first_phase(&second);
    if (status)
        exit(atoi(status));
    second_phase(&second);
    return NULL;
}

/* It was there before the runner: it comes last. */
static void handle(void) {
    fputs("handler of the test\n", stderr);
}

int main(int count, char **arguments) {
    static valdi_runner *runner;
    atexit(handle);
    valdi_starter *alice = valdi_starter_thread("alice", two_phases, &first);
    valdi_starter *bob = valdi_starter_thread("bob", may_exit, arguments[1]);
    valdi_checkpoint *a = valdi_checkpoint_after(alice, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(bob, "second_phase");
    valdi_checkpoint *c = valdi_checkpoint_finished(alice);
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a);
    assert(valdi_runner_next(runner) == b);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
