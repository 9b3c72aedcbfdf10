// A thread that is no starter has what another process wants, and waits for a starter of its own process that stands: infeasible. If it goes on by itself, the wait ends.
// RUN: %cc %s -o %t && %run sh -c '%t 2>&1 | sed "s/thread [0-9]*/thread N/"' 2>&1 | FileCheck %s
// RUN: %cc -DAWAKE %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
// CHECK: {{^}}lock, forked: infeasible, held by thread N ({{.*}}) of alice's{{$}}
// CHECK: {{^}}lock, thread: infeasible, held by thread N ({{.*}}) of alice's{{$}}
// TWIN: {{^}}lock, forked: held{{$}}
// TWIN: {{^}}lock, thread: held{{$}}
#include "inputs/blocked.h"
#include <time.h>

static pthread_mutex_t *lock, own_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int has_lock, may_end;
static pthread_t helper;

static void wait_until(int *is_so) {
    pthread_mutex_lock(&own_lock);
    while (!*is_so)
        pthread_cond_wait(&changed, &own_lock);
    pthread_mutex_unlock(&own_lock);
}

static void make(int *so) {
    pthread_mutex_lock(&own_lock);
    *so = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&own_lock);
}

static void *help(void *argument) {
    pthread_mutex_lock(lock);
    make(&has_lock);
#ifdef AWAKE
    clock_t end = clock() + CLOCKS_PER_SEC / 50;
    while (clock() < end)
        ;
#else
    wait_until(&may_end);
#endif
    pthread_mutex_unlock(lock);
    return argument;
}

static void have_help(void) {
    assert(!pthread_create(&helper, NULL, help, NULL));
    wait_until(&has_lock);
}

static void end_help(void) {
    make(&may_end);
    pthread_join(helper, NULL);
}

static void want(void) {
    pthread_mutex_lock(lock);
    pthread_mutex_unlock(lock);
}

int main(void) {
    struct contention contention = {"lock", have_help, end_help, want, NULL, 0, 0};
    pthread_mutexattr_t attributes;
    lock = map_anonymous(sizeof *lock);
    assert(!pthread_mutexattr_init(&attributes) &&
           !pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) &&
           !pthread_mutex_init(lock, &attributes));
    contend_between(FORKED, FORKED, &contention);
    contend_between(FORKED, THREAD, &contention);
}
