// A race of two starters is reported although the test read and wrote the same memory between their steps.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread %s -o %t && not %run %t 2>&1 | FileCheck %s
// RUN: %cc -fsanitize=thread -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | count 0
// CHECK: WARNING: ThreadSanitizer: data race
// CHECK: Write of size 4
// CHECK-NEXT: write_shared
// CHECK: Previous write of size 4
// CHECK-NEXT: write_shared
// CHECK-DAG: Thread {{T[0-9]}} 'alice'
// CHECK-DAG: Thread {{T[0-9]}} 'bob'
#include "../runtime/inputs/machine.h"

static int shared[2];

VALDI_CHECKPOINT static void write_shared(int *of) {
    ++*of;
}

static void *run(void *of) {
    write_shared(of);
    return of;
}

#ifdef TWIN
static int *const of_alice = &shared[0], *const of_bob = &shared[1];
#else
static int *const of_alice = &shared[0], *const of_bob = &shared[0];
#endif

int main(void) {
    valdi_starter *alice = valdi_starter_thread("alice", run, of_alice);
    valdi_starter *bob = valdi_starter_thread("bob", run, of_bob);
    valdi_checkpoint *a = valdi_checkpoint_after(alice, "write_shared");
    valdi_checkpoint *b = valdi_checkpoint_before(bob, "write_shared");
    valdi_checkpoint *c = valdi_checkpoint_after(bob, "write_shared"), *d = valdi_checkpoint_finished(alice);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(a, b, c, d)));
    assert(valdi_runner_next(runner) == a && *of_alice == 1);
    *of_alice = *of_bob = 5;
    assert(valdi_runner_next(runner) == b && *of_bob == 5);
    *of_alice = *of_bob = 6;
    assert(valdi_runner_next(runner) == c && *of_bob == 7);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
