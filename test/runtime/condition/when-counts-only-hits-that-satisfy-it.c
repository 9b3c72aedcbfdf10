// With a number, a condition counts only the hits that satisfy it; the plain checkpoint beside it counts all.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"

static int done;

VALDI_CHECKPOINT static void step(int n) {
    done = n;
}

static void *ten(void *argument) {
    for (int n = 1; n <= 10; n++)
        step(n);
    return argument;
}

static int is_even(const valdi_hit *hit, void *argument) {
    return valdi_hit_integer(hit, 0) % 2 == 0;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", ten, NULL);
    valdi_checkpoint *sixth =
        valdi_checkpoint_nth(valdi_checkpoint_when(valdi_checkpoint_after(one, "step"), is_even, NULL), 3);
    valdi_checkpoint *even = valdi_checkpoint_when(valdi_checkpoint_after(one, "step"), is_even, NULL);
    valdi_checkpoint *ninth = valdi_checkpoint_nth(valdi_checkpoint_after(one, "step"), 9);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(even, sixth, even, ninth, even)));
    assert(valdi_runner_next(runner) == even && done == 2);
    assert(valdi_runner_next(runner) == sixth && done == 6);
    assert(valdi_runner_next(runner) == even && done == 8);
    assert(valdi_runner_next(runner) == ninth && done == 9);
    assert(valdi_runner_next(runner) == even && done == 10);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
