// A starter cancelled by another thread while it moves, deferred or asynchronously, is reported as finished.
// RUN: %cc %s -o %t && for how in deferred asynchronous never; do %run %t $how >%t.$how || exit 1; done
// RUN: FileCheck %s <%t.deferred && FileCheck %s <%t.asynchronous && count 0 <%t.never
// CHECK: valdi: order unreached at step 1 of 1: one finished without reaching "after first_phase"
#include "../inputs/machine.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

static sem_t moving;
static _Atomic int go_on;
static pthread_t thread;
static const char *how;

static void *moves(void *machine) {
    thread = pthread_self();
    if (!strcmp(how, "asynchronous"))
        pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
    sem_post(&moving);
    while (!go_on)
        if (!strcmp(how, "deferred"))
            pthread_testcancel();
    first_phase(machine);
    return machine;
}

/* No starter. */
static void *cancels(void *argument) {
    while (sem_wait(&moving))
        ;
    if (strcmp(how, "never"))
        pthread_cancel(thread);
    else
        go_on = 1;
    return argument;
}

int main(int count, char **arguments) {
    struct machine machine = {""};
    pthread_t other;
    how = arguments[count - 1];
    int never = !strcmp(how, "never");
    sem_init(&moving, 0, 0);
    pthread_create(&other, NULL, cancels, NULL);
    valdi_starter *one = valdi_starter_thread("one", moves, &machine);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "first_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after)));
    assert(valdi_runner_next(runner) == (never ? after : NULL));
    assert(valdi_runner_finish(runner) == (never ? VALDI_HELD : VALDI_UNREACHED));
    assert(valdi_starter_result(one) == (never ? &machine : PTHREAD_CANCELED));
    valdi_runner_free(runner);
    pthread_join(other, NULL);
}
