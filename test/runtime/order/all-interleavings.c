// All 20 orders of two starters with three checkpoints each are held, one runner after another.
// RUN: for o in -O0 -O1 -O2 -O3 -Os; do %cc $o %s -o %t$o && %run %t$o | FileCheck %s || exit 1; done
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
// CHECK: 20 orders held
#include "../inputs/machine.h"

static const char *const phases[] = {"first_phase", "second_phase", "third_phase"};

/* moves has a bit a step: which of the two moves. */
static void hold(unsigned moves) {
    struct machine machines[2] = {{""}, {""}};
    valdi_starter *starters[3] = {valdi_starter_thread("one", three_phases, &machines[0]),
                                  valdi_starter_thread("two", three_phases, &machines[1])};
    valdi_checkpoint *order[7] = {0};
    int done[2] = {0, 0};
    for (int step = 0; step < 6; step++) {
        int who = moves >> step & 1;
        order[step] = valdi_checkpoint_after(starters[who], phases[done[who]++]);
    }
    valdi_runner *runner = runner_or_die(valdi_runner_new(starters, order));
    done[0] = done[1] = 0;
    for (int step = 0; step < 6; step++) {
        assert(valdi_runner_next(runner) == order[step]);
#ifdef TWIN
        done[0]++;
#else
        done[moves >> step & 1]++;
#endif
        for (int who = 0; who < 2; who++)
            assert((int)strlen(machines[who].done) == done[who]);
    }
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

int main(void) {
    int held = 0;
    for (unsigned moves = 0; moves < 64; moves++) {
        if (__builtin_popcount(moves) != 3)
            continue;
        hold(moves);
        held++;
    }
    printf("%d orders held\n", held);
}
