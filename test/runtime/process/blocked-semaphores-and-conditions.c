// A semaphore or condition in memory that processes share can be posted or signalled by any that has it, known or not: stalled, not infeasible.
// RUN: %cc -DMEMORY='"%t.memory"' %s -o %t && %run %t 2>&1 | FileCheck %s --implicit-check-not=infeasible
// RUN: %cc -DTWIN -DMEMORY='"%t.memory"' %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: {{^}}  bob    blocked   in {{.*}}({{.*}}.memory
// CHECK: {{^}}semaphore, forked: stalled{{$}}
// CHECK: {{^}}semaphore, executed: stalled{{$}}
// CHECK: {{^}}semaphore, thread: stalled{{$}}
// CHECK: {{^}}  bob    blocked   in pthread_cond_wait({{.*}}.memory+0x{{[0-9a-f]+}})
// CHECK: {{^}}condition, forked: stalled{{$}}
// CHECK: {{^}}condition, executed: stalled{{$}}
// CHECK: {{^}}condition, thread: stalled{{$}}
// TWIN-COUNT-6: : held
#include "inputs/blocked.h"
#include <semaphore.h>

static struct memory {
    sem_t semaphore;
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    int is_open;
} * memory;

static void post(void) {
    assert(!sem_post(&memory->semaphore));
}

static void wait_for_post(void) {
    assert(!sem_wait(&memory->semaphore));
}

static void open_door(void) {
    pthread_mutex_lock(&memory->mutex);
    memory->is_open = 1;
    pthread_cond_signal(&memory->condition);
    pthread_mutex_unlock(&memory->mutex);
}

static void wait_for_door(void) {
    pthread_mutex_lock(&memory->mutex);
    while (!memory->is_open)
        pthread_cond_wait(&memory->condition, &memory->mutex);
    pthread_mutex_unlock(&memory->mutex);
}

static struct contention contentions[] = {{"semaphore", nothing, post, wait_for_post, NULL, 50, 1},
                                          {"condition", nothing, open_door, wait_for_door, NULL, 50, 1}};

static void initialize(void) {
    pthread_mutexattr_t for_mutex;
    pthread_condattr_t for_condition;
    assert(!pthread_mutexattr_init(&for_mutex) && !pthread_condattr_init(&for_condition));
    assert(!pthread_mutexattr_setpshared(&for_mutex, PTHREAD_PROCESS_SHARED) &&
           !pthread_condattr_setpshared(&for_condition, PTHREAD_PROCESS_SHARED));
    assert(!pthread_mutex_init(&memory->mutex, &for_mutex) &&
           !pthread_cond_init(&memory->condition, &for_condition) && !sem_init(&memory->semaphore, 1, 0));
    memory->is_open = 0;
}

int main(int count, char **arguments) {
    memory = map_file(MEMORY, sizeof *memory);
    if (count > 1)
        return live_as(arguments, contentions);
    for (int i = 0; i < 2; i++)
        for (enum kind bob = FORKED; bob <= THREAD; bob++) {
            initialize();
            contend_between(FORKED, bob, &contentions[i]);
        }
}
