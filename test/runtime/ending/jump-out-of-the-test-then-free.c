// A test that longjmps out of the middle of an order, also out of next itself, can free its runner afterwards.
// RUN: %cc %s -o %t && %run %t 2>&1 | count 0
#include "../inputs/machine.h"
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>

static sigjmp_buf back;
static pthread_t test;
static sem_t torn_down;

static void handle(int number) {
    siglongjmp(back, 1);
}

/* As a time limit for each test would. */
static void *interrupts_the_test(void *machine) {
    first_phase(machine);
    pthread_kill(test, SIGUSR1);
    while (sem_wait(&torn_down))
        ;
    second_phase(machine);
    return NULL;
}

static void hold(void *(*function)(void *), int steps, const char *done) {
    static struct machine first, second;
    static valdi_runner *runner;
    memset(&first, 0, sizeof first);
    memset(&second, 0, sizeof second);
    valdi_starter *one = valdi_starter_thread("one", function, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(one, "second_phase"), *c = valdi_checkpoint_started(two);
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    if (!sigsetjmp(back, 1)) {
        while (steps--)
            assert(valdi_runner_next(runner));
        longjmp(back, 1);
    }
    assert(machine_is(&first, done) && valdi_runner_verdict(runner) == VALDI_UNDECIDED);
    sem_post(&torn_down);
    valdi_runner_free(runner);
    assert(machine_is(&first, *done ? "12" : ""));
}

int main(void) {
    test = pthread_self();
    sem_init(&torn_down, 0, 0);
    signal(SIGUSR1, handle);
    hold(two_phases, 0, "");
    hold(two_phases, 1, "1");
    hold(two_phases, 2, "12");
    while (!sem_trywait(&torn_down))
        ;
    hold(interrupts_the_test, 2, "1");
}
