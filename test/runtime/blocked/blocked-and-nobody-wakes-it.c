// A starter that sleeps at its last checkpoint and is woken by nobody is infeasible at the end: the order is not held.
// RUN: %cc %s -o %t && env ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS=detect_leaks=0 sh %source/test/repeat.sh 1 %t 2>&1 | FileCheck %s
// CHECK: valdi: order infeasible at its end: bob cannot end
// CHECK-NEXT: bob  blocked
// CHECK-NEXT: whoever could end that stands still, or sleeps too
// CHECK-NEXT: reached: bob blocked
// CHECK-NEXT: valdi: starter "bob" does not end; it is left as it is
#include "../inputs/machine.h"
#include <semaphore.h>

static sem_t semaphore;

static void *waits(void *argument) {
    sem_wait(&semaphore);
    return argument;
}

int main(void) {
    sem_init(&semaphore, 0, 0);
    valdi_starter *bob = valdi_starter_thread("bob", waits, NULL);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(asleep)));
    assert(valdi_runner_next(runner) == asleep);
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE);
    valdi_runner_free(runner);
}
