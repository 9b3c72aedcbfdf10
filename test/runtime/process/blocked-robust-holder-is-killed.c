// A robust mutex whose holder's process is killed, by the test or by others, is had by the next, who waits for it or comes to it; one that is not robust is had by nobody.
// RUN: %cc %s -o %t && %run %t robust 2>&1 | FileCheck %s
// RUN: %run %t frail 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: {{^}}waits: held{{$}}
// CHECK: {{^}}comes: held{{$}}
// CHECK: {{^}}waits, killed by others: held{{$}}
// CHECK: {{^}}comes, killed by others: held{{$}}
// TWIN: {{^}}  alice  was killed by the test with SIGKILL{{$}}
// TWIN: {{^}}waits: stalled{{$}}
// TWIN: {{^}}comes: stalled{{$}}
// TWIN: {{^}}  alice  was killed by SIGKILL{{$}}
// TWIN: {{^}}waits, killed by others: stalled{{$}}
// TWIN: {{^}}comes, killed by others: stalled{{$}}
#include "inputs/blocked.h"
#include <errno.h>
#include <signal.h>

static pthread_mutex_t *lock;

static int alice_locks(void *unused) {
    assert(!pthread_mutex_lock(lock));
    VALDI_POINT("has");
    pthread_mutex_unlock(lock);
    return 0;
}

static int bob_locks(void *unused) {
    assert(pthread_mutex_lock(lock) == EOWNERDEAD);
    VALDI_POINT("has");
    assert(!pthread_mutex_consistent(lock) && !pthread_mutex_unlock(lock));
    return 0;
}

static void initialize(int robustness) {
    pthread_mutexattr_t attributes;
    assert(!pthread_mutexattr_init(&attributes) &&
           !pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) &&
           !pthread_mutexattr_setrobust(&attributes, robustness) && !pthread_mutex_init(lock, &attributes));
}

static void kill_holder(int is_robust, int is_waited_for, int by_others) {
    valdi_starter *alice = valdi_starter_fork("alice", alice_locks, NULL);
    valdi_starter *bob = valdi_starter_fork("bob", bob_locks, NULL);
    valdi_checkpoint *hers = valdi_checkpoint_at(alice, "has"), *his = valdi_checkpoint_at(bob, "has");
    valdi_checkpoint *waits = valdi_checkpoint_blocked(bob), *started = valdi_checkpoint_started(bob);
    valdi_checkpoint *second = is_waited_for ? waits : started, *gone = valdi_checkpoint_finished(alice);
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(alice, bob),
                         VALDI_ORDER(hers, second, by_others ? his : gone, by_others ? gone : his)));
    assert(valdi_runner_next(runner) == hers && valdi_runner_next(runner) == second);
    if (by_others)
        assert(!kill(valdi_starter_process(alice), SIGKILL));
    else
        assert(!valdi_starter_kill(alice, SIGKILL));
    valdi_runner_set_backstop(runner, is_robust ? 0 : 50);
    fprintf(stderr, "%s%s: %s\n", is_waited_for ? "waits" : "comes", by_others ? ", killed by others" : "",
            valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}

int main(int count, char **arguments) {
    lock = map_anonymous(sizeof *lock);
    int is_robust = !strcmp(arguments[1], "robust");
    for (int i = 0; i < 4; i++) {
        initialize(is_robust ? PTHREAD_MUTEX_ROBUST : PTHREAD_MUTEX_STALLED);
        kill_holder(is_robust, i % 2 == 0, i / 2);
    }
}
