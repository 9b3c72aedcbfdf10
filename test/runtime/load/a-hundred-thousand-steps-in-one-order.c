// An order of a hundred thousand steps is held to its end.
// RUN: %cc %s -o %t && sh %source/test/repeat.sh %load %t
#include "inputs/load.h"

enum { STEPS = 100 * 1000, TURNS = STEPS / 2 };

static void *take_turns(void *turns) {
    for (int i = 0; i < TURNS; i++)
        turn(turns);
    return turns;
}

int main(void) {
    static valdi_checkpoint *order[STEPS + 1];
    static int turns[2];
    valdi_starter *one = valdi_starter_thread("one", take_turns, &turns[0]);
    valdi_starter *two = valdi_starter_thread("two", take_turns, &turns[1]);
    valdi_checkpoint *checkpoints[] = {valdi_checkpoint_before(one, "turn"),
                                       valdi_checkpoint_before(two, "turn")};
    for (int i = 0; i < STEPS; i++)
        order[i] = checkpoints[i % 2];
    valdi_runner *runner = load_runner(VALDI_STARTERS(one, two), order);
    for (int i = 0; i < STEPS; i++) {
        assert(valdi_runner_next(runner) == order[i]);
        assert(turns[i % 2] == i / 2);
    }
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(turns[0] == TURNS && turns[1] == TURNS);
    valdi_runner_free(runner);
}
