/* Threads count together, and whose count is the tenth ends the program: others may not have been created by then. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <valdi/checkpoint.h>

static atomic_int all;

VALDI_CHECKPOINT static int count(void) {
    return ++all;
}

static void go_on(int *own) {
    int now = count();
    ++*own;
    if (now == 10) {
        printf("%d of 10\n", *own);
        exit(3);
    }
}

VALDI_CHECKPOINT static void *work(void *unused) {
    for (int own = 0;;)
        go_on(&own);
    return unused;
}

VALDI_CHECKPOINT static void *help(void *unused) {
    for (int own = 0;;)
        go_on(&own);
    return unused;
}

int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    pthread_create(&thread, NULL, work, NULL);
    pthread_create(&thread, NULL, help, NULL);
    pthread_exit(NULL);
}
