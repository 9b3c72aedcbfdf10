// A child a starter forks is no starter: it passes every hook and never waits for the parent's runner.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <sys/wait.h>
#include <unistd.h>

static void *fork_then_work(void *machine) {
    int status;
    pid_t child = fork();
    if (!child) {
        two_phases(machine);
        _exit(machine_is(machine, "12") ? 0 : 1);
    }
    assert(waitpid(child, &status, 0) == child && status == 0);
    return two_phases(machine);
}

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", fork_then_work, &machine);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "first_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after)));
    assert(valdi_runner_next(runner) == after && machine_is(&machine, "1"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
