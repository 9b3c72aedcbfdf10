// A thousand starters stand in one order, with two steps, one or none each; every step moves its own starter alone.
// RUN: %cc %s -o %t && sh %source/test/repeat.sh %load %t
#include "inputs/load.h"

enum { STARTERS = 1000 };

static int turns[STARTERS];

static void *take_two_turns(void *turns) {
    turn(turns);
    turn(turns);
    return turns;
}

/* The n-th starter makes n % 3 steps. Each stops before its first turn, then before its second. */
static int build(valdi_starter *starters[], valdi_checkpoint *order[], int *movers) {
    int steps = 0;
    for (int i = 0; i < STARTERS; i++) {
        char name[16];
        snprintf(name, sizeof name, "s%d", i);
        starters[i] = valdi_starter_thread(name, take_two_turns, &turns[i]);
    }
    for (int round = 1; round <= 2; round++)
        for (int i = STARTERS - 1; i >= 0; i--)
            if (i % 3 >= round) {
                movers[steps] = i;
                order[steps++] = valdi_checkpoint_before(starters[i], "turn");
            }
    return steps;
}

int main(void) {
    static valdi_starter *starters[STARTERS + 1];
    static valdi_checkpoint *order[2 * STARTERS + 1];
    static int movers[2 * STARTERS], steps_of[STARTERS];
    int steps = build(starters, order, movers);
    valdi_runner *runner = load_runner(starters, order);
    for (int i = 0; i < steps; i++) {
        assert(valdi_runner_next(runner) == order[i]);
        assert(turns[movers[i]] == steps_of[movers[i]]++);
        assert(i == 0 || steps_of[movers[i - 1]] < movers[i - 1] % 3 || turns[movers[i - 1]] == 2);
    }
    for (int i = 0; i < STARTERS; i += 3)
        assert(!turns[i]);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    for (int i = 0; i < STARTERS; i++)
        assert(turns[i] == 2);
    valdi_runner_free(runner);
}
