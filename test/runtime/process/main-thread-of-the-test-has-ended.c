// A test whose main thread has ended, and that holds processes from another, is there all the same.
// RUN: %cc %S/inputs/counter.c -o %t.counter && %cc -DPROGRAM='"%t.counter"' -DFILE_NAME='"%t.file"' %s -o %t && %run %t
// RUN: %cc -DTWIN -DPROGRAM='"%t.counter"' -DFILE_NAME='"%t.file"' %s -o %t.twin && not --crash %t.twin
#include "inputs/shared.h"

#include <pthread.h>

VALDI_CHECKPOINT static void work(void) {
}

static int work_once(void *unused) {
    (void)unused;
    work();
    return 0;
}

static void *test(void *main_thread) {
    char *arguments[] = {PROGRAM, FILE_NAME, "1", "one", NULL};
    int *counter = share_file(FILE_NAME, sizeof *counter);
    assert(!pthread_join(*(pthread_t *)main_thread, NULL));
    valdi_starter *program = valdi_starter_exec("program", arguments);
    valdi_starter *process = valdi_starter_fork("process", work_once, NULL);
    valdi_checkpoint *reads = valdi_checkpoint_after(program, "read_counter");
    valdi_checkpoint *worked = valdi_checkpoint_after(process, "work");
#ifdef TWIN
    valdi_checkpoint *last = valdi_checkpoint_after(program, "read_counter");
#else
    valdi_checkpoint *last = valdi_checkpoint_after(program, "write_counter");
#endif
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(program, process), VALDI_ORDER(reads, worked, last)));
    assert(valdi_runner_finish(runner) == VALDI_HELD && *counter == 1);
    valdi_runner_free(runner);
    exit(0);
}

int main(void) {
    static pthread_t self, other;
    self = pthread_self();
    pthread_create(&other, NULL, test, &self);
    pthread_exit(NULL);
}
