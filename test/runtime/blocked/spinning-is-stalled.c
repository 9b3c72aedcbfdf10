// Whoever spins never sleeps: there is no telling what for, and it is stalled; the report says where it runs.
// RUN: %cc %s -o %t && %run env VALDI_OPTIONS=symbolizer=llvm-symbolizer %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=stalled
#include "../inputs/contenders.h"
#include <stdatomic.h>

static pthread_spinlock_t lock;
static atomic_int flag;

static void hold(void) {
    pthread_spin_lock(&lock);
}

static void let_go(void) {
    pthread_spin_unlock(&lock);
}

static void want(void) {
    hold();
    let_go();
}

static void set_flag(void) {
    flag = 1;
}

static void spin(void) {
    while (!flag)
        ;
}

int main(void) {
    pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
    // CHECK: valdi: order stalled at step 2 of 3: bob made no progress for 0.2 s towards "at has"
    // CHECK-NEXT: {{^}}  alice  parked    at holding
    // CHECK-NEXT: {{^}}  bob    running   in {{.*}}spin_lock{{.*}} {{.*}}spinning-is-stalled.c:11{{$}}
    // CHECK: {{^}}spin lock: stalled{{$}}
    contend((struct contention){"spin lock", hold, let_go, want, NULL, 200, 0});
    // CHECK: {{^}}  bob    running   in spin {{.*}}spinning-is-stalled.c:{{28|29}}{{$}}
    // CHECK: {{^}}flag: stalled{{$}}
    contend((struct contention){"flag", nothing, set_flag, spin, NULL, 200, 0});
    // TWIN-COUNT-2: : held{{$}}
}
