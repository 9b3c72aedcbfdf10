// A semaphore in memory that other processes may have can be posted by them: not infeasible. In memory of one's own it is.
// RUN: %cc %s -o %t && %run sh -c '%t 2>&1 | sed "s/heap at 0x[0-9a-f]*/heap/"' 2>&1 | FileCheck %s
#include "../inputs/contenders.h"
#include <semaphore.h>
#include <sys/mman.h>

static sem_t *semaphore;

static void post(void) {
    sem_post(semaphore);
}

static void wait_for_post(void) {
    assert(!sem_wait(semaphore));
}

static void contend_in(int sharing, struct contention contention) {
    semaphore = mmap(NULL, 4096, PROT_READ | PROT_WRITE, sharing | MAP_ANONYMOUS, -1, 0);
    assert(semaphore != MAP_FAILED && !sem_init(semaphore, 1, 0));
    contend(contention);
}

int main(void) {
    // CHECK: {{^}}shared memory: stalled{{$}}
    contend_in(MAP_SHARED, (struct contention){"shared memory", nothing, post, wait_for_post, NULL, 50, 1});
    // CHECK: {{^}}private memory: infeasible, nobody can end that{{$}}
    contend_in(MAP_PRIVATE, (struct contention){"private memory", nothing, post, wait_for_post, NULL, 0, 0});
}
