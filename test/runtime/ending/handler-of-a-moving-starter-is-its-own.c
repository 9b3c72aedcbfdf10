// Hooks in a signal handler that interrupts a moving starter are its hits: they count, and it is parked there.
// RUN: %cc %s -o %t && %run %t 2>&1 | count 0
// RUN: %run %t twin 2>&1 | FileCheck %s
// CHECK: valdi: order unreached at step 1 of 2: one finished without reaching "before second_phase"
#include "../inputs/machine.h"
#include <signal.h>

static struct machine machine;
static int twin;

static void handle(int number) {
    second_phase(&machine);
}

static void *interrupts_itself(void *argument) {
    if (!twin)
        raise(SIGUSR1);
    first_phase(&machine);
    return argument;
}

int main(int count, char **arguments) {
    twin = count > 1;
    signal(SIGUSR1, handle);
    valdi_starter *one = valdi_starter_thread("one", interrupts_itself, &machine);
    valdi_checkpoint *a = valdi_checkpoint_before(one, "second_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(one, "first_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == (twin ? NULL : a));
    assert(machine_is(&machine, twin ? "1" : ""));
    assert(valdi_runner_next(runner) == (twin ? NULL : b));
    assert(machine_is(&machine, twin ? "1" : "21"));
    assert(valdi_runner_finish(runner) == (twin ? VALDI_UNREACHED : VALDI_HELD));
    valdi_runner_free(runner);
}
