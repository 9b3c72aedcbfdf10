// A process may exit in mid-order, from a starter or from the test: parked starters do not keep it.
// RUN: %cc %s -o %t
// RUN: sh -c '%t starter; echo status $?; %t test; echo status $?' 2>&1 | FileCheck %s
// CHECK: status 3
// CHECK-NEXT: status 4
#include "../inputs/machine.h"
#include <stdlib.h>

static struct machine first, second;

static void *exits(void *machine) {
    first_phase(machine);
    exit(3);
}

int main(int count, char **arguments) {
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", exits, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "first_phase"), *c = valdi_checkpoint_finished(two);
    static valdi_runner *runner;
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a && valdi_runner_next(runner) == b);
    if (!strcmp(arguments[count - 1], "test"))
        exit(4);
    valdi_runner_next(runner);
}
