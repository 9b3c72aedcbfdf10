// A hook keeps errno; a signal handler's hooks on a parked starter pass, and do not end its pause.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>

static pthread_t thread;
static sem_t handled;
static struct machine in_handler;

static void handle(int number) {
    first_phase(&in_handler);
    sem_post(&handled);
}

static void *keep_errno(void *machine) {
    thread = pthread_self();
    errno = 4711;
    first_phase(machine);
    assert(errno == 4711);
    second_phase(machine);
    return NULL;
}

int main(void) {
    struct machine machine = {""};
    sem_init(&handled, 0, 0);
    signal(SIGUSR1, handle);
    valdi_starter *one = valdi_starter_thread("one", keep_errno, &machine);
    valdi_checkpoint *a = valdi_checkpoint_before(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_nth(valdi_checkpoint_after(one, "first_phase"), 1);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a);
    pthread_kill(thread, SIGUSR1);
    while (sem_wait(&handled))
        ;
    assert(machine_is(&in_handler, "1") && machine_is(&machine, ""));
    assert(valdi_runner_next(runner) == b && machine_is(&machine, "1"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
