// Hooks in a signal handler that interrupts a starter before its function runs are no hits of that starter.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

static sem_t handled;
static struct machine in_handler;

static void handle(int number) {
    first_phase(&in_handler);
    sem_post(&handled);
}

/* To the only thread that takes it: the starter's. */
static void interrupt(void) {
    kill(getpid(), SIGUSR1);
    while (sem_wait(&handled))
        ;
}

int main(void) {
    struct machine machine = {""};
    sigset_t set;
    sem_init(&handled, 0, 0);
    signal(SIGUSR1, handle);
    valdi_starter *one = valdi_starter_thread("one", two_phases, &machine);
    valdi_checkpoint *a = valdi_checkpoint_started(one);
    valdi_checkpoint *b = valdi_checkpoint_nth(valdi_checkpoint_before(one, "first_phase"), 1);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    interrupt();
    assert(valdi_runner_next(runner) == a);
    interrupt();
    assert(machine_is(&in_handler, "11"));
    assert(valdi_runner_next(runner) == b && machine_is(&machine, ""));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
