// A starter with no checkpoint left that cannot end before the next one moves is stalled, and the report says so.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order stalled at step 3 of 3: one has no checkpoint left and did not end for 0.05 s
// CHECK-NEXT:   one  blocked   in read(descriptor {{[0-9]+}})
// CHECK-NEXT:   two  parked    after first_phase
#include "../inputs/machine.h"
#include <unistd.h>

static int ends[2];

static void *writes_at_end(void *machine) {
    two_phases(machine);
    assert(write(ends[1], "?", 1) == 1);
    return NULL;
}

static void *reads_at_end(void *machine) {
    char byte;
    first_phase(machine);
    assert(read(ends[0], &byte, 1) == 1);
    return NULL;
}

int main(void) {
    assert(!pipe(ends));
    struct machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", reads_at_end, &first);
    valdi_starter *two = valdi_starter_thread("two", writes_at_end, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(two, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_after(two, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_skip_to(runner, b) == b);
    valdi_runner_set_backstop(runner, 50);
    assert(valdi_runner_next(runner) == NULL && valdi_runner_verdict(runner) == VALDI_STALLED);
    valdi_runner_set_backstop(runner, 0);
    assert(valdi_runner_finish(runner) == VALDI_STALLED);
    assert(machine_is(&second, "12"));
    valdi_runner_free(runner);
}
