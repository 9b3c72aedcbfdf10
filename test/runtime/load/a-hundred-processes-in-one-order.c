// A hundred processes are held to one order of ten thousand steps, and to constraints; nothing of them is left.
// RUN: %cc %s -o %t && sh %source/test/repeat.sh %load %t
#include "../process/inputs/shared.h"

#include <errno.h>

enum { PROCESSES = 100, ROUNDS = 100, STEPS = PROCESSES * ROUNDS };

static int *turns;

VALDI_CHECKPOINT_BEFORE static void turn(void) {
    ++*turns;
}

static int take_turns(void *unused) {
    (void)unused;
    for (int i = 0; i < ROUNDS; i++)
        turn();
    return 0;
}

static void make(valdi_starter *starters[PROCESSES + 1]) {
    for (int i = 0; i < PROCESSES; i++) {
        char name[16];
        snprintf(name, sizeof name, "p%d", i);
        starters[i] = valdi_starter_fork(name, take_turns, NULL);
    }
    starters[PROCESSES] = NULL;
}

static void hold_sequence(void) {
    static valdi_starter *starters[PROCESSES + 1];
    static valdi_checkpoint *order[STEPS + 1];
    make(starters);
    for (int i = 0; i < PROCESSES; i++)
        order[i] = valdi_checkpoint_before(starters[i], "turn");
    for (int i = PROCESSES; i < STEPS; i++)
        order[i] = order[i % PROCESSES];
    *turns = 0;
    valdi_runner *runner = runner_or_die(valdi_runner_new(starters, order));
    for (int i = 0; i < STEPS; i++) {
        assert(valdi_runner_next(runner) == order[i]);
        if (i <= STEPS - PROCESSES) /* from then on the one before ends first */
            assert(*turns == (i < PROCESSES ? 0 : i - PROCESSES + 1));
    }
    assert(!strcmp(finish(runner), "held"));
}

/* One after another, from the last to the first. */
static void hold_constraints(void) {
    static valdi_starter *starters[PROCESSES + 1];
    static valdi_constraint constraints[PROCESSES];
    make(starters);
    for (int i = 1; i < PROCESSES; i++)
        constraints[i - 1] =
            (valdi_constraint){valdi_checkpoint_nth(valdi_checkpoint_before(starters[i], "turn"), ROUNDS),
                               valdi_checkpoint_nth(valdi_checkpoint_before(starters[i - 1], "turn"), 1)};
    valdi_runner *runner = runner_or_die(valdi_runner_new_partial(starters, constraints));
    assert(!strcmp(finish(runner), "held"));
}

int main(void) {
    turns = share(sizeof *turns);
    hold_sequence();
    hold_constraints();
    assert(wait(NULL) == -1 && errno == ECHILD);
}
