// Adopted starters take part in a partial order: whoever is created is held, whoever never is makes it infeasible.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
// CHECK: valdi: order infeasible at 0 of 2 checkpoints: third cannot reach "before serve"
#include "../inputs/machine.h"
#include <pthread.h>

static _Atomic int length;
static char served[8];

VALDI_CHECKPOINT static void serve(const char *name) {
    served[length++] = *name;
}

VALDI_CHECKPOINT static void *worker(void *name) {
    serve(name);
    return name;
}

static void *listens(void *argument) {
    pthread_t threads[2];
    assert(!pthread_create(&threads[0], NULL, worker, "a") &&
           !pthread_create(&threads[1], NULL, worker, "b"));
    assert(!pthread_join(threads[0], NULL) && !pthread_join(threads[1], NULL));
    return argument;
}

int main(void) {
    for (int steps = 0; steps < 2; steps++) {
        valdi_starter *server = valdi_starter_thread("server", listens, NULL);
        valdi_starter *first = valdi_starter_adopt("first", "worker", 1),
                      *second = valdi_starter_adopt("second", "worker", 2);
        valdi_checkpoint *a = valdi_checkpoint_after(second, "serve"),
                         *b = valdi_checkpoint_before(first, "serve");
        valdi_runner *runner = runner_or_die(
            valdi_runner_new_partial(VALDI_STARTERS(server, first, second), VALDI_CONSTRAINTS({a, b})));
        length = 0;
        if (steps)
            assert(valdi_runner_next(runner) == a && valdi_runner_next(runner) == b);
        assert(valdi_runner_finish(runner) == VALDI_HELD);
#ifdef TWIN
        assert(!strcmp(served, "ab"));
#endif
        assert(!strcmp(served, "ba"));
        valdi_runner_free(runner);
    }
    valdi_starter *server = valdi_starter_thread("server", listens, NULL),
                  *third = valdi_starter_adopt("third", "worker", 3);
    valdi_checkpoint *never = valdi_checkpoint_before(third, "serve"),
                     *start = valdi_checkpoint_started(server);
    valdi_runner *runner = runner_or_die(
        valdi_runner_new_partial(VALDI_STARTERS(server, third), VALDI_CONSTRAINTS({never, start})));
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE);
    valdi_runner_free(runner);
}
