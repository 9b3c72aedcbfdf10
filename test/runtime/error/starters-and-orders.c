// A starter twice, two of one name, a stranger's checkpoint, a second runner: each is refused and changes nothing.
// RUN: %cc %s -o %t && %run %t | FileCheck %s --match-full-lines
#include "../inputs/machine.h"

#define REFUSED(call) (assert((call) == NULL), printf("%s\n", valdi_error()))

int main(void) {
    struct machine first = {""}, second = {""}, third = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_starter *also_one = valdi_starter_thread("one", two_phases, &third);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "first_phase");
    // CHECK: starter "one" is given twice
    REFUSED(valdi_runner_new(VALDI_STARTERS(one, two, one), VALDI_ORDER(a)));
    // CHECK-NEXT: two starters are named "one"
    REFUSED(valdi_runner_new(VALDI_STARTERS(one, two, also_one), VALDI_ORDER(a)));
    // CHECK-NEXT: checkpoint 2 of the order belongs to starter "two", which is not among the runner's
    REFUSED(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a)));
    // CHECK-NEXT: starter "one" is in another runner
    REFUSED(valdi_runner_new(VALDI_STARTERS(two, one), VALDI_ORDER(b)));
    // CHECK-NEXT: another runner is alive: free it first, there is one at a time
    REFUSED(valdi_runner_new(VALDI_STARTERS(two), VALDI_ORDER(b)));
    // CHECK-NEXT: a checkpoint in a runner keeps what it is: it takes no number
    REFUSED(valdi_checkpoint_nth(a, 2));
    valdi_starter_free(one); /* it is the runner's now */
    assert(valdi_runner_next(runner) == a && machine_is(&first, "1"));
    // CHECK-NEXT: the checkpoint does not come any more in this order
    REFUSED(valdi_runner_skip_to(runner, a));
    assert(machine_is(&first, "1") && valdi_runner_verdict(runner) == VALDI_UNDECIDED);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(two), VALDI_ORDER(b)));
    assert(valdi_runner_finish(runner) == VALDI_HELD && machine_is(&second, "12"));
    valdi_runner_free(runner);
    valdi_starter_free(also_one);
}
