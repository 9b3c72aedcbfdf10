// Where calls that take locks are hooked, the report of an infeasible order says on which line its holder took it.
// RUN: printf '[before]\nfun:pthread_mutex_lock\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: valdi: order infeasible at step 2 of 3: two cannot reach "before second_phase"
// CHECK-NEXT: {{^}}  one  parked    after first_phase
// CHECK-NEXT: {{^}}  two  blocked   in pthread_mutex_lock({{.*}}) {{.*}}since-when-a-lock-is-held.c:20{{$}}
// CHECK-NEXT: is held by one since {{.*}}since-when-a-lock-is-held.c:28{{$}}
// CHECK-NEXT: reached: one after first_phase
// TWIN: is held by one{{$}}
#include "../inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

static void *locked(void *machine) {
    pthread_mutex_lock(&locks[0]);
    pthread_mutex_unlock(&locks[0]);
    first_phase(machine);
    pthread_mutex_lock(&locks[1]);
    second_phase(machine);
    pthread_mutex_unlock(&locks[1]);
    return machine;
}

/* Takes it before it stops: the same lock, but first. */
static void *locked_early(void *machine) {
    pthread_mutex_lock(&locks[1]);
    two_phases(machine);
    pthread_mutex_unlock(&locks[1]);
    return machine;
}

int main(void) {
    struct machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", locked_early, &first);
    valdi_starter *two = valdi_starter_thread("two", locked, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"), *c = valdi_checkpoint_after(one, "second_phase");
    valdi_checkpoint *b = valdi_checkpoint_before(two, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a && valdi_runner_next(runner) == NULL);
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE);
    assert(machine_is(&first, "12") && machine_is(&second, "12"));
    valdi_runner_free(runner);
}
