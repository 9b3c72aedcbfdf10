// In C, a function left by pthread_exit reaches before and never after.
//
// RUN: for o in 0 2; do %cc -O$o %s %S/inputs/trace.c -pthread -o %t && %t | FileCheck %s || exit 1; done
#include <pthread.h>
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static void leaves(void *value) {
    pthread_exit(value);
}

VALDI_CHECKPOINT static void *thread(void *argument) {
    leaves(argument);
    return NULL;
}

// CHECK:      hit: before thread
// CHECK-NEXT: hit: before leaves
// CHECK-NEXT: joined 1
// CHECK-NOT:  hit
int main(void) {
    int here;
    void *value;
    pthread_t id;
    pthread_create(&id, NULL, thread, &here);
    pthread_join(id, &value);
    printf("joined %d\n", value == &here);
}
