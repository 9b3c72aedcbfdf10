// An entry of a checkpoint file that matched nothing in the whole program is an error of the runner.
// RUN: printf '[both]\nfun:first_phase\nfun:secnod_phase # typo\n[never]\nsrc:*/third_party/*\n' > %t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s -o %t && %run %t | FileCheck %s
// CHECK: {{.*}}.checkpoints:3: "fun:secnod_phase" matches nothing in this program
#include "../inputs/machine.h"

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &machine);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "first_phase");
    assert(!valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after)));
    puts(valdi_error());
    valdi_starter_free(one);
}
