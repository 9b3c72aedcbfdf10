// Threads are numbered as they are created: the second runs before the first if the order says so.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"
#include <pthread.h>

static int turns[2], turn;

VALDI_CHECKPOINT static void *serve(void *place) {
    *(int *)place = ++turn;
    return place;
}

int main(void) {
    pthread_t threads[2];
    valdi_starter *first = valdi_starter_adopt("first", "serve", 1);
    valdi_starter *second = valdi_starter_adopt("second", "serve", 2);
    valdi_checkpoint *a = valdi_checkpoint_before(second, "serve"),
                     *b = valdi_checkpoint_after(second, "serve"), *c = valdi_checkpoint_finished(first);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(first, second), VALDI_ORDER(a, b, c)));
    for (int i = 0; i < 2; i++)
        assert(!pthread_create(&threads[i], NULL, serve, &turns[i]));
    assert(valdi_runner_next(runner) == a && !turn);
    assert(valdi_runner_next(runner) == b && turn == 1);
#ifdef TWIN
    assert(turns[0]);
#endif
    assert(!turns[0] && turns[1] == 1 && !valdi_starter_result(second));
    assert(valdi_runner_next(runner) == c && turns[0] == 2);
    assert(valdi_starter_result(first) == &turns[0] && valdi_starter_result(second) == &turns[1]);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
    for (int i = 0; i < 2; i++)
        assert(!pthread_join(threads[i], NULL));
}
