// A starter that has itself traced, by the test or by a child of its own, does not stop the backstop's clock.
// RUN: %cc %s -o %t && %run %t 2>/dev/null
#include "inputs/shared.h"

#include <sys/ptrace.h>

VALDI_CHECKPOINT static void work(void) {
}

static int loop(void) {
    for (volatile int i = 0; i >= 0; i = 1)
        ;
    work();
    return 0;
}

static int be_traced(void *unused) {
    (void)unused;
    assert(!ptrace(PTRACE_TRACEME, 0, 0, 0));
    return loop();
}

/* The tracer is stopped with it, and goes when it does. */
static int trace_oneself(void *unused) {
    (void)unused;
    int ends[2];
    char byte;
    assert(!pipe(ends));
    pid_t parent = getpid();
    if (!fork()) {
        assert(!ptrace(PTRACE_SEIZE, parent, 0, 0) && write(ends[1], "", 1) == 1);
        close(ends[1]);
        while (getppid() == parent && read(ends[0], &byte, 1) > 0)
            ;
        for (volatile int i = 0; getppid() == parent; i++)
            ;
        _exit(0);
    }
    return loop();
}

static void hold(int (*function)(void *)) {
    valdi_starter *starter = valdi_starter_fork("starter", function, NULL);
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(starter), VALDI_ORDER(valdi_checkpoint_before(starter, "work"))));
    valdi_runner_set_backstop(runner, 100);
    alarm(60);
    assert(!valdi_runner_next(runner) && valdi_runner_verdict(runner) == VALDI_STALLED);
    valdi_runner_free(runner);
}

int main(void) {
    hold(be_traced);
    hold(trace_oneself);
}
