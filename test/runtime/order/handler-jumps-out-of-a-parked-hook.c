// A signal handler that jumps out of a parked hook does not free its starter: it stands still at its next hook.
// RUN: for o in -O0 -O2; do %cc $o %s -o %t$o && %run %t$o || exit 1; done
#include "../inputs/machine.h"
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>

static sigjmp_buf back;
static pthread_t thread;
static sem_t jumped;

static void handle(int number) {
    siglongjmp(back, 1);
}

static void *jump(void *machine) {
    thread = pthread_self();
    if (!sigsetjmp(back, 1))
        first_phase(machine);
    else
        sem_post(&jumped);
    second_phase(machine);
    third_phase(machine);
    return NULL;
}

int main(void) {
    struct machine machine = {""};
    sem_init(&jumped, 0, 0);
    signal(SIGUSR1, handle);
    valdi_starter *one = valdi_starter_thread("one", jump, &machine);
    valdi_checkpoint *a = valdi_checkpoint_before(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(one, "second_phase");
    valdi_checkpoint *c = valdi_checkpoint_before(one, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, c, b)));
    assert(valdi_runner_next(runner) == a);
    pthread_kill(thread, SIGUSR1);
    while (sem_wait(&jumped))
        ;
    assert(machine_is(&machine, ""));
    assert(valdi_runner_next(runner) == c && machine_is(&machine, ""));
    assert(valdi_runner_next(runner) == b && machine_is(&machine, "2"));
    assert(valdi_runner_finish(runner) == VALDI_HELD && machine_is(&machine, "23"));
    valdi_runner_free(runner);
}
