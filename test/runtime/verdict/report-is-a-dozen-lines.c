// However many starters and steps there are, the report has at most a dozen lines, the culprit's among them.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: {{[1-9]|1[0-2]}} lines
// CHECK: starter-39  finished
#include "../inputs/machine.h"

enum { STARTERS = 40 };

int main(void) {
    static struct machine machines[STARTERS];
    valdi_starter *starters[STARTERS + 1] = {0};
    valdi_checkpoint *order[2 * STARTERS + 1] = {0};
    for (int i = 0; i < STARTERS; i++) {
        char name[32];
        snprintf(name, sizeof name, "starter-%d", i);
        starters[i] = valdi_starter_thread(name, two_phases, &machines[i]);
        order[i] = valdi_checkpoint_after(starters[i], "second_phase");
    }
    order[STARTERS] = valdi_checkpoint_after(starters[39], "third_phase");
    fclose(stderr);
    valdi_runner *runner = runner_or_die(valdi_runner_new(starters, order));
    assert(valdi_runner_finish(runner) == VALDI_UNREACHED);
    int lines = 0;
    for (const char *c = valdi_runner_explain(runner); *c; c++)
        lines += *c == '\n';
    printf("%d lines\n%s", lines, valdi_runner_explain(runner));
    valdi_runner_free(runner);
}
