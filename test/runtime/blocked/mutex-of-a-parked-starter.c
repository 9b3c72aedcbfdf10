// Whoever locks a mutex of a parked starter cannot go on: the order is infeasible, and the report names mutex and holder.
// RUN: %cc %s -o %t && %run env VALDI_OPTIONS=symbolizer=llvm-symbolizer %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: valdi: order infeasible at step 2 of 3: bob cannot reach "at has"
// CHECK-NEXT: {{^}}  alice  parked    at holding                 {{.*}}contenders.h:{{[0-9]+}}{{$}}
// CHECK-NEXT: {{^}}  bob    blocked   in {{.*}}mutex_lock{{.*}}(lock){{ +.*}}mutex-of-a-parked-starter.c:[[#@LINE+18]]{{$}}
// CHECK-NEXT: {{^}}         lock is held by alice{{$}}
// CHECK-NEXT: {{^}}  reached: alice at holding{{$}}
// CHECK-NEXT: {{^}}mutex: infeasible, held by alice{{$}}
// TWIN: {{^}}mutex: held{{$}}
#include "../inputs/contenders.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void hold(void) {
    pthread_mutex_lock(&lock);
}

static void let_go(void) {
    pthread_mutex_unlock(&lock);
}

static void want(void) {
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
}

int main(void) {
    contend((struct contention){"mutex", hold, let_go, want, NULL, 0, 0});
}
