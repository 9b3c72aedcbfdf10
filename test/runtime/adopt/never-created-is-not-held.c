// An order in which a starter has no checkpoint is unreached if its thread was never created, held if it was.
// RUN: %cc %s -o %t && %run %t 2 2>&1 | FileCheck %s && %run %t 1 | FileCheck --check-prefix=HELD %s
// CHECK: valdi: order unreached at its end: worker was never created
// CHECK-NEXT: {{^}}  creator  finished
// CHECK-NEXT: {{^}}  worker   not created
// CHECK-NEXT: {{^}}  reached: creator after first_phase
// CHECK: unreached
// HELD: held
#include "../inputs/machine.h"
#include <pthread.h>
#include <stdlib.h>

static int served;

VALDI_CHECKPOINT static void *serve(void *argument) {
    served++;
    return argument;
}

static void *create(void *argument) {
    pthread_t thread;
    assert(!pthread_create(&thread, NULL, serve, NULL));
    first_phase(argument);
    assert(!pthread_join(thread, NULL));
    return argument;
}

int main(int count, char **arguments) {
    struct machine machine = {""};
    int ordinal = atoi(arguments[1]);
    valdi_starter *creator = valdi_starter_thread("creator", create, &machine);
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", ordinal);
    valdi_checkpoint *first = valdi_checkpoint_after(creator, "first_phase");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(creator, worker), VALDI_ORDER(first)));
    assert(valdi_runner_next(runner) == first);
    assert(ordinal == 2 || !served);
    puts(valdi_verdict_name(valdi_runner_finish(runner)));
    assert(served == 1);
    valdi_runner_free(runner);
}
