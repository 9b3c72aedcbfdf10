// A race that a partial order forces is reported by ThreadSanitizer, step by step and run through; with a lock it is none.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread %s -o %t
// RUN: for how in steps through; do not %run %t $how 2>&1 | FileCheck %s || exit 1; done
// RUN: %cc -fsanitize=thread -DTWIN %s -o %t.twin
// RUN: for how in steps through; do %run %t.twin $how 2>&1 | FileCheck %s --check-prefix=TWIN || exit 1; done
// CHECK: WARNING: ThreadSanitizer: data race
// CHECK: write_shared
// CHECK: shared is 2
// TWIN-NOT: ThreadSanitizer
// TWIN: shared is 2
#include "../runtime/inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int shared;

VALDI_CHECKPOINT static void write_shared(void) {
#ifdef TWIN
    pthread_mutex_lock(&lock);
#endif
    shared++;
#ifdef TWIN
    pthread_mutex_unlock(&lock);
#endif
}

static void *writes(void *argument) {
    write_shared();
    return argument;
}

int main(int count, char **arguments) {
    valdi_starter *one = valdi_starter_thread("one", writes, &lock),
                  *two = valdi_starter_thread("two", writes, &lock);
    valdi_checkpoint *wrote = valdi_checkpoint_after(one, "write_shared");
    valdi_checkpoint *writing = valdi_checkpoint_before(two, "write_shared");
    valdi_runner *runner = runner_or_die(
        valdi_runner_new_partial(VALDI_STARTERS(one, two), VALDI_CONSTRAINTS({wrote, writing})));
    if (!strcmp(arguments[count - 1], "steps"))
        assert(valdi_runner_next(runner) == wrote && shared == 1);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    fprintf(stderr, "shared is %d\n", shared);
    valdi_runner_free(runner);
}
