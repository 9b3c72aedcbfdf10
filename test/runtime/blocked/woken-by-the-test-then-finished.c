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

/* The test is at work for a while, shorter or longer than it takes bob to end. */
static void hold(valdi_starter *bob, int work) {
    valdi_checkpoint *listens = valdi_checkpoint_blocked(bob), *end = valdi_checkpoint_finished(bob);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(listens, end)));
    assert(valdi_runner_next(runner) == listens);
    assert(write(line[1], "", 1) == 1);
    for (volatile int i = 0; i < work; i++)
        ;
    assert(valdi_runner_next(runner) == end);
    if (valdi_starter_process(bob) != getpid())
        assert(WEXITSTATUS(valdi_starter_status(bob)) == 3);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

int main(void) {
    assert(!pipe(line));
    for (int work = 0; work <= 1000 * 1000; work += 100 * 1000) {
        hold(valdi_starter_thread("bob", listening_thread, NULL), work);
        hold(valdi_starter_fork("bob", listening_process, NULL), work);
    }
}
