// A shared library's functions are points of the program it is linked to; each registers its own sites once.
//
// RUN: %cc -DLIBRARY -fPIC -shared %s -o %t.so
// RUN: %cc %s %t.so -o %t
// RUN: %run %t
#include <assert.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

extern int steps;
void in_library(void);

#ifdef LIBRARY
int steps;

VALDI_CHECKPOINT static void step(void) {
    steps++;
}

VALDI_CHECKPOINT void in_library(void) {
    step();
}
#else
VALDI_CHECKPOINT static void step(void) {
    steps++;
}

static void *both(void *argument) {
    step();
    in_library();
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", both, 0);
    valdi_checkpoint *second = valdi_checkpoint_nth(valdi_checkpoint_after(one, "step"), 2);
    valdi_checkpoint *entry = valdi_checkpoint_nth(valdi_checkpoint_before(one, "in_library"), 1);
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(entry, second));
    assert(runner);
    assert(valdi_runner_next(runner) == entry);
    assert(steps == 1);
    assert(valdi_runner_next(runner) == second);
    assert(steps == 2);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
#endif
