// Three starters, two of them found asleep in turn, close a ring with the third: infeasible, and all three are named.
// RUN: %cc %s -o %t && env ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS=detect_leaks=0 sh %source/test/repeat.sh 1 %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: valdi: order infeasible at step 6 of 6: three cannot reach "after eat": deadlock of three, one and two
// CHECK: is held by two{{$}}
// CHECK: is held by three{{$}}
// CHECK: is held by one{{$}}
// CHECK: {{^}}infeasible{{$}}
// TWIN: {{^}}held{{$}}
#include "../inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t forks[3] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
                                   PTHREAD_MUTEX_INITIALIZER};

VALDI_CHECKPOINT static void take(int fork) {
    pthread_mutex_lock(&forks[fork]);
}

VALDI_CHECKPOINT static void eat(int fork) {
    pthread_mutex_lock(&forks[fork]);
    pthread_mutex_unlock(&forks[fork]);
}

static void *dines(void *argument) {
    int seat = *(int *)argument;
    take(seat);
    eat((seat + 1) % 3);
    pthread_mutex_unlock(&forks[seat]);
    return NULL;
}

int main(void) {
    int seats[] = {0, 1, 2};
    valdi_starter *one = valdi_starter_thread("one", dines, &seats[0]);
    valdi_starter *two = valdi_starter_thread("two", dines, &seats[1]);
    valdi_starter *three = valdi_starter_thread("three", dines, &seats[2]);
    valdi_checkpoint *has = valdi_checkpoint_after(three, "take"),
                     *eats = valdi_checkpoint_after(three, "eat");
#ifdef TWIN
    valdi_checkpoint *order[] = {valdi_checkpoint_after(two, "take"),
                                 valdi_checkpoint_after(one, "take"),
                                 valdi_checkpoint_blocked(one),
                                 valdi_checkpoint_finished(two),
                                 has,
                                 eats,
                                 NULL};
#else
    valdi_checkpoint *order[] = {valdi_checkpoint_after(one, "take"),
                                 valdi_checkpoint_after(two, "take"),
                                 has,
                                 valdi_checkpoint_blocked(one),
                                 valdi_checkpoint_blocked(two),
                                 eats,
                                 NULL};
#endif
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two, three), order));
    fprintf(stderr, "%s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}
