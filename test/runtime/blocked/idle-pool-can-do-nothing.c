// An idle pool of threads, asleep on a condition, cannot post a semaphore; a thread that waits for a descriptor might.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: {{^}}idle pool: infeasible, nobody can end that{{$}}
// CHECK: {{^}}with a listener: stalled{{$}}
#include "../inputs/contenders.h"
#include <poll.h>
#include <semaphore.h>
#include <unistd.h>

enum { POOL = 5 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int is_over, ends[2];
static sem_t semaphore;

static void *works(void *argument) {
    pthread_mutex_lock(&lock);
    while (!is_over)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    return argument;
}

static void *listens(void *argument) {
    struct pollfd wanted = {.fd = ends[0], .events = POLLIN};
    assert(poll(&wanted, 1, -1) == 1);
    return argument;
}

static void post(void) {
    sem_post(&semaphore);
}

static void wait_for_post(void) {
    assert(!sem_wait(&semaphore));
}

int main(void) {
    pthread_t pool[POOL], listener;
    sem_init(&semaphore, 0, 0);
    assert(!pipe(ends));
    for (int i = 0; i < POOL; i++)
        pthread_create(&pool[i], NULL, works, NULL);
    contend((struct contention){"idle pool", nothing, post, wait_for_post, NULL, 0, 0});
    pthread_create(&listener, NULL, listens, NULL);
    contend((struct contention){"with a listener", nothing, post, wait_for_post, NULL, 100, 1});
    assert(write(ends[1], "?", 1) == 1);
    pthread_join(listener, NULL);
    pthread_mutex_lock(&lock);
    is_over = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    for (int i = 0; i < POOL; i++)
        pthread_join(pool[i], NULL);
}
