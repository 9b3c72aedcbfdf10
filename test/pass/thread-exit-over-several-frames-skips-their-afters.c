// A thread that ends below several hooked functions, by pthread_exit or cancelled, reaches none of their afters.
//
// RUN: %cc -c %S/inputs/trace.c -o %t.trace.o
// RUN: printf '[both]\nfun:pthread_exit\n' >%t.checkpoints
// RUN: for f in -O2 "-O0 -fexceptions" "-O2 -fexceptions" "-O2 -xc++"; do \
// RUN:     %cc $f -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o && %cxx %t.o %t.trace.o -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

static pthread_barrier_t ready;

VALDI_CHECKPOINT __attribute__((noinline)) static int leave(int depth) {
    if (!depth)
        pthread_exit(&ready);
    return leave(depth - 1) + 1;
}

VALDI_CHECKPOINT __attribute__((noinline)) static int wait(int depth) {
    if (depth)
        return wait(depth - 1) + 1;
    pthread_barrier_wait(&ready);
    pause();
    return 1;
}

VALDI_CHECKPOINT static void *leaves(void *argument) {
    leave(1);
    return argument;
}

VALDI_CHECKPOINT static void *waits(void *argument) {
    wait(1);
    return argument;
}

// CHECK:      hit: before leaves
// CHECK-NEXT: hit: before leave
// CHECK-NEXT: hit: before leave
// CHECK-NEXT: hit: before pthread_exit (call)
// CHECK-NEXT: left 1
// CHECK-NEXT: hit: before waits
// CHECK-NEXT: hit: before wait
// CHECK-NEXT: hit: before wait
// CHECK-NEXT: cancelled 1
int main(void) {
    void *value;
    pthread_t thread;
    pthread_barrier_init(&ready, NULL, 2);
    pthread_create(&thread, NULL, leaves, NULL);
    pthread_join(thread, &value);
    printf("left %d\n", value == &ready);
    fflush(stdout);
    pthread_create(&thread, NULL, waits, NULL);
    pthread_barrier_wait(&ready);
    pthread_cancel(thread);
    pthread_join(thread, &value);
    printf("cancelled %d\n", value == PTHREAD_CANCELED);
}
