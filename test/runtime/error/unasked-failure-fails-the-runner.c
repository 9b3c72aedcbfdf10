// A constructor's failure nobody asked about does not shorten the order silently: the runner fails with it.
// RUN: %cc %s -o %t && %run %t | FileCheck %s --match-full-lines
// CHECK: no site for "secondphase" in this program; nearest: "second_phase" {{.*}}
// CHECK-NEXT: held
#include "../inputs/machine.h"

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &machine);
    valdi_checkpoint *good = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *bad = valdi_checkpoint_after(one, "secondphase");
    assert(!valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(good, valdi_checkpoint_nth(bad, 2), good)));
    printf("%s\n", valdi_error());
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(good)));
    printf("%s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}
