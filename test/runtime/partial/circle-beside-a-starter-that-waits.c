// Starters that all wait for each other are infeasible at once, whatever one without a checkpoint to come is doing.
// What that one is doing at the moment is left out: it may not have come to it yet.
// RUN: %cc %s -o %t && for how in next finish; do \
// RUN:     %run sh -c "%t $how >%t.out 2>&1 && grep -v '^  service' %t.out" | FileCheck %s || exit 1; done
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin finish
// CHECK: order infeasible at 0 of 4 checkpoints: one cannot reach "before first_phase": all wait for each other
#include "../inputs/machine.h"
#include <unistd.h>

static int ends[2];

static void *serves(void *argument) {
    char byte;
    assert(read(ends[0], &byte, 1) == 1);
    return argument;
}

int main(int count, char **arguments) {
    struct machine first = {""}, second = {""};
    assert(!pipe(ends));
    valdi_starter *service = valdi_starter_thread("service", serves, NULL);
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_before(one, "first_phase"),
                     *b = valdi_checkpoint_before(one, "second_phase");
    valdi_checkpoint *c = valdi_checkpoint_before(two, "first_phase"),
                     *d = valdi_checkpoint_before(two, "second_phase");
#ifdef TWIN
    valdi_runner *runner = runner_or_die(
        valdi_runner_new_partial(VALDI_STARTERS(service, one, two), VALDI_CONSTRAINTS({a, c}, {b, d})));
    assert(write(ends[1], "?", 1) == 1);
#else
    valdi_runner *runner = runner_or_die(
        valdi_runner_new_partial(VALDI_STARTERS(service, one, two), VALDI_CONSTRAINTS({b, c}, {d, a})));
#endif
    if (!strcmp(arguments[count - 1], "next")) {
        assert(!valdi_runner_next(runner));
        assert(write(ends[1], "?", 1) == 1);
    } else {
        valdi_runner_set_backstop(runner, 200); /* for the service, which ends behind that */
    }
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE);
    assert(write(ends[1], "?", 1) == 1);
    valdi_runner_set_backstop(runner, 10000); /* now it has all the time it needs */
    valdi_runner_free(runner);
}
