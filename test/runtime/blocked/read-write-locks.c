// Of a read-write lock the writer who has it is known; readers who have it are not, but then nobody can release it.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
#define _GNU_SOURCE
#include "../inputs/contenders.h"

static pthread_rwlock_t lock;

static void take_to_read(void) {
    assert(!pthread_rwlock_rdlock(&lock));
}

static void take_to_write(void) {
    assert(!pthread_rwlock_wrlock(&lock));
}

static void let_go(void) {
    pthread_rwlock_unlock(&lock);
}

static void read_it(void) {
    take_to_read();
    let_go();
}

static void write_it(void) {
    take_to_write();
    let_go();
}

static void contend_in_three_ways(int kind, int shared) {
    pthread_rwlockattr_t attributes;
    pthread_rwlockattr_init(&attributes);
    assert(!pthread_rwlockattr_setkind_np(&attributes, kind));
    assert(!pthread_rwlockattr_setpshared(&attributes, shared));
    assert(!pthread_rwlock_init(&lock, &attributes));
    contend((struct contention){"reader behind a writer", take_to_write, let_go, read_it, NULL, 0, 0});
    contend((struct contention){"writer behind a writer", take_to_write, let_go, write_it, NULL, 0, 0});
    contend((struct contention){"writer behind a reader", take_to_read, let_go, write_it, NULL, 0, 0});
}

int main(void) {
    // CHECK: {{^}}reader behind a writer: infeasible, held by alice{{$}}
    // CHECK: {{^}}writer behind a writer: infeasible, held by alice{{$}}
    // CHECK: {{^}}writer behind a reader: infeasible, nobody can end that{{$}}
    contend_in_three_ways(PTHREAD_RWLOCK_PREFER_READER_NP, PTHREAD_PROCESS_PRIVATE);
    // CHECK: {{^}}reader behind a writer: infeasible, held by alice{{$}}
    // CHECK: {{^}}writer behind a writer: infeasible, held by alice{{$}}
    // CHECK: {{^}}writer behind a reader: infeasible, nobody can end that{{$}}
    contend_in_three_ways(PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP, PTHREAD_PROCESS_PRIVATE);
    // CHECK: {{^}}reader behind a writer: infeasible, held by alice{{$}}
    // CHECK: {{^}}writer behind a writer: infeasible, held by alice{{$}}
    // CHECK: {{^}}writer behind a reader: infeasible, nobody can end that{{$}}
    contend_in_three_ways(PTHREAD_RWLOCK_PREFER_READER_NP, PTHREAD_PROCESS_SHARED);
    // TWIN-COUNT-9: : held{{$}}
    fputs("end\n", stderr);
}
