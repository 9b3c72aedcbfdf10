// A site that is armed while a thread goes round an optimized loop over it is hit.
//
// RUN: for o in 0 2 3; do %cc -O$o %s %S/inputs/trace.c -I%S/inputs -pthread -o %t && %t || exit 1; done
#include <pthread.h>
#include <stdlib.h>
#include <trace.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

static pthread_barrier_t inside;

VALDI_CHECKPOINT static inline void tick(void) {
}

static void *loop(void *argument) {
    pthread_barrier_wait(&inside);
    for (;;)
        tick();
    return argument;
}

static void end(void) {
    _exit(0);
}

int main(void) {
    pthread_t thread;
    alarm(60);
    valdi_trace_arm(0);
    valdi_trace_visit = end;
    pthread_barrier_init(&inside, NULL, 2);
    pthread_create(&thread, NULL, loop, NULL);
    pthread_barrier_wait(&inside);
    valdi_trace_arm(1);
    pthread_join(thread, NULL);
    abort();
}
