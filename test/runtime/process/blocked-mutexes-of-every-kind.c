// A process-shared mutex of any kind that another process has, which stands still: infeasible, and the holder is named.
// RUN: %cc -DMEMORY='"%t.memory"' %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN -DMEMORY='"%t.memory"' %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
// CHECK: {{^}}plain, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}plain, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}plain, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}recursive, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}recursive, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}recursive, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}error-checking, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}error-checking, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}error-checking, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}robust, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}robust, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}robust, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}inheriting, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}inheriting, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}inheriting, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}robust, inheriting, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}robust, inheriting, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}robust, inheriting, thread: infeasible, held by alice{{$}}
// TWIN-COUNT-18: : held{{$}}
#include "inputs/blocked.h"

enum { PLAIN, RECURSIVE, CHECKING, ROBUST, INHERITING, BOTH, MUTEXES };

static pthread_mutex_t *mutexes;

static void initialize(int number, int type, int robustness, int protocol) {
    pthread_mutexattr_t attributes;
    assert(!pthread_mutexattr_init(&attributes) &&
           !pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) &&
           !pthread_mutexattr_settype(&attributes, type) &&
           !pthread_mutexattr_setrobust(&attributes, robustness) &&
           !pthread_mutexattr_setprotocol(&attributes, protocol) &&
           !pthread_mutex_init(&mutexes[number], &attributes));
}

static void initialize_all(void) {
    initialize(PLAIN, PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_NONE);
    initialize(RECURSIVE, PTHREAD_MUTEX_RECURSIVE, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_NONE);
    initialize(CHECKING, PTHREAD_MUTEX_ERRORCHECK, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_NONE);
    initialize(ROBUST, PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST, PTHREAD_PRIO_NONE);
    initialize(INHERITING, PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_INHERIT);
    initialize(BOTH, PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST, PTHREAD_PRIO_INHERIT);
}

/* What alice and bob do with each. */
#define CALLS(number)                                                                                        \
    static void lock_##number(void) {                                                                        \
        assert(!pthread_mutex_lock(&mutexes[number]));                                                       \
    }                                                                                                        \
    static void unlock_##number(void) {                                                                      \
        assert(!pthread_mutex_unlock(&mutexes[number]));                                                     \
    }                                                                                                        \
    static void want_##number(void) {                                                                        \
        lock_##number();                                                                                     \
        unlock_##number();                                                                                   \
    }
CALLS(PLAIN)
CALLS(RECURSIVE)
CALLS(CHECKING)
CALLS(ROBUST)
CALLS(INHERITING)
CALLS(BOTH)

static struct contention contentions[] = {
    {"plain", lock_PLAIN, unlock_PLAIN, want_PLAIN, NULL, 0, 0},
    {"recursive", lock_RECURSIVE, unlock_RECURSIVE, want_RECURSIVE, NULL, 0, 0},
    {"error-checking", lock_CHECKING, unlock_CHECKING, want_CHECKING, NULL, 0, 0},
    {"robust", lock_ROBUST, unlock_ROBUST, want_ROBUST, NULL, 0, 0},
    {"inheriting", lock_INHERITING, unlock_INHERITING, want_INHERITING, NULL, 0, 0},
    {"robust, inheriting", lock_BOTH, unlock_BOTH, want_BOTH, NULL, 0, 0}};

int main(int count, char **arguments) {
    mutexes = map_file(MEMORY, MUTEXES * sizeof *mutexes);
    if (count > 1)
        return live_as(arguments, contentions);
    initialize_all();
    for (int i = 0; i < MUTEXES; i++)
        for (enum kind bob = FORKED; bob <= THREAD; bob++)
            contend_between(FORKED, bob, &contentions[i]);
}
