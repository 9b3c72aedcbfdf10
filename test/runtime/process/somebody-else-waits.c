// A process that crashes is noticed also where the test ignores SIGCHLD, or waits for whatever child ends; one that exits is not blamed.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "inputs/shared.h"

#include <errno.h>
#include <signal.h>

VALDI_CHECKPOINT static void work(void) {
}

static int work_and_end(void *crashes) {
    work();
    if (crashes)
        raise(SIGKILL);
    return 3;
}

static void reap(int number) {
    int error = errno;
    (void)number;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    errno = error;
}

static void hold(void *crashes) {
    valdi_starter *process = valdi_starter_fork("process", work_and_end, crashes);
    valdi_checkpoint *worked = valdi_checkpoint_after(process, "work");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(process), VALDI_ORDER(worked)));
    assert(valdi_runner_next(runner) == worked);
    printf("%s\n", finish(runner));
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGCHLD, SIG_IGN);
    // CHECK: valdi: order died at its end: process was {{.*}}
    // CHECK: {{^}}died
    hold("crash");
    // CHECK-NEXT: {{^}}held
    hold(NULL);
    signal(SIGCHLD, reap);
    // CHECK-NEXT: valdi: order died at its end: process was {{.*}}
    // CHECK: {{^}}died
    hold("crash");
    // CHECK-NEXT: {{^}}held
    hold(NULL);
}
