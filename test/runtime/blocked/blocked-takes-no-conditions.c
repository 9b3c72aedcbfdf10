// A checkpoint "blocked" takes no number, no condition and no function; it needs a starter.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "../inputs/machine.h"

static int always(const valdi_hit *hit, void *argument) {
    return 1;
}

int main(void) {
    struct machine machine = {""};
    valdi_starter *bob = valdi_starter_thread("bob", two_phases, &machine);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob);
    // CHECK: a starter sleeps or not: that checkpoint takes no number
    assert(!valdi_checkpoint_nth(asleep, 2));
    fprintf(stderr, "%s\n", valdi_error());
    // CHECK: a starter sleeps or not: that checkpoint takes no condition
    assert(!valdi_checkpoint_when(asleep, always, NULL));
    fprintf(stderr, "%s\n", valdi_error());
    // CHECK: a starter sleeps or not: that checkpoint takes no function
    assert(!valdi_checkpoint_inside(asleep, "first_phase"));
    fprintf(stderr, "%s\n", valdi_error());
    // CHECK: a checkpoint needs a starter, not NULL
    assert(!valdi_checkpoint_blocked(NULL));
    fprintf(stderr, "%s\n", valdi_error());
    valdi_starter_free(bob);
}
