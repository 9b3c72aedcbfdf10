// Where a thread cannot be created there is no runner, those created before are gone, and a second attempt works.
// UNSUPPORTED: sanitized
// RUN: %cc %s -o %t && %run %t | FileCheck %s --match-full-lines
// CHECK: no thread for starter "three": Resource temporarily unavailable
// CHECK-NEXT: held
#define _GNU_SOURCE
#include "../inputs/machine.h"
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>

static int created, refused = 3;

/* In place of the C library's, which it calls but for the third time. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument) {
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) =
        dlsym(RTLD_NEXT, "pthread_create");
    return ++created == refused ? EAGAIN : real(thread, attributes, start, argument);
}

int main(void) {
    struct machine machines[3] = {{""}};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &machines[0]);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &machines[1]);
    valdi_starter *three = valdi_starter_thread("three", two_phases, &machines[2]);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"),
                     *b = valdi_checkpoint_after(three, "first_phase");
    assert(!valdi_runner_new(VALDI_STARTERS(one, two, three), VALDI_ORDER(a, b)));
    puts(valdi_error());
    assert(machine_is(&machines[0], "") && machine_is(&machines[1], ""));
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two, three), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a && valdi_runner_next(runner) == b);
    puts(valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}
