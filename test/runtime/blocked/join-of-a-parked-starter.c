// Joining a parked starter is infeasible. (It is the runner's to join: the process had better end then.)
// RUN: %cc %s -o %t && %run env VALDI_OPTIONS=symbolizer=llvm-symbolizer %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: valdi: order infeasible at step 2 of 3: bob cannot reach "at has"
// CHECK-NEXT: {{^}}  alice  parked    at holding
// CHECK-NEXT: {{^}}  bob    blocked   in {{.*}}join{{.*}}(alice) {{.*}}join-of-a-parked-starter.c:[[#@LINE+15]]{{$}}
// CHECK-NEXT: {{^}}         alice must end first{{$}}
// CHECK-NEXT: {{^}}  reached: alice at holding{{$}}
// CHECK-NEXT: {{^}}join: infeasible{{$}}
// TWIN: {{^}}join: held{{$}}
#include "../inputs/contenders.h"

static pthread_t alice;

static void hold(void) {
    alice = pthread_self();
}

static void want(void) {
#ifndef TWIN /* where the runner has joined her */
    pthread_join(alice, NULL);
#endif
}

static void rescue(void) {
    _Exit(0);
}

int main(void) {
    contend((struct contention){"join", hold, nothing, want, rescue, 0, 0});
}
