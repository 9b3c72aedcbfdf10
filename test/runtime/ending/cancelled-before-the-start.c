// A starter cancelled before it starts stands still all the same, and ends at the first cancellation point it comes to.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %run %t twin 2>&1 | count 0
// CHECK: valdi: order unreached at step 2 of 2: one finished without reaching "after second_phase"
#include "../inputs/machine.h"
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

static pthread_t thread;
static sem_t known;

/* Runs in the starter's thread: all others block the signal. */
static void handle(int number) {
    thread = pthread_self();
    sem_post(&known);
}

static void *phases(void *machine) {
    first_phase(machine);
    pthread_testcancel();
    second_phase(machine);
    return machine;
}

int main(int count, char **arguments) {
    struct machine machine = {""};
    sigset_t set;
    sem_init(&known, 0, 0);
    signal(SIGUSR1, handle);
    valdi_starter *one = valdi_starter_thread("one", phases, &machine);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(one, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    kill(getpid(), SIGUSR1);
    while (sem_wait(&known))
        ;
    if (count == 1)
        pthread_cancel(thread);
    assert(valdi_runner_next(runner) == a && machine_is(&machine, "1"));
    assert(valdi_runner_next(runner) == (count == 1 ? NULL : b));
    assert(valdi_runner_finish(runner) == (count == 1 ? VALDI_UNREACHED : VALDI_HELD));
    valdi_runner_free(runner);
}
