// A starter that ends without reaching its checkpoint gives unreached at once; the others stand still until the end.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "../inputs/machine.h"

int main(void) {
    struct machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "third_phase");
    valdi_checkpoint *c = valdi_checkpoint_after(one, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a);
    assert(valdi_runner_next(runner) == NULL);
    // CHECK: valdi: order unreached at step 2 of 3: two finished without reaching "after third_phase"
    // CHECK-NEXT: {{^}}  one  parked    after first_phase {{ *}}{{.*}}machine.h:{{[0-9]+$}}
    // CHECK-NEXT: {{^}}  two  finished{{$}}
    // CHECK-NEXT: {{^}}  hits of "after third_phase": two 0{{$}}
    // CHECK-NEXT: {{^}}  reached: one after first_phase{{$}}
    // CHECK-NOT: {{.}}
    assert(valdi_runner_verdict(runner) == VALDI_UNREACHED);
    assert(machine_is(&first, "1") && machine_is(&second, "12"));
    assert(valdi_runner_next(runner) == NULL && valdi_runner_skip_to(runner, c) == NULL);
    assert(machine_is(&first, "1"));
    assert(valdi_runner_finish(runner) == VALDI_UNREACHED);
    assert(machine_is(&first, "12") && valdi_starter_result(one) == &first);
    assert(!strncmp(valdi_runner_explain(runner), "valdi: order unreached at step 2 of 3", 37));
    valdi_runner_free(runner);
}
