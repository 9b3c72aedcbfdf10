// Two starters that each want what the other has are a deadlock, which the report names; the runner ends all the same, and another works.
// RUN: %cc %s -o %t && env ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS=detect_leaks=0 VALDI_OPTIONS=symbolizer=llvm-symbolizer sh %source/test/repeat.sh 1 %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: valdi: order infeasible at step 4 of 4: bob cannot reach "at both": deadlock of bob and alice
// CHECK-NEXT: {{^}}  alice  blocked   in {{.*}}(second) {{.*}}ring-of-two.c:[[#@LINE+20]]{{$}}
// CHECK-NEXT: {{^}}         second is held by bob{{$}}
// CHECK-NEXT: {{^}}  bob    blocked   in {{.*}}(first) {{.*}}ring-of-two.c:[[#@LINE+18]]{{$}}
// CHECK-NEXT: {{^}}         first is held by alice{{$}}
// CHECK-NEXT: {{^}}  reached: alice at one, bob at one, alice blocked{{$}}
// CHECK-NEXT: {{^}}infeasible{{$}}
// CHECK-DAG: valdi: starter "alice" does not end; it is left as it is
// CHECK-DAG: valdi: starter "bob" does not end; it is left as it is
// CHECK: {{^}}held{{$}}
// TWIN: {{^}}held{{$}}
// TWIN: {{^}}held{{$}}
#include "../inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER, second = PTHREAD_MUTEX_INITIALIZER;

static void *locks_both(void *twice) {
    pthread_mutex_t **locks = twice;
    pthread_mutex_lock(locks[0]);
    VALDI_POINT("one");
    pthread_mutex_lock(locks[1]);
    VALDI_POINT("both");
    pthread_mutex_unlock(locks[1]);
    pthread_mutex_unlock(locks[0]);
    return NULL;
}

int main(void) {
    pthread_mutex_t *up[] = {&first, &second}, *down[] = {&second, &first};
    valdi_starter *alice = valdi_starter_thread("alice", locks_both, up);
    valdi_starter *bob = valdi_starter_thread("bob", locks_both, down);
    valdi_checkpoint *alice_one = valdi_checkpoint_at(alice, "one"),
                     *bob_one = valdi_checkpoint_at(bob, "one");
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(alice), *both = valdi_checkpoint_at(bob, "both");
    valdi_checkpoint *ended = valdi_checkpoint_finished(alice);
#ifdef TWIN
    (void)asleep;
    valdi_checkpoint *order[] = {alice_one, ended, bob_one, both, NULL};
#else
    (void)ended;
    valdi_checkpoint *order[] = {alice_one, bob_one, asleep, both, NULL};
#endif
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), order));
    fprintf(stderr, "%s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);

    struct machine third = {""};
    valdi_starter *carol = valdi_starter_thread("carol", two_phases, &third);
    runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(carol), VALDI_ORDER(valdi_checkpoint_after(carol, "second_phase"))));
    fprintf(stderr, "%s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}
