// When the process of the runner is killed, those that stand, also in other programs and below a shell, end with it.
// RUN: %cc %S/inputs/counter.c -o %t.counter && %cc -DPROGRAM='"%t.counter"' -DFILE_NAME='"%t.file"' %s -o %t
// RUN: %run sh -c '%t 2>&1 | sort' | FileCheck %s
#include "inputs/shared.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>

VALDI_CHECKPOINT static void work(void) {
}

static int work_in_child(void *unused) {
    (void)unused;
    work();
    return 0;
}

/* One has not started, two stand at a checkpoint, one of them a shell's child. */
static void hold_and_be_killed(void) {
    char *program[] = {PROGRAM, FILE_NAME, "1", "one", NULL};
    char *shell[] = {"sh", "-c", "\"$0\" " FILE_NAME " 1 two; true", PROGRAM, NULL};
    valdi_starter *a = valdi_starter_fork("a", work_in_child, NULL);
    valdi_starter *b = valdi_starter_exec("b", program);
    valdi_starter *c = valdi_starter_exec("c", shell);
    valdi_starter *d = valdi_starter_adopt_process("d", PROGRAM, 1);
    valdi_checkpoint *started = valdi_checkpoint_started(c);
    valdi_checkpoint *waits = valdi_checkpoint_blocked(c);
    valdi_checkpoint *writes = valdi_checkpoint_before(d, "write_counter");
    valdi_checkpoint *reads = valdi_checkpoint_before(b, "read_counter");
    valdi_checkpoint *works = valdi_checkpoint_before(a, "work");
    valdi_checkpoint *end = valdi_checkpoint_after(d, "write_counter"); /* d does not end before */
    valdi_checkpoint *too = valdi_checkpoint_after(b, "read_counter");
    valdi_runner *runner = runner_or_die(valdi_runner_new(
        VALDI_STARTERS(a, b, c, d), VALDI_ORDER(started, waits, writes, reads, works, end, too)));
    assert(valdi_runner_skip_to(runner, reads) == reads);
    raise(SIGKILL);
}

int main(void) {
    int *counter = share_file(FILE_NAME, sizeof *counter), status, left = 0;
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* they come to us */
    if (!fork())
        hold_and_be_killed();
    while (wait(&status) > 0)
        left++;
    assert(errno == ECHILD);
    // CHECK: 4 have ended, counter 0
    // CHECK-NEXT: valdi: {{.*}}.tmp.counter: the runner's process is gone; ending
    // CHECK-NEXT: valdi: {{.*}}.tmp.counter: the runner's process is gone; ending
    // CHECK-NEXT: valdi: {{.*}}.tmp: the runner's process is gone; ending
    printf("%d have ended, counter %d\n", left, *counter);
}
