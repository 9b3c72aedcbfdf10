// In a recursion each level is a hit: before from the outside in, after from the inside out.
// RUN: for o in -O0 -O1 -O2 -O3 -Os; do %cc $o %s -o %t$o && %run %t$o || exit 1; done
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

static int entered, left;

VALDI_CHECKPOINT static int descend(int depth) {
    entered++;
    int deeper = depth ? descend(depth - 1) + 1 : 0;
    left++;
    return deeper;
}

static void *descend_three(void *argument) {
    assert(descend(3) == 3);
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", descend_three, NULL);
    valdi_checkpoint *before = valdi_checkpoint_before(one, "descend");
    valdi_checkpoint *after = valdi_checkpoint_after(one, "descend");
    valdi_runner *runner = runner_or_die(valdi_runner_new(
        VALDI_STARTERS(one), VALDI_ORDER(before, before, before, before, after, after, after)));
    for (int i = 0; i < 4; i++)
        assert(valdi_runner_next(runner) == before && entered == i && left == 0);
#ifdef TWIN
    assert(valdi_runner_next(runner) == before);
#endif
    for (int i = 0; i < 3; i++)
        assert(valdi_runner_next(runner) == after && entered == 4 && left == i + 1);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
