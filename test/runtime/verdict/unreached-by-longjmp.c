// A function left by longjmp never reaches its after: the order is unreached, and nothing is confused by it.
// RUN: for o in -O0 -O2; do %cc $o %s -o %t$o && %run %t$o 2>&1 | FileCheck %s || exit 1; done
// CHECK: one finished without reaching "after leap/2"
// CHECK: hits of "after leap": one 1
#include "../inputs/machine.h"
#include <setjmp.h>

static jmp_buf back;

VALDI_CHECKPOINT __attribute__((noinline)) static void leap(int far) {
    if (far)
        longjmp(back, 1);
}

static void *run(void *argument) {
    if (!setjmp(back))
        leap(1);
    leap(0);
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", run, NULL);
    valdi_checkpoint *after = valdi_checkpoint_nth(valdi_checkpoint_after(one, "leap"), 2);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after)));
    assert(valdi_runner_finish(runner) == VALDI_UNREACHED);
    valdi_runner_free(runner);
}
