// A wait with a time limit ends by itself: it is not infeasible, the order goes on; the same wait without a limit is.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s --implicit-check-not=infeasible
// RUN: %cc -DUNTIMED %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=held{{$}}
#define _GNU_SOURCE
#include "../inputs/contenders.h"
#include <errno.h>
#include <semaphore.h>
#include <time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER, own = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static sem_t semaphore;

static const struct timespec *soon(void) {
    static struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    time.tv_nsec += 30 * 1000 * 1000;
    time.tv_sec += time.tv_nsec / 1000000000;
    time.tv_nsec %= 1000000000;
    return &time;
}

static void hold(void) {
    pthread_mutex_lock(&lock);
    pthread_rwlock_wrlock(&rwlock);
}

static void let_go(void) {
    pthread_rwlock_unlock(&rwlock);
    pthread_mutex_unlock(&lock);
    sem_post(&semaphore);
    pthread_mutex_lock(&own);
    pthread_cond_signal(&condition);
    pthread_mutex_unlock(&own);
}

#ifdef UNTIMED
#define TIMED(timed, plain) ((void)soon, assert(!(plain)))
#else
#define TIMED(timed, plain) assert((timed) == ETIMEDOUT)
#endif

static void want_lock(void) {
    TIMED(pthread_mutex_timedlock(&lock, soon()), pthread_mutex_lock(&lock) || pthread_mutex_unlock(&lock));
}

static void want_to_read(void) {
    TIMED(pthread_rwlock_timedrdlock(&rwlock, soon()),
          pthread_rwlock_rdlock(&rwlock) || pthread_rwlock_unlock(&rwlock));
}

static void want_signal(void) {
    pthread_mutex_lock(&own);
    TIMED(pthread_cond_timedwait(&condition, &own, soon()), pthread_cond_wait(&condition, &own));
    pthread_mutex_unlock(&own);
}

static void want_post(void) {
    TIMED(sem_timedwait(&semaphore, soon()) ? errno : 0, sem_wait(&semaphore));
}

int main(void) {
    sem_init(&semaphore, 0, 0);
    // CHECK: {{^}}mutex: held{{$}}
    // TWIN: {{^}}mutex: infeasible, held by alice{{$}}
    contend((struct contention){"mutex", hold, let_go, want_lock, NULL, 0, 0});
    // CHECK: {{^}}read-write lock: held{{$}}
    // TWIN: {{^}}read-write lock: infeasible, held by alice{{$}}
    contend((struct contention){"read-write lock", hold, let_go, want_to_read, NULL, 0, 0});
    // CHECK: {{^}}condition: held{{$}}
    // TWIN: {{^}}condition: infeasible, nobody can end that{{$}}
    contend((struct contention){"condition", hold, let_go, want_signal, NULL, 0, 0});
    sem_init(&semaphore, 0, 0);
    // CHECK: {{^}}semaphore: held{{$}}
    // TWIN: {{^}}semaphore: infeasible, nobody can end that{{$}}
    contend((struct contention){"semaphore", hold, let_go, want_post, NULL, 0, 0});
}
