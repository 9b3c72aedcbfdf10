// A child made by fork, _Fork or clone passes every hook, may return from the starter's function and have a runner.
// RUN: %cc %s -o %t && env ASAN_OPTIONS=detect_leaks=0 %run %t
#define _GNU_SOURCE
#include "../inputs/machine.h"
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t by_clone(void) {
    return syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
}

static pid_t (*make_child)(void);
static valdi_runner *runner;

/* In the child: the parent's runner is refused, and one of its own holds an order. */
static int use_a_runner(void) {
    struct machine machine = {""};
    valdi_starter *own = valdi_starter_thread("own", two_phases, &machine);
    valdi_checkpoint *after = valdi_checkpoint_after(own, "first_phase");
    if (valdi_runner_next(runner) || strcmp(valdi_error(), "the runner is the parent process's"))
        return 1;
    valdi_runner_free(runner);
    runner = valdi_runner_new(VALDI_STARTERS(own), VALDI_ORDER(after));
    if (!runner || valdi_runner_next(runner) != after || !machine_is(&machine, "1"))
        return 2;
    return valdi_runner_finish(runner) == VALDI_HELD ? 0 : 3;
}

static void *fork_then_work(void *machine) {
    int status;
    pid_t child = make_child();
    if (!child) {
        two_phases(machine);
        if (make_child == fork && use_a_runner())
            _exit(1);
        if (make_child != fork)
            _exit(0);
        return NULL; /* the thread's end is the process's: its only one */
    }
    assert(waitpid(child, &status, 0) == child && status == 0);
    return two_phases(machine);
}

static void hold(pid_t (*how)(void)) {
    struct machine machine = {""};
    make_child = how;
    valdi_starter *one = valdi_starter_thread("one", fork_then_work, &machine);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "first_phase");
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after)));
    assert(valdi_runner_next(runner) == after && machine_is(&machine, "1"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

int main(void) {
    hold(fork);
    hold(_Fork);
    hold(by_clone);
}
