// The test kills a starter that stands at a checkpoint: the others go on, and the order is held unless it was to come further.
// RUN: %cc %s -o %t && %run %t | FileCheck %s
// RUN: %run %t further | FileCheck %s --check-prefix=FURTHER
#include "inputs/shared.h"

#include <signal.h>

static int *written;

VALDI_CHECKPOINT static void write_it(int *what) {
    ++*what;
}

static int write_twice(void *unused) {
    (void)unused;
    write_it(written);
    write_it(written);
    return 0;
}

/* What SIGTERM does too, as nobody catches it; SIGCONT does nothing. */
static void kill_by(int signal, int further) {
    valdi_starter *alice = valdi_starter_fork("alice", write_twice, NULL);
    valdi_starter *bob = valdi_starter_fork("bob", write_twice, NULL);
    valdi_checkpoint *between = valdi_checkpoint_after(alice, "write_it");
    valdi_checkpoint *more = valdi_checkpoint_after(alice, "write_it");
    valdi_checkpoint *first = valdi_checkpoint_after(bob, "write_it");
    valdi_checkpoint *last = valdi_checkpoint_finished(bob);
    *written = 0;
    valdi_runner *runner = runner_or_die(
        further ? valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(between, first, more, last))
                : valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(between, first, last)));
    assert(valdi_runner_next(runner) == between && *written == 1);
    int process = valdi_starter_process(alice);
    assert(!valdi_starter_kill(alice, SIGCONT) && !valdi_starter_kill(alice, 0));
    assert(!valdi_starter_kill(alice, signal));
    assert(kill(process, 0)); /* it is gone when the call returns */
    assert(WTERMSIG(valdi_starter_status(alice)) == signal);
    assert(valdi_starter_kill(alice, signal) == -1);
    printf("%s\n", valdi_error());
    assert(valdi_runner_next(runner) == first && *written == 2);
    while (valdi_runner_next(runner))
        ;
    const char *verdict = finish(runner);
    printf("%s, written %d times\n", verdict, *written);
}

int main(int count, char **arguments) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    (void)arguments;
    written = share(sizeof *written);
    // CHECK: starter "alice" has ended
    // CHECK: held, written 3 times
    // FURTHER: valdi: order died at step 3 of 4: alice was killed by the test with SIGKILL before "after write_it"
    // FURTHER: died, written 3 times
    kill_by(SIGKILL, count > 1);
    // CHECK: starter "alice" has ended
    // CHECK: held, written 3 times
    // FURTHER: valdi: order died at step 3 of 4: alice was killed by the test with SIGTERM before "after write_it"
    kill_by(SIGTERM, count > 1);
}
