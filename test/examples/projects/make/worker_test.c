#include "worker.h"

#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <valdi/valdi.h>

static void *start_and_stop(void *unused) {
    worker_start();
    worker_stop();
    return unused;
}

/* The program is told to stop when the worker has seen that it is not, and does not wait yet. */
int main(void) {
    valdi_starter *program = valdi_starter_thread("program", start_and_stop, NULL);
    valdi_starter *worker = valdi_starter_adopt("worker", "run", 1);
    valdi_checkpoint *about_to_wait = valdi_checkpoint_before(worker, "pthread_cond_wait");
    valdi_checkpoint *about_to_stop = valdi_checkpoint_before(program, "worker_stop");
    valdi_checkpoint *stopped = valdi_checkpoint_finished(program);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(worker);
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(program, worker),
                                            VALDI_ORDER(about_to_stop, about_to_wait, stopped, asleep));
    if (!runner) {
        fprintf(stderr, "%s\n", valdi_error());
        return 1;
    }
#ifdef RACY
    assert(valdi_runner_skip_to(runner, stopped) == stopped);
    assert(valdi_runner_next(runner) == asleep); /* it was told to stop, and will sleep for ever */
    worker_stop();                               /* unless it is told again */
    assert(valdi_runner_finish(runner) == VALDI_HELD);
#else
    /* Who stops needs the lock that the worker holds until it waits. */
    assert(!valdi_runner_skip_to(runner, stopped));
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE);
#endif
    worker_join();
    valdi_runner_free(runner);
}
