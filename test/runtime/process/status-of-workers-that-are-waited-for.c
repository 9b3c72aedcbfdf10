// How an adopted process ended is known if it called exit, also when its parent has waited for it at once.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "inputs/shared.h"

#include <stdlib.h>
#include <sys/wait.h>

VALDI_CHECKPOINT static void serve(void) {
}

static int start_workers(void *unused) {
    (void)unused;
    for (int i = 0; i < 2; i++)
        if (!fork()) {
            serve();
            exit(i + 3);
        }
    while (wait(NULL) > 0)
        ;
    return 0;
}

int main(void) {
    char program[1024] = "";
    assert(readlink("/proc/self/exe", program, sizeof program - 1) > 0);
    for (int i = 0; i < 20; i++) {
        valdi_starter *parent = valdi_starter_fork("parent", start_workers, NULL);
        valdi_starter *first = valdi_starter_adopt_process("first", program, 1);
        valdi_starter *second = valdi_starter_adopt_process("second", program, 2);
        valdi_checkpoint *waits = valdi_checkpoint_blocked(parent);
        valdi_checkpoint *second_served = valdi_checkpoint_after(second, "serve");
        valdi_checkpoint *first_served = valdi_checkpoint_after(first, "serve");
        valdi_runner *runner = runner_or_die(valdi_runner_new(
            VALDI_STARTERS(parent, first, second), VALDI_ORDER(waits, second_served, first_served)));
        assert(valdi_runner_finish(runner) == VALDI_HELD);
        assert(WEXITSTATUS(valdi_starter_status(first)) == 3);
        assert(WEXITSTATUS(valdi_starter_status(second)) == 4);
        valdi_runner_free(runner);
    }
    // CHECK-NOT: valdi:
    // CHECK: end
    fputs("end\n", stderr);
}
