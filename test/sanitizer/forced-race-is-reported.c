// Holding two threads to an order does not hide their race from ThreadSanitizer.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread %s -o %t && not %run %t 2>&1 | FileCheck %s
// CHECK: WARNING: ThreadSanitizer: data race
// CHECK: write_shared
// CHECK: shared is 2
#include "../runtime/inputs/machine.h"

static int shared;

VALDI_CHECKPOINT static void write_shared(void) {
    shared++;
}

static void *run(void *argument) {
    write_shared();
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", run, NULL);
    valdi_starter *two = valdi_starter_thread("two", run, NULL);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "write_shared");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "write_shared");
    valdi_checkpoint *c = valdi_checkpoint_finished(one);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    fprintf(stderr, "shared is %d\n", shared);
    valdi_runner_free(runner);
}
