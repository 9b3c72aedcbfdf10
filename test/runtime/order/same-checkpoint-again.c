// The same checkpoint may stand in the order several times: each time it is its next hit.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

static int items;

VALDI_CHECKPOINT static void put(void) {
    items++;
}

static void *put_three(void *argument) {
    put();
    put();
    put();
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", put_three, NULL);
    valdi_starter *two = valdi_starter_thread("two", put_three, NULL);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "put"), *b = valdi_checkpoint_after(two, "put");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, a, a, b, b)));
    valdi_checkpoint *expected[] = {a, b, a, a, b, b};
#ifdef TWIN
    expected[2] = b;
#endif
    for (int i = 0; i < 6; i++) {
        assert(valdi_runner_next(runner) == expected[i]);
        assert(items == i + 1);
    }
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
