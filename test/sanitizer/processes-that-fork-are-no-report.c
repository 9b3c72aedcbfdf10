// A starter's process that creates a thread and forks, both adopted, is no lock-order inversion and loses no memory.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread %s -o %t.thread && %t.thread 2>&1 | FileCheck %s
// RUN: %cc -fsanitize=address %s -o %t.address && %t.address 2>&1 | FileCheck %s
#include "../runtime/process/inputs/shared.h"

#include <pthread.h>

VALDI_CHECKPOINT static void work(void) {
}

VALDI_CHECKPOINT static void *serve(void *unused) {
    work();
    return unused;
}

static int be_master(void *unused) {
    pthread_t thread;
    (void)unused;
    pthread_create(&thread, NULL, serve, NULL);
    pthread_join(thread, NULL);
    if (!fork()) {
        work();
        exit(0);
    }
    wait(NULL);
    return 0;
}

int main(int count, char **arguments) {
    (void)count;
    valdi_starter *master = valdi_starter_fork("master", be_master, NULL);
    valdi_starter *thread = valdi_starter_adopt_in(master, "thread", "serve", 1);
    valdi_starter *child = valdi_starter_adopt_process("child", arguments[0], 1);
    valdi_checkpoint *waits = valdi_checkpoint_blocked(master), *again = valdi_checkpoint_blocked(master);
    valdi_checkpoint *served = valdi_checkpoint_after(thread, "work");
    valdi_checkpoint *worked = valdi_checkpoint_after(child, "work");
    valdi_checkpoint *end = valdi_checkpoint_finished(child);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(master, thread, child),
                                                          VALDI_ORDER(waits, served, again, worked, end)));
    while (valdi_runner_next(runner))
        ;
    assert(!valdi_starter_status(child) && !valdi_starter_status(master));
    // CHECK-NOT: Sanitizer
    // CHECK: {{^}}held
    puts(finish(runner));
}
