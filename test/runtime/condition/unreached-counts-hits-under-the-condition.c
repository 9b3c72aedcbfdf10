// A condition that never holds ends the order as unreached; the report tells how often it was tried.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "../inputs/machine.h"

static int never(const valdi_hit *hit, void *argument) {
    return 0;
}

// CHECK: valdi: order unreached at step 1 of 1: one finished without reaching "before first_phase inside two_phases_inside when its condition holds"
// CHECK: hits of "before first_phase": one 1 (0 under its condition){{$}}
VALDI_CHECKPOINT static void *two_phases_inside(void *argument) {
    return two_phases(argument);
}

int main(void) {
    struct machine first = {0}, second = {0};
    valdi_starter *one = valdi_starter_thread("one", two_phases_inside, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *here =
        valdi_checkpoint_inside(valdi_checkpoint_before(one, "first_phase"), "two_phases_inside");
    valdi_checkpoint_when(here, never, NULL);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(here)));
    assert(valdi_runner_finish(runner) == VALDI_UNREACHED);
    valdi_runner_free(runner);
}
