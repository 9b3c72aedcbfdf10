#include "worker.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static _Atomic bool stopping;
static pthread_t thread;

static void *run(void *unused) {
    pthread_mutex_lock(&lock);
    while (!stopping)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    return unused;
}

void worker_start(void) {
    pthread_create(&thread, NULL, run, NULL);
}

void worker_stop(void) {
#ifdef FIXED
    pthread_mutex_lock(&lock);
#endif
    stopping = true; /* an atomic variable, and yet: the worker may have looked, and not be waiting yet */
    pthread_cond_signal(&changed);
#ifdef FIXED
    pthread_mutex_unlock(&lock);
#endif
}

void worker_join(void) {
    pthread_join(thread, NULL);
}
