// In C, a function in which its thread is cancelled reaches before and never after.
//
// RUN: %cc %s %S/inputs/trace.c -pthread -o %t
// RUN: %t | FileCheck --implicit-check-not=hit %s
#include <pthread.h>
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static void waits(void) {
    pthread_testcancel();
}

static void *thread(void *argument) {
    pthread_cancel(pthread_self());
    waits();
    return argument;
}

// CHECK:      hit: before waits
// CHECK-NEXT: cancelled 1
int main(void) {
    void *value;
    pthread_t id;
    pthread_create(&id, NULL, thread, NULL);
    pthread_join(id, &value);
    printf("cancelled %d\n", value == PTHREAD_CANCELED);
}
