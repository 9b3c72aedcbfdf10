// The report of an order that stands somewhere shows every starter; that of a held one is a line.
// RUN: %cc %s -o %t && %run %t | FileCheck %s
// CHECK: valdi: order undecided: 1 of 2 checkpoints reached
// CHECK-NEXT: {{^}}  one    parked    before second_phase {{.*}}machine.h:{{[0-9]+}}
// CHECK-NEXT: {{^}}  three  not started
// CHECK-NEXT: {{^}}  reached: one before second_phase
// CHECK-NEXT: valdi: order undecided: 2 of 2 checkpoints reached
// CHECK-NEXT: {{^}}  one    finished
// CHECK-NEXT: {{^}}  three  parked    started
// CHECK-NEXT: {{^}}  reached: one before second_phase, three started
// CHECK-NEXT: valdi: order held: 2 of 2 checkpoints in {{[0-9.]+}} ms
// CHECK-NOT: {{.}}
#include "../inputs/machine.h"

int main(void) {
    struct machine first = {""}, third = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *three = valdi_starter_thread("three", two_phases, &third);
    valdi_checkpoint *a = valdi_checkpoint_before(one, "second_phase"), *b = valdi_checkpoint_started(three);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, three), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a);
    fputs(valdi_runner_explain(runner), stdout);
    assert(valdi_runner_next(runner) == b);
    fputs(valdi_runner_explain(runner), stdout);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    fputs(valdi_runner_explain(runner), stdout);
    valdi_runner_free(runner);
}
