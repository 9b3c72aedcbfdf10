// VALDI_OPTIONS=verbosity=1 shows where everybody is, call by call; without it nobody's calls are shown.
// RUN: %cc %s -o %t && %run env VALDI_OPTIONS=verbosity=1:symbolizer=llvm-symbolizer %t 2>&1 | FileCheck %s
// RUN: %run %t 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=#0
// CHECK: {{^}}  alice  parked    at holding
// CHECK: #{{[0-9]+}} {{.*}}alice_lives {{.*}}contenders.h:
// CHECK: {{^}}  bob    blocked   in
// CHECK-NEXT: is held by alice
// CHECK-NEXT: #0
// CHECK: #{{[0-9]+}} {{.*}}want {{.*}}verbosity-shows-backtraces.c:[[#@LINE+17]]
// CHECK: #{{[0-9]+}} {{.*}}bob_lives {{.*}}contenders.h:
// CHECK: reached: alice at holding
// TWIN: infeasible, held by alice
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
