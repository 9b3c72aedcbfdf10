// A condition, a semaphore or a barrier that only a parked starter would come to: nobody else is awake, so it is infeasible.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
#include "../inputs/contenders.h"
#include <semaphore.h>
#include <threads.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int is_open;

static void open_door(void) {
    pthread_mutex_lock(&lock);
    is_open = 1;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
}

static void wait_for_door(void) {
    pthread_mutex_lock(&lock);
    while (!is_open)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
}

static sem_t semaphore;

static void post(void) {
    sem_post(&semaphore);
}

static void wait_for_post(void) {
    assert(!sem_wait(&semaphore));
}

static mtx_t c_lock;
static cnd_t c_changed;
static int c_is_open;

static void c_open_door(void) {
    mtx_lock(&c_lock);
    c_is_open = 1;
    cnd_signal(&c_changed);
    mtx_unlock(&c_lock);
}

static void c_wait_for_door(void) {
    mtx_lock(&c_lock);
    while (!c_is_open)
        cnd_wait(&c_changed, &c_lock);
    mtx_unlock(&c_lock);
}

int main(void) {
    sem_init(&semaphore, 0, 0);
    mtx_init(&c_lock, mtx_plain);
    cnd_init(&c_changed);
    // CHECK: {{^}}condition: infeasible, nobody can end that{{$}}
    contend((struct contention){"condition", nothing, open_door, wait_for_door, NULL, 0, 0});
    // CHECK: {{^}}semaphore: infeasible, nobody can end that{{$}}
    contend((struct contention){"semaphore", nothing, post, wait_for_post, NULL, 0, 0});
    // CHECK: {{^}}condition of C: infeasible, nobody can end that{{$}}
    contend((struct contention){"condition of C", nothing, c_open_door, c_wait_for_door, NULL, 0, 0});
    // TWIN-COUNT-3: : held{{$}}
    fputs("end\n", stderr);
}
