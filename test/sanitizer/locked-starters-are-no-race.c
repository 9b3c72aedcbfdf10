// Two starters that lock what they share are not reported, whatever the order; with a lock each they are.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread %s -o %t && %run %t 2>&1 | FileCheck %s --implicit-check-not=ThreadSanitizer
// RUN: %cc -fsanitize=thread -DTWIN %s -o %t.twin && not %run %t.twin 2>&1 | FileCheck %s --check-prefixes=TWIN,CHECK
// TWIN: WARNING: ThreadSanitizer: data race
// CHECK: shared is 2
#include "../runtime/inputs/machine.h"
#include <pthread.h>

#ifdef TWIN
static _Thread_local pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
#else
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
#endif
static int shared;

VALDI_CHECKPOINT static void add(void) {
    pthread_mutex_lock(&lock);
    shared++;
    pthread_mutex_unlock(&lock);
}

static void *run(void *argument) {
    add();
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", run, NULL);
    valdi_starter *two = valdi_starter_thread("two", run, NULL);
    valdi_checkpoint *a = valdi_checkpoint_before(two, "add"), *b = valdi_checkpoint_after(one, "add");
    valdi_checkpoint *c = valdi_checkpoint_after(two, "add");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a && shared == 0);
    assert(valdi_runner_next(runner) == b && shared == 1);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    fprintf(stderr, "shared is %d\n", shared);
    valdi_runner_free(runner);
}
