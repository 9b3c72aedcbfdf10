// A starter that detaches its own thread still finishes, without a result, and nobody joins what is not there any more.
// RUN: %cc %s -o %t && %run %t
#define _GNU_SOURCE
#include "../inputs/machine.h"
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

static _Atomic pid_t detached;

static void *detaches(void *machine) {
    pthread_detach(pthread_self());
    two_phases(machine);
    detached = gettid();
    return machine;
}

static void *returns(void *thread) {
    return thread;
}

/* Ends after the other is gone for good and a new thread may have taken its place. */
static void *outlives(void *machine) {
    pthread_t thread;
    first_phase(machine);
    while (!detached || !syscall(SYS_tgkill, getpid(), detached, 0))
        ;
    assert(!pthread_create(&thread, NULL, returns, NULL) && !pthread_join(thread, NULL));
    return machine;
}

int main(void) {
    static struct machine first, second, third;
    valdi_starter *one = valdi_starter_thread("one", outlives, &first);
    valdi_starter *two = valdi_starter_thread("two", detaches, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a)));
    assert(valdi_runner_finish(runner) == VALDI_HELD && machine_is(&second, "12"));
    assert(valdi_starter_result(one) == &first && valdi_starter_result(two) == NULL);
    valdi_runner_free(runner);

    valdi_starter *three = valdi_starter_thread("three", detaches, &third);
    valdi_checkpoint *b = valdi_checkpoint_finished(three);
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(three), VALDI_ORDER(b)));
    assert(valdi_runner_next(runner) == b && machine_is(&third, "12"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
