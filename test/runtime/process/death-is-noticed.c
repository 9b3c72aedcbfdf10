// A starter that ends before its checkpoint, by a signal, an assertion or _exit, has died; by exit or return it has not reached it.
// RUN: %cc %s -o %t && %run %t | FileCheck %s
#include "inputs/shared.h"

#include <signal.h>
#include <time.h>

/* Whatever a sanitizer does about it. */
static void crash_by(int number) {
    signal(number, SIG_DFL);
    raise(number);
}

VALDI_CHECKPOINT static void work(void) {
}

VALDI_CHECKPOINT static void never(void) {
}

static int end(void *how) {
    const char *word = how;
    int zero = strcmp(word, word);
    work();
    if (!strcmp(word, "assertion"))
        assert(zero);
    if (!strcmp(word, "segment"))
        crash_by(SIGSEGV);
    if (!strcmp(word, "_exit"))
        _exit(3);
    if (!strcmp(word, "exit"))
        exit(4);
    if (!strcmp(word, "quick_exit"))
        quick_exit(0);
    if (zero)
        never();
    return 5;
}

static int wait_for_turn(void *unused) {
    (void)unused;
    work();
    return 0;
}

/* Whoever else is in the order goes on, and is seen off. */
static void try_end(const char *how) {
    valdi_starter *bob = valdi_starter_fork("bob", end, (void *)how);
    valdi_starter *carol = valdi_starter_fork("carol", wait_for_turn, NULL);
    valdi_checkpoint *ready = valdi_checkpoint_after(carol, "work");
    valdi_checkpoint *working = valdi_checkpoint_after(bob, "work");
    valdi_checkpoint *there = valdi_checkpoint_before(bob, "never");
    valdi_checkpoint *gone = valdi_checkpoint_finished(carol);
    struct timespec before, after;
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(bob, carol), VALDI_ORDER(ready, working, there, gone)));
    assert(valdi_runner_next(runner) == ready && valdi_runner_next(runner) == working);
    clock_gettime(CLOCK_MONOTONIC, &before);
    assert(!valdi_runner_next(runner));
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert(after.tv_sec - before.tv_sec < 5); /* not the backstop's */
    const char *name = finish(runner);
    printf("%s\n", name);
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    // CHECK: valdi: order died at step 3 of 4: bob was killed by SIGABRT before "before never"
    // CHECK: {{^}}died
    try_end("assertion");
    // CHECK: valdi: order died at step 3 of 4: bob was killed by SIGSEGV before "before never"
    // CHECK: {{^}}died
    try_end("segment");
    // CHECK: valdi: order died at step 3 of 4: bob called _exit(3) before "before never"
    // CHECK: {{^}}died
    try_end("_exit");
    // CHECK: valdi: order unreached at step 3 of 4: bob exited with status 4 without reaching "before never"
    // CHECK: {{^}}unreached
    try_end("exit");
    // CHECK: valdi: order unreached at step 3 of 4: bob exited with status 0 without reaching "before never"
    // CHECK: {{^}}unreached
    try_end("quick_exit");
    // CHECK: valdi: order unreached at step 3 of 4: bob exited with status 5 without reaching "before never"
    // CHECK: {{^}}unreached
    try_end("return");
}
