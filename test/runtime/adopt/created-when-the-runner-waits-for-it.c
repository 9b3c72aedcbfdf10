// A thread that is created long after its step has begun goes on at once.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"
#include <pthread.h>
#include <unistd.h>

static int served;
static pthread_t worker_thread;

VALDI_CHECKPOINT __attribute__((used)) static void *serve(void *argument) {
    served = 1;
    return argument;
}

/* Waits until the test's thread has slept twenty times. */
static void *create_late(void *argument) {
    char path[64], line[256];
    long slept = 0;
    snprintf(path, sizeof path, "/proc/self/task/%d/status", getpid());
    while (slept < 20) {
        FILE *file = fopen(path, "r");
        while (fgets(line, sizeof line, file))
            sscanf(line, "voluntary_ctxt_switches: %ld", &slept);
        fclose(file);
    }
#ifndef TWIN
    assert(!pthread_create(&worker_thread, NULL, serve, argument));
#endif
    return argument;
}

int main(void) {
    pthread_t creator;
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", 1);
    valdi_checkpoint *before = valdi_checkpoint_before(worker, "serve");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(worker), VALDI_ORDER(before)));
    assert(!pthread_create(&creator, NULL, create_late, NULL));
    assert(valdi_runner_next(runner) == before && !served);
    assert(valdi_runner_finish(runner) == VALDI_HELD && served);
    valdi_runner_free(runner);
    assert(!pthread_join(creator, NULL) && !pthread_join(worker_thread, NULL));
}
