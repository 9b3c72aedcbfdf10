// A thread that is not created while whoever could stands still makes the order infeasible at once.
// RUN: %cc %s -o %t && for checkpoint in started blocked before; do %run %t $checkpoint >%t.out 2>&1 || exit 1; done
// RUN: FileCheck %s <%t.out
// CHECK: valdi: order infeasible at step 2 of 3: second cannot reach "before serve": it was not created, and whoever could create it stands still
// CHECK-NEXT: {{^}}  creator  parked    after first_phase
// CHECK-NEXT: {{^}}  first    not started
// CHECK-NEXT: {{^}}  second   not created
// CHECK-NEXT: {{^}}  reached: creator after first_phase
#include "../inputs/machine.h"
#include <pthread.h>

VALDI_CHECKPOINT static void *serve(void *argument) {
    return argument;
}

static void *create(void *argument) {
    pthread_t threads[2];
    assert(!pthread_create(&threads[0], NULL, serve, NULL));
    first_phase(argument);
    assert(!pthread_create(&threads[1], NULL, serve, argument));
    for (int i = 0; i < 2; i++)
        assert(!pthread_join(threads[i], NULL));
    return argument;
}

int main(int count, char **arguments) {
    struct machine machine = {""};
    valdi_starter *creator = valdi_starter_thread("creator", create, &machine);
    valdi_starter *first = valdi_starter_adopt("first", "serve", 1),
                  *second = valdi_starter_adopt("second", "serve", 2);
    valdi_checkpoint *one = valdi_checkpoint_after(creator, "first_phase"),
                     *other = !strcmp(arguments[1], "started")   ? valdi_checkpoint_started(second)
                              : !strcmp(arguments[1], "blocked") ? valdi_checkpoint_blocked(second)
                                                                 : valdi_checkpoint_before(second, "serve"),
                     *end = valdi_checkpoint_finished(creator);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(creator, first, second), VALDI_ORDER(one, other, end)));
    assert(valdi_runner_next(runner) == one);
    assert(valdi_runner_next(runner) == NULL && valdi_runner_verdict(runner) == VALDI_INFEASIBLE);
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE && valdi_starter_result(second) == &machine);
    valdi_runner_free(runner);
}
