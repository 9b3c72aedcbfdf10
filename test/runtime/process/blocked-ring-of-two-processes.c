// Two processes that each want what the other has are a deadlock, which the report names at once.
// RUN: %cc -DMEMORY='"%t.memory"' %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN -DMEMORY='"%t.memory"' %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
// CHECK: valdi: order infeasible at step 4 of 4: bob cannot reach "at both": deadlock of bob and alice
// CHECK-NEXT: {{^}}  alice  blocked   in pthread_mutex_lock({{.*}}.memory+0x28) {{.*}}blocked-ring-of-two-processes.c:[[#@LINE+20]]{{$}}
// CHECK-NEXT: {{^}}         {{.*}}.memory+0x28 is held by bob{{$}}
// CHECK-NEXT: {{^}}  bob    blocked   in pthread_mutex_lock({{.*}}.memory) {{.*}}blocked-ring-of-two-processes.c:[[#@LINE+18]]{{$}}
// CHECK-NEXT: {{^}}         {{.*}}.memory is held by alice{{$}}
// CHECK-NEXT: {{^}}  reached: alice at one, bob at one, alice blocked{{$}}
// CHECK: {{^}}forked: infeasible
// CHECK: bob cannot reach "at both": deadlock of bob and alice
// CHECK: {{^}}executed: infeasible
// TWIN: {{^}}forked: held
// TWIN: {{^}}executed: held
#include "inputs/blocked.h"

static pthread_mutex_t *locks;
static int up[] = {0, 1}, down[] = {1, 0};

static int locks_both(void *two) {
    const int *numbers = two;
    pthread_mutex_lock(&locks[numbers[0]]);
    VALDI_POINT("one");
#ifndef TWIN
    pthread_mutex_lock(&locks[numbers[1]]);
#endif
    VALDI_POINT("both");
    return 0;
}

static void initialize(void) {
    pthread_mutexattr_t attributes;
    assert(!pthread_mutexattr_init(&attributes) &&
           !pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED));
    for (int i = 0; i < 2; i++)
        assert(!pthread_mutex_init(&locks[i], &attributes));
}

static void go_round(const char *name, valdi_starter *bob) {
    valdi_starter *alice = valdi_starter_fork("alice", locks_both, up);
    valdi_checkpoint *hers = valdi_checkpoint_at(alice, "one"), *his = valdi_checkpoint_at(bob, "one");
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(alice), *both = valdi_checkpoint_at(alice, "both");
    valdi_checkpoint *end = valdi_checkpoint_at(bob, "both");
#ifdef TWIN
    asleep = both;
#else
    (void)both;
#endif
    initialize();
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(hers, his, asleep, end)));
    while (valdi_runner_next(runner))
        ;
    fprintf(stderr, "%s: %s\n", name, valdi_verdict_name(valdi_runner_verdict(runner)));
    valdi_runner_set_backstop(runner, 50);
    valdi_runner_free(runner);
}

int main(int count, char **arguments) {
    char *program[] = {arguments[0], "bob", NULL};
    locks = map_file(MEMORY, 2 * sizeof *locks);
    if (count > 1)
        return locks_both(down);
    go_round("forked", valdi_starter_fork("bob", locks_both, down));
    go_round("executed", valdi_starter_exec("bob", program));
}
