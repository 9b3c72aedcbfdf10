// Joining a thread that sleeps on a parked starter's mutex is infeasible: the report goes from the one to the other.
// RUN: %cc %s -o %t && %run sh -c '%t 2>&1 | sed "s/thread [0-9]*/thread N/"' 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run sh -c '%t.twin 2>&1 | sed "s/thread [0-9]*/thread N/"' 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: valdi: order infeasible at step 2 of 3: bob cannot reach "at has"
// CHECK-NEXT: {{^}}  alice  parked    at holding
// CHECK-NEXT: {{^}}  bob    blocked   in {{.*}}(thread N (helper))
// CHECK-NEXT: {{^}}         thread N (helper) must end first{{$}}
// CHECK: {{^}}join: infeasible
// TWIN: {{^}}join: held{{$}}
#define _GNU_SOURCE
#include "../inputs/contenders.h"
#include <sys/prctl.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void hold(void) {
    pthread_mutex_lock(&lock);
}

static void let_go(void) {
    pthread_mutex_unlock(&lock);
}

static void *helps(void *argument) {
    prctl(PR_SET_NAME, "helper");
    hold();
    let_go();
    return argument;
}

static void want(void) {
    pthread_t helper;
    pthread_create(&helper, NULL, helps, NULL);
    pthread_join(helper, NULL);
}

int main(void) {
    contend((struct contention){"join", hold, let_go, want, NULL, 0, 0});
}
