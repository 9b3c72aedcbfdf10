// A starter that slept, is woken by the test at the pause, and ends by itself has reached its end when that is its turn, thread or process.
// RUN: %cc %s -o %t && %run %t 2>&1 | count 0
#include "../inputs/machine.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int line[2];

static void hear(void) {
    char word;
    assert(read(line[0], &word, 1) == 1);
}

static void *listening_thread(void *argument) {
    hear();
    return argument;
}

static int listening_process(void *unused) {
    (void)unused;
    hear();
    exit(3);
}

static void hold(valdi_starter *bob, useconds_t pause) {
    valdi_checkpoint *listens = valdi_checkpoint_blocked(bob), *end = valdi_checkpoint_finished(bob);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(listens, end)));
    assert(valdi_runner_next(runner) == listens);
    assert(write(line[1], "", 1) == 1);
    usleep(pause);
    assert(valdi_runner_next(runner) == end);
    if (valdi_starter_process(bob) != getpid())
        assert(WEXITSTATUS(valdi_starter_status(bob)) == 3);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

int main(void) {
    assert(!pipe(line));
    for (useconds_t pause = 0; pause <= 1000; pause += 100) {
        hold(valdi_starter_thread("bob", listening_thread, NULL), pause);
        hold(valdi_starter_fork("bob", listening_process, NULL), pause);
    }
}
