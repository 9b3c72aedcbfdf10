// What a thread that is no starter's holds is waited for: it is not stopped, and will release it. If it sleeps on what a parked
// starter holds, it will not: infeasible.
// RUN: %cc %s -o %t && %run sh -c '%t 2>&1 | sed "s/thread [0-9]*/thread N/"' 2>&1 | FileCheck %s
// RUN: %cc -DSTUCK %s -o %t.twin && %run sh -c '%t.twin 2>&1 | sed "s/thread [0-9]*/thread N/"' 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: {{^}}mutex: held{{$}}
// TWIN: valdi: order infeasible at step 2 of 3: bob cannot reach "at has"
// TWIN: bob    blocked   in
// TWIN-NEXT: is held by thread N (helper){{$}}
// TWIN: {{^}}mutex: infeasible
#define _GNU_SOURCE
#include "../inputs/contenders.h"
#include <sys/prctl.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER, hers = PTHREAD_MUTEX_INITIALIZER;
static int has_lock[2], may_go[2];

/* Has the lock until a byte comes. In the twin until it has alice's too. */
static void *helps(void *argument) {
    char byte;
    prctl(PR_SET_NAME, "helper");
    pthread_mutex_lock(&lock);
    assert(write(has_lock[1], "?", 1) == 1);
    assert(read(may_go[0], &byte, 1) == 1);
    pthread_mutex_lock(&hers);
    pthread_mutex_unlock(&hers);
    pthread_mutex_unlock(&lock);
    return argument;
}

/* Sends the byte once bob sleeps, as the kernel says: it is about to wait for the helper. */
static void *lets_helper_go(void *bob) {
    char path[64], text[256] = "";
    while (strncmp(text, "202 ", 4)) {
        snprintf(path, sizeof path, "/proc/self/task/%d/syscall",
                 __atomic_load_n((int *)bob, __ATOMIC_ACQUIRE));
        FILE *file = fopen(path, "r");
        text[file ? fread(text, 1, sizeof text - 1, file) : 0] = 0;
        if (file)
            fclose(file);
    }
    assert(write(may_go[1], "?", 1) == 1);
    return bob;
}

static pthread_t helper, messenger;
static int bob;

static void hold(void) {
    char byte;
#ifdef STUCK
    pthread_mutex_lock(&hers);
#endif
    pthread_create(&helper, NULL, helps, NULL);
    assert(read(has_lock[0], &byte, 1) == 1);
}

static void let_go(void) {
#ifdef STUCK
    pthread_mutex_unlock(&hers);
#endif
    pthread_join(helper, NULL);
    pthread_join(messenger, NULL);
}

static void want(void) {
    pthread_create(&messenger, NULL, lets_helper_go, &bob);
    __atomic_store_n(&bob, gettid(), __ATOMIC_RELEASE);
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
}

int main(void) {
    assert(!pipe(has_lock) && !pipe(may_go));
    contend((struct contention){"mutex", hold, let_go, want, NULL, 0, 0});
}
