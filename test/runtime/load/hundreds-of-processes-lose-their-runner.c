// However many processes stand when the runner's is killed, and are told one after the other while it is on its way out, all end.
// RUN: %cc %s -o %t && %run %t 2>/dev/null
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../process/inputs/shared.h"

#include <signal.h>
#include <sys/prctl.h>

enum { PROCESSES = 300 };

VALDI_CHECKPOINT static void work(void) {
}

static int work_once(void *unused) {
    (void)unused;
    work();
    return 1; /* as those that have lost their runner */
}

static void hold_and_be_killed(void) {
    valdi_starter *starters[PROCESSES + 1] = {NULL};
    valdi_checkpoint *order[PROCESSES + 1] = {NULL};
    for (int i = 0; i < PROCESSES; i++) {
        char name[20];
        snprintf(name, sizeof name, "%d", i);
        starters[i] = valdi_starter_fork(name, work_once, NULL);
        order[i] = valdi_checkpoint_before(starters[i], "work");
    }
    valdi_runner *runner = runner_or_die(valdi_runner_new(starters, order));
    assert(valdi_runner_next(runner) == order[0]);
#ifdef TWIN
    assert(valdi_runner_next(runner) == order[1]); /* the first has ended */
#endif
    raise(SIGKILL);
}

int main(void) {
    int status, left = 0;
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* they come to us */
    alarm(60);
    if (!fork())
        hold_and_be_killed();
    while (wait(&status) > 0)
        left += WIFEXITED(status) && WEXITSTATUS(status) == 1;
    assert(left == PROCESSES);
}
