// An adopted starter has finished when its function is left by pthread_exit or cancellation, too; then it has no result.
// RUN: %cc %s -o %t && for how in return exit cancel; do %run %t $how || exit 1; done
#include "../inputs/machine.h"
#include <pthread.h>

static int left;

VALDI_CHECKPOINT static void *serve(void *how) {
    first_phase(&(struct machine){""});
    left = 1;
    if (!strcmp(how, "exit"))
        pthread_exit(how);
    pthread_testcancel();
    return how;
}

int main(int count, char **arguments) {
    char *how = arguments[1];
    void *result;
    pthread_t thread;
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", 1);
    valdi_checkpoint *first = valdi_checkpoint_after(worker, "first_phase"),
                     *end = valdi_checkpoint_finished(worker);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(worker), VALDI_ORDER(first, end)));
    assert(!pthread_create(&thread, NULL, serve, how));
    assert(valdi_runner_next(runner) == first && !left);
    if (!strcmp(how, "cancel"))
        pthread_cancel(thread);
    assert(valdi_runner_next(runner) == end && left);
    assert(valdi_starter_result(worker) == (strcmp(how, "return") ? NULL : how));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
    assert(!pthread_join(thread, &result));
    assert(result == (strcmp(how, "cancel") ? how : PTHREAD_CANCELED));
}
