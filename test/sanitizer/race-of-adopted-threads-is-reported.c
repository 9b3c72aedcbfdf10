// Adopting threads and holding them to an order does not hide their race from ThreadSanitizer, nor make one up.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread %s -o %t && not %run %t 2>&1 | FileCheck %s
// RUN: %cc -fsanitize=thread -DLOCKED %s -o %t && %run %t 2>&1 | FileCheck --check-prefix=LOCKED %s
// CHECK: WARNING: ThreadSanitizer: data race
// CHECK: write_shared
// CHECK: shared is 2
// LOCKED-NOT: WARNING
// LOCKED: shared is 2
#include "../runtime/inputs/machine.h"
#include <pthread.h>

static int shared;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

VALDI_CHECKPOINT static void write_shared(void) {
    shared++;
}

VALDI_CHECKPOINT static void *serve(void *argument) {
#ifdef LOCKED
    pthread_mutex_lock(&mutex);
#endif
    write_shared();
#ifdef LOCKED
    pthread_mutex_unlock(&mutex);
#endif
    return argument;
}

static void *create(void *argument) {
    pthread_t thread;
    pthread_create(&thread, NULL, serve, argument);
    pthread_join(thread, NULL);
    return argument;
}

int main(void) {
    valdi_starter *creators[] = {valdi_starter_thread("a", create, &shared),
                                 valdi_starter_thread("b", create, &shared)};
    valdi_starter *one = valdi_starter_adopt("one", "serve", 1),
                  *two = valdi_starter_adopt("two", "serve", 2);
    valdi_checkpoint *waits[] = {valdi_checkpoint_blocked(creators[0]),
                                 valdi_checkpoint_blocked(creators[1])};
    valdi_checkpoint *a = valdi_checkpoint_after(two, "serve"), *b = valdi_checkpoint_after(one, "serve");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(creators[0], creators[1], one, two),
                                                          VALDI_ORDER(waits[0], waits[1], a, b)));
    (void)mutex;
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    fprintf(stderr, "shared is %d\n", shared);
    valdi_runner_free(runner);
}
