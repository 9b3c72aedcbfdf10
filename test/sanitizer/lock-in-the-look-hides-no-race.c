// A race of two starters is reported although the test, between their steps, takes a lock that the second takes too.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread %s -o %t
// RUN: for how in parked finished; do not %run %t $how 2>&1 | FileCheck %s || exit 1; done
// RUN: %cc -fsanitize=thread -DTWIN %s -o %t.twin
// RUN: for how in parked finished; do %run %t.twin $how 2>&1 | FileCheck %s --check-prefix=TWIN || exit 1; done
// CHECK: WARNING: ThreadSanitizer: data race
// CHECK: write_shared
// CHECK: shared is 2
// TWIN-NOT: ThreadSanitizer
// TWIN: shared is 2
#include "../runtime/inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int shared;

static void pass_lock(void) {
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
}

VALDI_CHECKPOINT static void write_shared(void) {
    shared++;
#ifdef TWIN
    pass_lock();
#endif
}

static void *writes(void *argument) {
    write_shared();
    return argument;
}

static void *locks_and_writes(void *argument) {
    pass_lock();
    return writes(argument);
}

/* As a query to a database would. */
static int look(void) {
    pthread_mutex_lock(&lock);
    int value = shared;
    pthread_mutex_unlock(&lock);
    return value;
}

int main(int count, char **arguments) {
    valdi_starter *one = valdi_starter_thread("one", writes, NULL);
    valdi_starter *two = valdi_starter_thread("two", locks_and_writes, NULL);
    valdi_checkpoint *a = strcmp(arguments[count - 1], "finished")
                              ? valdi_checkpoint_after(one, "write_shared")
                              : valdi_checkpoint_finished(one);
    valdi_checkpoint *b = valdi_checkpoint_after(two, "write_shared"), *c = valdi_checkpoint_finished(two);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a && look() == 1);
    assert(valdi_runner_next(runner) == b && look() == 2);
    assert(valdi_runner_next(runner) == c);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    fprintf(stderr, "shared is %d\n", shared);
    valdi_runner_free(runner);
}
