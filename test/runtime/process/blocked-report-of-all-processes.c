// A report names what a process waits for by the file that the lock is in, and where it and its holder are, each with the symbols of its own program.
// RUN: printf '[before]\nfun:pthread_mutex_lock\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints -DMEMORY='"%t.memory"' %s -o %t && %run env VALDI_OPTIONS=symbolizer=llvm-symbolizer %t 2>&1 | FileCheck %s --implicit-check-not=#0
// RUN: %run env VALDI_OPTIONS=verbosity=1:symbolizer=llvm-symbolizer %t 2>&1 | FileCheck %s --check-prefixes=TWIN
// CHECK: {{^}}  alice  parked    at holding
// CHECK-NEXT: {{^}}  bob    blocked   in pthread_mutex_lock({{.*}}.memory+0x1008) {{.*}}blocked-report-of-all-processes.c:[[#@LINE+47]]{{$}}
// CHECK-NEXT: {{^}}         {{.*}}.memory+0x1008 is held by alice since {{.*}}blocked-report-of-all-processes.c:[[#@LINE+38]]{{$}}
// CHECK: {{^}}file, forked: infeasible
// CHECK: {{^}}  bob    blocked   in pthread_mutex_lock({{.*}}.memory+0x1008) {{.*}}blocked-report-of-all-processes.c:[[#@LINE+44]]{{$}}
// CHECK-NEXT: {{^}}         {{.*}}.memory+0x1008 is held by alice since {{.*}}blocked-report-of-all-processes.c:[[#@LINE+35]]{{$}}
// CHECK: {{^}}file, executed: infeasible
// CHECK: {{^}}  bob    blocked   in pthread_mutex_lock({{.*}}.memory+0x1008) {{.*}}blocked-report-of-all-processes.c:[[#@LINE+41]]{{$}}
// CHECK-NEXT: {{^}}         {{.*}}.memory+0x1008 is held by alice since {{.*}}blocked-report-of-all-processes.c:[[#@LINE+32]]{{$}}
// CHECK: {{^}}file, thread: infeasible
// CHECK: {{^}}  bob    blocked   in pthread_mutex_lock(shared memory+0x1008) {{.*}}blocked-report-of-all-processes.c:[[#@LINE+38]]{{$}}
// CHECK-NEXT: {{^}}         shared memory+0x1008 is held by alice since {{.*}}blocked-report-of-all-processes.c:[[#@LINE+29]]{{$}}
// CHECK: {{^}}no file, forked: infeasible
// CHECK: {{^}}  bob    blocked   in pthread_mutex_lock(shared memory+0x1008) {{.*}}blocked-report-of-all-processes.c:[[#@LINE+35]]{{$}}
// CHECK: {{^}}no file, thread: infeasible
// TWIN: {{^}}  alice  parked    at holding
// TWIN-NEXT: #{{[0-9]+}} {{.*}}alice_lives {{.*}}contenders.h:
// TWIN-NEXT: #{{[0-9]+}} {{.*}}alice_is_forked {{.*}}blocked.h:
// TWIN: {{^}}  bob    blocked   in
// TWIN-NEXT: is held by alice
// TWIN-NEXT: #0
// TWIN: #{{[0-9]+}} {{.*}}want {{.*}}blocked-report-of-all-processes.c:
// TWIN-NEXT: #{{[0-9]+}} {{.*}}bob_lives {{.*}}contenders.h:
// TWIN-NEXT: #{{[0-9]+}} {{.*}}bob_is_forked {{.*}}blocked.h:
// TWIN: reached: alice at holding
// TWIN: {{^}}file, forked: infeasible
// TWIN: #{{[0-9]+}} {{.*}}bob_lives {{.*}}contenders.h:
// TWIN-NEXT: #{{[0-9]+}} {{.*}}bob_is_forked {{.*}}blocked.h:
// TWIN-NEXT: #{{[0-9]+}} {{.*}}live_as {{.*}}blocked.h:
// TWIN-NEXT: #{{[0-9]+}} {{.*}}main {{.*}}blocked-report-of-all-processes.c:
// TWIN: {{^}}file, executed: infeasible
#include "inputs/blocked.h"

enum { SOMEWHERE = 0x1008, SIZE = 0x3000 };

static pthread_mutex_t *lock;

static void hold(void) {
    pthread_mutex_lock(lock + 1);
    pthread_mutex_unlock(lock + 1);
    pthread_mutex_lock(lock);
}

static void let_go(void) {
    pthread_mutex_unlock(lock);
}

static void want(void) {
    pthread_mutex_lock(lock);
    pthread_mutex_unlock(lock);
}

static struct contention contentions[] = {{"file", hold, let_go, want, NULL, 0, 0},
                                          {"no file", hold, let_go, want, NULL, 0, 0}};

static void initialize(void *memory) {
    pthread_mutexattr_t attributes;
    lock = (pthread_mutex_t *)((char *)memory + SOMEWHERE);
    assert(!pthread_mutexattr_init(&attributes) &&
           !pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) &&
           !pthread_mutex_init(lock, &attributes) && !pthread_mutex_init(lock + 1, &attributes));
}

int main(int count, char **arguments) {
    char *memory = map_file(MEMORY, SIZE);
    lock = (pthread_mutex_t *)(memory + SOMEWHERE);
    if (count > 1)
        return live_as(arguments, contentions);
    initialize(memory);
    for (enum kind bob = FORKED; bob <= THREAD; bob++)
        contend_between(FORKED, bob, &contentions[0]);
    initialize(map_anonymous(SIZE));
    contend_between(FORKED, FORKED, &contentions[1]);
    contend_between(FORKED, THREAD, &contentions[1]);
}
