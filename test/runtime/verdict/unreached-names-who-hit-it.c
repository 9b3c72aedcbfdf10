// The report says how often the point was hit, by the other starters and by threads that are no starter's.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: one finished without reaching "before second_phase/3"
// CHECK: hits of "before second_phase": one 2, two 1, threads that are no starter's 1
#include "../inputs/machine.h"

static void *twice(void *machine) {
    second_phase(machine);
    second_phase(machine);
    return NULL;
}

int main(void) {
    struct machine first = {""}, second = {""}, mine = {""};
    valdi_starter *one = valdi_starter_thread("one", twice, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(two, "second_phase");
    valdi_checkpoint *b = valdi_checkpoint_nth(valdi_checkpoint_before(one, "second_phase"), 3);
    valdi_checkpoint *c = valdi_checkpoint_before(two, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(c, a, b)));
    second_phase(&mine);
    assert(valdi_runner_finish(runner) == VALDI_UNREACHED);
    valdi_runner_free(runner);
}
