// Workers that a forked function, or a thread of the test, forks are starters by the test's own program and their number.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "inputs/shared.h"

enum { WORKERS = 3 };

struct log {
    int length;
    char text[32];
};
static struct log *log_of_all;

VALDI_CHECKPOINT static void serve(char name) {
    log_of_all->text[log_of_all->length++] = name;
}

VALDI_CHECKPOINT static void reap(void) {
    while (wait(NULL) > 0)
        ;
}

static void be_master(void) {
    for (int i = 0; i < WORKERS; i++)
        if (!fork()) {
            serve((char)('a' + i));
            exit(i);
        }
    reap();
}

static int in_a_process(void *unused) {
    (void)unused;
    be_master();
    return 0;
}

static void *in_a_thread(void *unused) {
    be_master();
    return unused;
}

static void hold(valdi_starter *master, const char *program) {
    valdi_starter *workers[WORKERS];
    const char *names[] = {"a", "b", "c"};
    for (unsigned i = 0; i < WORKERS; i++)
        workers[i] = valdi_starter_adopt_process(names[i], program, i + 1);
    valdi_checkpoint *ready = valdi_checkpoint_before(master, "reap");
    valdi_checkpoint *c = valdi_checkpoint_after(workers[2], "serve");
    valdi_checkpoint *b = valdi_checkpoint_finished(workers[1]);
    valdi_checkpoint *a = valdi_checkpoint_before(workers[0], "serve");
    valdi_checkpoint *end = valdi_checkpoint_finished(master);
    memset(log_of_all, 0, sizeof *log_of_all);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(master, workers[0], workers[1], workers[2]),
#ifdef TWIN
                                       VALDI_ORDER(ready, b, c, a, end)));
#else
                                       VALDI_ORDER(ready, c, b, a, end)));
#endif
    while (valdi_runner_next(runner))
        ;
    assert(!strcmp(log_of_all->text, "cba"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(WEXITSTATUS(valdi_starter_status(workers[1])) == 1); /* it called exit, or nobody would know */
    valdi_runner_free(runner);
}

int main(int count, char **arguments) {
    (void)count;
    log_of_all = share(sizeof *log_of_all);
    hold(valdi_starter_fork("master", in_a_process, NULL), arguments[0]);
    hold(valdi_starter_thread("master", in_a_thread, NULL), strrchr(arguments[0], '/') + 1);
}
