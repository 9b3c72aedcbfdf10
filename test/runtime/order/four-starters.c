// Four starters each stand still but for the one whose checkpoint comes next.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

enum { STARTERS = 4 };

int main(void) {
    static const char *const names[] = {"one", "two", "three", "four"};
    struct machine machines[STARTERS] = {{""}};
    valdi_starter *starters[STARTERS + 1] = {0};
    valdi_checkpoint *order[3 * STARTERS + 1] = {0};
    for (int i = 0; i < STARTERS; i++)
        starters[i] = valdi_starter_thread(names[i], three_phases, &machines[i]);
    for (int i = 0; i < STARTERS; i++) {
        order[i] = valdi_checkpoint_before(starters[i], "second_phase");
        order[STARTERS + i] = valdi_checkpoint_after(starters[STARTERS - 1 - i], "second_phase");
        order[2 * STARTERS + i] = valdi_checkpoint_after(starters[i], "third_phase");
    }
    valdi_runner *runner = runner_or_die(valdi_runner_new(starters, order));
    for (int i = 0; i < STARTERS; i++) {
        assert(valdi_runner_next(runner) == order[i]);
        for (int k = 0; k < STARTERS; k++)
            assert(machine_is(&machines[k], k <= i ? "1" : ""));
    }
    for (int i = 0; i < STARTERS; i++) {
        assert(valdi_runner_next(runner) == order[STARTERS + i]);
        for (int k = 0; k < STARTERS; k++)
#ifdef TWIN
            assert(machine_is(&machines[k], k <= i ? "12" : "1"));
#else
            assert(machine_is(&machines[k], STARTERS - 1 - k <= i ? "12" : "1"));
#endif
    }
    for (int i = 0; i < STARTERS; i++) {
        assert(valdi_runner_next(runner) == order[2 * STARTERS + i]);
        assert(machine_is(&machines[i], "123"));
    }
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
