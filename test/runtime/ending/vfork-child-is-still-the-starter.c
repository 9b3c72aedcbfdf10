// A child made by vfork is still the starter, whose memory it runs in, until it ends or executes something: it is parked.
// RUN: %cc %s -o %t && %run %t 2>&1 | count 0
#define _GNU_SOURCE
#include "../inputs/machine.h"
#include <sys/wait.h>
#include <unistd.h>

static struct machine machine;

static void *works_in_a_child(void *argument) {
    int status;
    pid_t child = vfork();
    if (!child) {
        first_phase(&machine);
        _exit(5);
    }
    assert(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 5);
    second_phase(&machine);
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", works_in_a_child, NULL);
    valdi_checkpoint *a = valdi_checkpoint_before(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_after(one, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a && machine_is(&machine, ""));
    assert(valdi_runner_next(runner) == b && machine_is(&machine, "1"));
    assert(valdi_runner_next(runner) == c && machine_is(&machine, "12"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
