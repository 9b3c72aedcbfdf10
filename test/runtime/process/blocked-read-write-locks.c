// Of a process-shared read-write lock the writer who has it is known, in whatever process; readers are not: another could release it.
// RUN: %cc -DMEMORY='"%t.memory"' %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN -DMEMORY='"%t.memory"' %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
// CHECK: {{^}}reader behind a writer, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}reader behind a writer, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}reader behind a writer, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}writer behind a writer, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}writer behind a writer, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}writer behind a writer, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}writer behind a reader, forked: stalled{{$}}
// CHECK: {{^}}writer behind a reader, executed: stalled{{$}}
// CHECK: {{^}}writer behind a reader, thread: stalled{{$}}
// TWIN-COUNT-9: : held{{$}}
#define _GNU_SOURCE
#include "inputs/blocked.h"

static pthread_rwlock_t *lock;

static void take_to_read(void) {
    assert(!pthread_rwlock_rdlock(lock));
}

static void take_to_write(void) {
    assert(!pthread_rwlock_wrlock(lock));
}

static void let_go(void) {
    assert(!pthread_rwlock_unlock(lock));
}

static void read_it(void) {
    take_to_read();
    let_go();
}

static void write_it(void) {
    take_to_write();
    let_go();
}

static struct contention contentions[] = {
    {"reader behind a writer", take_to_write, let_go, read_it, NULL, 0, 0},
    {"writer behind a writer", take_to_write, let_go, write_it, NULL, 0, 0},
    {"writer behind a reader", take_to_read, let_go, write_it, NULL, 50, 1}};

int main(int count, char **arguments) {
    pthread_rwlockattr_t attributes;
    lock = map_file(MEMORY, sizeof *lock);
    if (count > 1)
        return live_as(arguments, contentions);
    pthread_rwlockattr_init(&attributes);
    assert(!pthread_rwlockattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED));
    assert(!pthread_rwlock_init(lock, &attributes));
    for (int i = 0; i < 3; i++)
        for (enum kind bob = FORKED; bob <= THREAD; bob++)
            contend_between(FORKED, bob, &contentions[i]);
}
