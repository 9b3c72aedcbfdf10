// Threads of the test that fork all the time keep no runner from being made and freed, and their children are nobody's.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "inputs/shared.h"

#include <pthread.h>
#include <stdatomic.h>

enum { RUNNERS = 40, THREADS = 3 };

#ifdef TWIN
static const valdi_verdict expected = VALDI_UNREACHED;
#else
static const valdi_verdict expected = VALDI_HELD;
#endif

static _Atomic int over;

VALDI_CHECKPOINT static void work(void) {
}

static int work_once(void *unused) {
    (void)unused;
    work();
    return 0;
}

static void *fork_on(void *unused) {
    while (!over) {
        pid_t child = fork();
        if (!child) {
            work();
            _exit(0);
        }
        assert(child > 0 && waitpid(child, NULL, 0) == child);
    }
    return unused;
}

int main(void) {
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, fork_on, NULL);
    for (int i = 0; i < RUNNERS; i++) {
        valdi_starter *one = valdi_starter_fork("one", work_once, NULL);
        valdi_starter *two = valdi_starter_fork("two", work_once, NULL);
        valdi_checkpoint *last = valdi_checkpoint_after(one, "work");
        valdi_runner *runner = runner_or_die(valdi_runner_new(
            VALDI_STARTERS(one, two), VALDI_ORDER(valdi_checkpoint_before(two, "work"), last)));
        assert(valdi_runner_finish(runner) == expected);
        valdi_runner_free(runner);
    }
    over = 1;
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}
