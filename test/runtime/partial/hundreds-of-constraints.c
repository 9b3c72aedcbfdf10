// Hundreds of constraints between several starters are held, hit by hit: the values come out in one order only.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

enum { STARTERS = 4, ROUNDS = 100, COUNT = STARTERS * ROUNDS };

static _Atomic int length;
static int values[COUNT];

VALDI_CHECKPOINT static void note(int value) {
    values[length++] = value;
}

static void *rounds(void *number) {
    for (int i = 0; i < ROUNDS; i++)
        note((int)(long)number);
    return number;
}

/* The i-th value is noted by which starter? Any pattern would do. */
static int who(int i) {
    return i / STARTERS % 2 ? STARTERS - 1 - i % STARTERS : i % STARTERS;
}

int main(void) {
    valdi_starter *starters[STARTERS + 1] = {NULL};
    valdi_constraint constraints[COUNT] = {{NULL, NULL}};
    valdi_checkpoint *before[COUNT], *after[COUNT];
    int hits[STARTERS] = {0};
    for (long i = 0; i < STARTERS; i++) {
        char name[] = {(char)('a' + i), 0};
        starters[i] = valdi_starter_thread(name, rounds, (void *)i);
    }
    for (int i = 0; i < COUNT; i++) {
        unsigned n = ++hits[who(i)];
        before[i] = valdi_checkpoint_nth(valdi_checkpoint_before(starters[who(i)], "note"), n);
        after[i] = valdi_checkpoint_nth(valdi_checkpoint_after(starters[who(i)], "note"), n);
    }
    for (int i = 1; i < COUNT; i++)
        constraints[i - 1] = (valdi_constraint){after[i - 1], before[i]};
#ifdef TWIN
    constraints[COUNT / 2] = (valdi_constraint){after[0], before[1]};
    assert(who(COUNT / 2) != who(COUNT / 2 + 1));
    constraints[COUNT / 2 - 1] = (valdi_constraint){after[COUNT / 2 + 1], before[COUNT / 2]};
#endif
    valdi_runner *runner = runner_or_die(valdi_runner_new_partial(starters, constraints));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    for (int i = 0; i < COUNT; i++)
        assert(values[i] == who(i));
    valdi_runner_free(runner);
}
