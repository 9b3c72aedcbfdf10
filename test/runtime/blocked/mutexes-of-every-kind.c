// Of a mutex of every kind, private or shared, plain or robust, the holder is known.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
#define _GNU_SOURCE
#include "../inputs/contenders.h"

static pthread_mutex_t lock;

static void hold(void) {
    assert(!pthread_mutex_lock(&lock));
}

static void let_go(void) {
    assert(!pthread_mutex_unlock(&lock));
}

static void want(void) {
    hold();
    let_go();
}

static void contend_for(const char *name, int type, int robust, int protocol, int shared) {
    pthread_mutexattr_t attributes;
    assert(!pthread_mutexattr_init(&attributes));
    assert(!pthread_mutexattr_settype(&attributes, type));
    assert(!pthread_mutexattr_setrobust(&attributes, robust));
    assert(!pthread_mutexattr_setprotocol(&attributes, protocol));
    assert(!pthread_mutexattr_setpshared(&attributes, shared));
    assert(!pthread_mutex_init(&lock, &attributes));
    contend((struct contention){name, hold, let_go, want, NULL, 0, 0});
    assert(!pthread_mutex_destroy(&lock));
}

int main(void) {
    enum { NONE = PTHREAD_PRIO_NONE, INHERIT = PTHREAD_PRIO_INHERIT };
    enum { FRAIL = PTHREAD_MUTEX_STALLED, ROBUST = PTHREAD_MUTEX_ROBUST };
    enum { OWN = PTHREAD_PROCESS_PRIVATE, SHARED = PTHREAD_PROCESS_SHARED };
    // CHECK: {{^}}normal: infeasible, held by alice{{$}}
    contend_for("normal", PTHREAD_MUTEX_NORMAL, FRAIL, NONE, OWN);
    // CHECK: {{^}}recursive: infeasible, held by alice{{$}}
    contend_for("recursive", PTHREAD_MUTEX_RECURSIVE, FRAIL, NONE, OWN);
    // CHECK: {{^}}error-checking: infeasible, held by alice{{$}}
    contend_for("error-checking", PTHREAD_MUTEX_ERRORCHECK, FRAIL, NONE, OWN);
    // CHECK: {{^}}adaptive: infeasible, held by alice{{$}}
    contend_for("adaptive", PTHREAD_MUTEX_ADAPTIVE_NP, FRAIL, NONE, OWN);
    // CHECK: {{^}}robust: infeasible, held by alice{{$}}
    contend_for("robust", PTHREAD_MUTEX_NORMAL, ROBUST, NONE, OWN);
    // CHECK: {{^}}inheriting: infeasible, held by alice{{$}}
    contend_for("inheriting", PTHREAD_MUTEX_NORMAL, FRAIL, INHERIT, OWN);
    // CHECK: {{^}}robust and inheriting: infeasible, held by alice{{$}}
    contend_for("robust and inheriting", PTHREAD_MUTEX_RECURSIVE, ROBUST, INHERIT, OWN);
    // CHECK: {{^}}shared: infeasible, held by alice{{$}}
    contend_for("shared", PTHREAD_MUTEX_NORMAL, FRAIL, NONE, SHARED);
    // CHECK: {{^}}robust and shared: infeasible, held by alice{{$}}
    contend_for("robust and shared", PTHREAD_MUTEX_ERRORCHECK, ROBUST, NONE, SHARED);
    // TWIN-COUNT-9: : held{{$}}
    fputs("end\n", stderr);
}
