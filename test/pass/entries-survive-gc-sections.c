// With --gc-sections the entries of a checkpoint file reach the program: one that matches nothing is an error.
//
// RUN: printf '[both]\nfun:deposit\nfun:depsit\n' >%t.checkpoints
// RUN: for ld in bfd lld; do \
// RUN:     %cc -fuse-ld=$ld -ffunction-sections -fdata-sections -Wl,--gc-sections \
// RUN:     -fvaldi-checkpoint-file=%t.checkpoints %s -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <valdi/valdi.h>

static void *deposit(void *argument) {
    return argument;
}

// CHECK: .checkpoints:3: "fun:depsit" matches nothing in this program
int main(void) {
    valdi_starter *one = valdi_starter_thread("one", deposit, 0);
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(valdi_checkpoint_before(one, "deposit")));
    puts(runner ? "accepted" : valdi_error());
    valdi_runner_free(runner);
    valdi_starter_free(one);
}
