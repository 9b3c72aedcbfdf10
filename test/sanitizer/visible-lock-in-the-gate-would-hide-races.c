// The runtime hands over without anything ThreadSanitizer sees: with a pthread mutex in its gate the race would be hidden.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread -DTWIN %s %prefix/lib/libvaldi.a -Wl,--wrap=valdi__gate_enter,--wrap=valdi__gate_park -o %t.twin
// RUN: %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=ThreadSanitizer
// RUN: %cc -fsanitize=thread %s %prefix/lib/libvaldi.a -o %t
// RUN: for how in parked started finished; do not %run %t $how 2>&1 | FileCheck %s || exit 1; done
// TWIN: held through locks
// CHECK: WARNING: ThreadSanitizer: data race
// CHECK: held
#include "../runtime/inputs/machine.h"
#include <pthread.h>

#ifdef TWIN
/* The gate as others build it. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int locked;

int __real_valdi__gate_enter(void *control, void *gate);
int __wrap_valdi__gate_enter(void *control, void *gate);
void __real_valdi__gate_park(void *control, void *gate);
void __wrap_valdi__gate_park(void *control, void *gate);

static void pass_lock(void) {
    pthread_mutex_lock(&lock);
    locked++;
    pthread_mutex_unlock(&lock);
}

int __wrap_valdi__gate_enter(void *control, void *gate) {
    int turn = __real_valdi__gate_enter(control, gate);
    pass_lock();
    return turn;
}

void __wrap_valdi__gate_park(void *control, void *gate) {
    pass_lock();
    __real_valdi__gate_park(control, gate);
    pass_lock();
}
#define HOW locked ? " through locks" : ""
#else
#define HOW ""
#endif

static int shared;

VALDI_CHECKPOINT static void write_shared(void) {
    shared++;
}

static void *run(void *argument) {
    write_shared();
    return argument;
}

int main(int count, char **arguments) {
    const char *how = count > 1 ? arguments[1] : "parked";
    valdi_starter *one = valdi_starter_thread("one", run, NULL);
    valdi_starter *two = valdi_starter_thread("two", run, NULL);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "write_shared"), *end = valdi_checkpoint_finished(one);
    valdi_checkpoint *b = !strcmp(how, "parked")    ? valdi_checkpoint_after(two, "write_shared")
                          : !strcmp(how, "started") ? valdi_checkpoint_started(two)
                                                    : valdi_checkpoint_finished(two);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, end)));
    assert(valdi_runner_next(runner) == a && shared == 1);
    assert(valdi_runner_next(runner) == b);
    assert(valdi_runner_next(runner) == end);
    assert(valdi_runner_finish(runner) == VALDI_HELD && shared == 2);
    fprintf(stderr, "held%s\n", HOW);
    valdi_runner_free(runner);
}
