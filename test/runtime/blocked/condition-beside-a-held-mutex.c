// A mutex that stands behind a condition in memory is not taken for what a waiter waits for: who may signal is somebody else.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DALONE %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: {{^}}condition: stalled{{$}}
// TWIN: {{^}}condition: infeasible, nobody can end that{{$}}
#include "../inputs/contenders.h"
#include <unistd.h>

static struct {
    pthread_cond_t changed;
    pthread_mutex_t lock; /* not that of the condition */
} queue = {PTHREAD_COND_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static pthread_mutex_t other = PTHREAD_MUTEX_INITIALIZER;
static int is_open, ends[2];

static void hold(void) {
    pthread_mutex_lock(&queue.lock);
}

static void let_go(void) {
    pthread_mutex_unlock(&queue.lock);
}

static void want(void) {
    pthread_mutex_lock(&other);
    while (!is_open)
        pthread_cond_wait(&queue.changed, &other);
    pthread_mutex_unlock(&other);
}

/* A thread that is no starter's: it waits for a byte, then signals. */
static void *signals(void *argument) {
    char byte;
    assert(read(ends[0], &byte, 1) == 1);
    pthread_mutex_lock(&other);
    is_open = 1;
    pthread_cond_broadcast(&queue.changed);
    pthread_mutex_unlock(&other);
    return argument;
}

static pthread_t thread;

static void rescue(void) {
#ifdef ALONE
    pthread_create(&thread, NULL, signals, NULL);
#endif
    assert(write(ends[1], "?", 1) == 1);
}

int main(void) {
    assert(!pipe(ends));
#ifndef ALONE
    pthread_create(&thread, NULL, signals, NULL);
#endif
    contend((struct contention){"condition", hold, let_go, want, rescue, 100, 1});
    pthread_join(thread, NULL);
}
