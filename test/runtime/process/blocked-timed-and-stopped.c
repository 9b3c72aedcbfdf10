// Waits with a time limit end by themselves; a process that is stopped goes on when it is continued: neither is infeasible.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s --implicit-check-not=infeasible
// RUN: %cc -DPATIENT %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: {{^}}timed: held
// CHECK: {{^}}  alice  stopped
// CHECK: {{^}}stopped: stalled
// TWIN: {{^}}timed: infeasible
// TWIN: {{^}}stopped: held
#include "inputs/blocked.h"
#include <errno.h>
#include <signal.h>
#include <time.h>

static pthread_mutex_t *mutex;

static void lock_mutex(void) {
    assert(!pthread_mutex_lock(mutex));
}

static void unlock_mutex(void) {
    pthread_mutex_unlock(mutex);
}

static void want_mutex(void) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 20 * 1000 * 1000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
#ifdef PATIENT
    lock_mutex();
    unlock_mutex();
#else
    assert(pthread_mutex_timedlock(mutex, &until) == ETIMEDOUT);
#endif
}

static void stop(void) {
#ifndef PATIENT
    raise(SIGSTOP);
#endif
}

static void wait_for_time(void) {
    struct contention timed = {"timed", lock_mutex, unlock_mutex, want_mutex, NULL, 0, 0};
    valdi_starter *alice = starter_of(FORKED, "alice", &timed), *bob = starter_of(FORKED, "bob", &timed);
    valdi_runner *runner = contenders_of(alice, bob, &timed);
    fprintf(stderr, "timed: %s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}

static void wait_for_continuation(void) {
    struct contention stopped = {"stopped", stop, nothing, nothing, NULL, 0, 0};
    valdi_starter *alice = starter_of(FORKED, "alice", &stopped);
    valdi_checkpoint *holding = valdi_checkpoint_at(alice, "holding");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(alice), VALDI_ORDER(holding)));
#ifndef PATIENT
    valdi_runner_set_backstop(runner, 50);
#endif
    valdi_runner_next(runner);
    if (valdi_runner_verdict(runner) == VALDI_STALLED)
        assert(!valdi_starter_kill(alice, SIGCONT));
    fprintf(stderr, "stopped: %s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}

int main(void) {
    pthread_mutexattr_t attributes;
    mutex = map_anonymous(sizeof *mutex);
    assert(!pthread_mutexattr_init(&attributes) &&
           !pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) &&
           !pthread_mutex_init(mutex, &attributes));
    wait_for_time();
    wait_for_continuation();
}
