// A barrier that the other has not come to holds a starter up, in whatever round; once the other comes, both go on.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
// CHECK: valdi: order infeasible at step 2 of 3
// CHECK: {{^}}round 0: infeasible, nobody can end that{{$}}
// CHECK: {{^}}round 5: infeasible, nobody can end that{{$}}
// TWIN-COUNT-6: : held{{$}}
#include "../inputs/contenders.h"

static pthread_barrier_t barrier;

static void come(void) {
    pthread_barrier_wait(&barrier);
}

static void *comes(void *argument) {
    come();
    return argument;
}

/* In the twin alice is there already. */
static void come_twice(void) {
    pthread_t other;
    (void)other;
#ifdef TWIN
    pthread_create(&other, NULL, comes, NULL);
    come();
    pthread_join(other, NULL);
#else
    come();
#endif
}

static void come_later(void) {
#ifndef TWIN
    come();
#endif
}

int main(void) {
    (void)comes;
    pthread_barrier_init(&barrier, NULL, 2);
    for (int i = 0; i < 6; i++) {
        char name[16];
        snprintf(name, sizeof name, "round %d", i);
        contend((struct contention){name, nothing, come_later, come_twice, NULL, 0, 0});
    }
}
