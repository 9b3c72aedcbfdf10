// The report on a partial order has at most a dozen lines, too, though who waits for whom takes lines of its own.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: {{^([1-9]|1[0-2])}} lines
#include "../inputs/machine.h"

enum { STARTERS = 10 };

int main(void) {
    static struct machine machines[STARTERS];
    valdi_starter *starters[STARTERS + 1] = {0};
    valdi_constraint constraints[STARTERS] = {0};
    for (int i = 0; i < STARTERS; i++) {
        char name[32];
        snprintf(name, sizeof name, "starter-%d", i);
        starters[i] = valdi_starter_thread(name, two_phases, &machines[i]);
    }
    valdi_checkpoint *never = valdi_checkpoint_before(starters[STARTERS - 1], "third_phase");
    for (int i = 0; i + 1 < STARTERS; i++)
        constraints[i] = (valdi_constraint){never, valdi_checkpoint_before(starters[i], "first_phase")};
    fclose(stderr);
    valdi_runner *runner = runner_or_die(valdi_runner_new_partial(starters, constraints));
    assert(!valdi_runner_next(runner) && valdi_runner_verdict(runner) == VALDI_UNREACHED);
    int lines = 0;
    for (const char *c = valdi_runner_explain(runner); *c; c++)
        lines += *c == '\n';
    printf("%d lines\n%s", lines, valdi_runner_explain(runner));
    valdi_runner_free(runner);
}
