// A deadlock of starters that run freely, after the order, is infeasible at its end; the report names those in the ring alone.
// RUN: %cc %s -o %t && env ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS=detect_leaks=0 sh %source/test/repeat.sh 1 %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: valdi: order infeasible at its end: {{one|two|three}} cannot end: deadlock of {{(one, two and three|two, three and one|three, one and two)$}}
// CHECK-DAG: {{^}}  one    blocked   in
// CHECK-DAG: is held by two{{$}}
// CHECK-DAG: {{^}}  two    blocked   in
// CHECK-DAG: is held by three{{$}}
// CHECK-DAG: {{^}}  three  blocked   in
// CHECK-DAG: is held by one{{$}}
// CHECK: {{^}}  reached: {{.*}}three after take, one blocked, two blocked, three at goes on{{$}}
// CHECK-NEXT: {{^}}infeasible{{$}}
// TWIN: {{^}}held{{$}}
#include "../inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t forks[3] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
                                   PTHREAD_MUTEX_INITIALIZER};

VALDI_CHECKPOINT static void take(int fork) {
    pthread_mutex_lock(&forks[fork]);
}

static void *dines(void *argument) {
    int seat = *(int *)argument, left = seat, right = (seat + 1) % 3;
#ifdef TWIN
    if (left > right)
        left = 0, right = 2;
#endif
    take(left);
    VALDI_POINT("goes on");
    pthread_mutex_lock(&forks[right]);
    pthread_mutex_unlock(&forks[right]);
    pthread_mutex_unlock(&forks[left]);
    return NULL;
}

int main(void) {
    int seats[] = {0, 1, 2};
    valdi_starter *one = valdi_starter_thread("one", dines, &seats[0]);
    valdi_starter *two = valdi_starter_thread("two", dines, &seats[1]);
    valdi_starter *three = valdi_starter_thread("three", dines, &seats[2]);
    valdi_checkpoint *last = valdi_checkpoint_at(three, "goes on");
#ifdef TWIN
    valdi_checkpoint *order[] = {valdi_checkpoint_after(two, "take"), valdi_checkpoint_finished(two), last,
                                 NULL};
    (void)one;
#else
    valdi_checkpoint *order[] = {valdi_checkpoint_after(one, "take"),
                                 valdi_checkpoint_after(two, "take"),
                                 valdi_checkpoint_after(three, "take"),
                                 valdi_checkpoint_blocked(one),
                                 valdi_checkpoint_blocked(two),
                                 last,
                                 NULL};
#endif
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two, three), order));
    assert(valdi_runner_skip_to(runner, last) == last);
    fprintf(stderr, "%s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}
