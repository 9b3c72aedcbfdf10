// A child that a starter, or the test, forks in mid-order may exit with any status: nothing is reported, the order goes on.
// RUN: %cc %s -o %t && env ASAN_OPTIONS=detect_leaks=0 %run %t 2>&1 | count 0
#include "../inputs/machine.h"
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static struct machine first, second;
static int status;

static void handle(void) {
    two_phases(&second); /* hooks at the end of a child */
}

static void fork_one(void) {
    int ended;
    pid_t child = fork();
    if (!child) {
        two_phases(&second);
        status == 2 ? quick_exit(status) : exit(status);
    }
    assert(waitpid(child, &ended, 0) == child && WIFEXITED(ended) && WEXITSTATUS(ended) == status);
}

static void *fork_in_a_starter(void *machine) {
    first_phase(machine);
    fork_one();
    second_phase(machine);
    return machine;
}

int main(void) {
    atexit(handle);
    for (status = 0; status < 3; status++) {
        memset(&first, 0, sizeof first);
        valdi_starter *one = valdi_starter_thread("one", fork_in_a_starter, &first);
        valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
        valdi_checkpoint *b = valdi_checkpoint_before(one, "second_phase");
        valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
        assert(valdi_runner_next(runner) == a);
        fork_one();
        assert(valdi_runner_next(runner) == b && machine_is(&first, "1"));
        fork_one();
        assert(valdi_runner_finish(runner) == VALDI_HELD);
        valdi_runner_free(runner);
    }
}
