// Static functions of one name in two files are two sites and one point.
//
// RUN: %cc -DELSEWHERE -c %s -o %t.o
// RUN: %cc %s %t.o -o %t
// RUN: %run %t
#include <assert.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

extern int steps;
void elsewhere(void);

VALDI_CHECKPOINT static void step(void) {
    steps++;
}

#ifdef ELSEWHERE
void elsewhere(void) {
    step();
}
#else
int steps;

static void *two_steps(void *argument) {
    step();
    elsewhere();
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", two_steps, 0);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "step");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after, after));
    assert(runner);
    assert(valdi_runner_next(runner) == after);
    assert(steps == 1);
    assert(valdi_runner_next(runner) == after);
    assert(steps == 2);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
#endif
