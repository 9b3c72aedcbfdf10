// A crash on the way to the end, or _exit with a failure, is no held order, unless the order has that starter end.
// RUN: %cc %s -o %t && %run %t | FileCheck %s
#include "inputs/shared.h"

#include <signal.h>

/* Whatever a sanitizer does about it. */
static void crash_by(int number) {
    signal(number, SIG_DFL);
    raise(number);
}

VALDI_CHECKPOINT static void work(void) {
}

static int crash(void *unused) {
    (void)unused;
    work();
    crash_by(SIGSEGV);
    return 0;
}

static int leave_at_once(void *status) {
    work();
    _exit(*(int *)status);
}

static int end_well(void *unused) {
    (void)unused;
    work();
    return 0;
}

static void hold(int (*function)(void *), int expected, int status) {
    valdi_starter *alice = valdi_starter_fork("alice", function, &status);
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
    hold(crash, 0, 0);
    // CHECK: valdi: order held: 2 of 2 checkpoints
    hold(crash, 1, 0);
    // CHECK-NEXT: valdi: order held: 2 of 2 checkpoints
    hold(leave_at_once, 0, 0);
    // CHECK-NEXT: valdi: order held: 2 of 2 checkpoints
    hold(leave_at_once, 1, 3);
    // CHECK: valdi: order died at step 2 of 2: alice called _exit(3) on its way to its end
    hold(leave_at_once, 0, 3);
    // CHECK: valdi: order held: 2 of 2 checkpoints
    hold(end_well, 0, 0);
}
