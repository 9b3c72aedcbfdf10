// Hooks in a signal handler that interrupts the test's thread while it waits in next are nobody's hits: next goes on.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order unreached at step 2 of 2: one finished without reaching "after first_phase/2"
// CHECK: hits of "after first_phase": one 1, threads that are no starter's 1
#include "../inputs/machine.h"
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>

static struct machine machine, in_handler;
static pthread_t test;
static sem_t handled;

static void handle(int number) {
    first_phase(&in_handler);
    sem_post(&handled);
}

static void *interrupts_the_test(void *argument) {
    pthread_kill(test, SIGUSR1);
    while (sem_wait(&handled))
        ;
    first_phase(&machine);
    return argument;
}

int main(void) {
    test = pthread_self();
    sem_init(&handled, 0, 0);
    signal(SIGUSR1, handle);
    valdi_starter *one = valdi_starter_thread("one", interrupts_the_test, &machine);
    valdi_checkpoint *a = valdi_checkpoint_nth(valdi_checkpoint_after(one, "first_phase"), 1);
    valdi_checkpoint *b = valdi_checkpoint_nth(valdi_checkpoint_after(one, "first_phase"), 2);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a && machine_is(&machine, "1") && machine_is(&in_handler, "1"));
    assert(!valdi_runner_next(runner));
    assert(valdi_runner_finish(runner) == VALDI_UNREACHED);
    valdi_runner_free(runner);
}
