// A crash on the way to the end is no held order, unless the order ends with that starter's end; _exit is.
// RUN: %cc %s -o %t && %run %t | FileCheck %s
#include "inputs/shared.h"

#include <signal.h>

VALDI_CHECKPOINT static void work(void) {
}

static int crash(void *unused) {
    (void)unused;
    work();
    raise(SIGSEGV);
    return 0;
}

static int leave_at_once(void *unused) {
    (void)unused;
    work();
    _exit(0);
}

static int end_well(void *unused) {
    (void)unused;
    work();
    return 0;
}

static void hold(int (*function)(void *), int expected) {
    valdi_starter *alice = valdi_starter_fork("alice", function, NULL);
    valdi_starter *bob = valdi_starter_fork("bob", end_well, NULL);
    valdi_checkpoint *works = valdi_checkpoint_after(alice, "work");
    valdi_checkpoint *ends =
        expected ? valdi_checkpoint_finished(alice) : valdi_checkpoint_after(bob, "work");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(works, ends)));
    if (valdi_runner_finish(runner) == VALDI_HELD)
        print_headline(runner);
    valdi_runner_free(runner);
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    // CHECK: valdi: order died at step 2 of 2: alice was killed by SIGSEGV on its way to its end
    hold(crash, 0);
    // CHECK: valdi: order held: 2 of 2 checkpoints
    hold(crash, 1);
    // CHECK-NEXT: valdi: order held: 2 of 2 checkpoints
    hold(leave_at_once, 0);
    // CHECK-NEXT: valdi: order held: 2 of 2 checkpoints
    hold(leave_at_once, 1);
    // CHECK-NEXT: valdi: order held: 2 of 2 checkpoints
    hold(end_well, 0);
}
