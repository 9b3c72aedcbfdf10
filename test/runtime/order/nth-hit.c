// With a number a checkpoint is the starter's n-th hit since it began, whatever it was stopped at in between.
// RUN: for o in -O0 -O2; do %cc $o %s -o %t$o && %run %t$o || exit 1; done
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

static int rounds[2];

VALDI_CHECKPOINT static void round_of(int who) {
    rounds[who]++;
}

static void *eight_rounds(void *who) {
    for (int i = 0; i < 8; i++)
        round_of(who != NULL);
    return NULL;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", eight_rounds, NULL);
    valdi_starter *two = valdi_starter_thread("two", eight_rounds, rounds);
    valdi_checkpoint *one_next = valdi_checkpoint_before(one, "round_of");
    valdi_checkpoint *one_fifth = valdi_checkpoint_nth(valdi_checkpoint_before(one, "round_of"), 5);
    valdi_checkpoint *two_third = valdi_checkpoint_nth(valdi_checkpoint_after(two, "round_of"), 3);
    valdi_runner *runner = runner_or_die(valdi_runner_new(
        VALDI_STARTERS(one, two), VALDI_ORDER(one_next, two_third, one_next, one_fifth, one_next)));
    assert(valdi_runner_next(runner) == one_next && rounds[0] == 0);
    assert(valdi_runner_next(runner) == two_third && rounds[1] == 3);
    assert(valdi_runner_next(runner) == one_next && rounds[0] == 1);
    assert(valdi_runner_next(runner) == one_fifth);
#ifdef TWIN
    assert(rounds[0] == 6);
#endif
    assert(rounds[0] == 4);
    assert(valdi_runner_next(runner) == one_next && rounds[0] == 5);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(rounds[0] == 8 && rounds[1] == 8);
    valdi_runner_free(runner);
}
