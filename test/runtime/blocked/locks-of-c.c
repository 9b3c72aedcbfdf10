// Of the mutexes of C's own library the holder is known.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
#include "../inputs/contenders.h"
#include <threads.h>

static mtx_t lock;

static void hold(void) {
    assert(mtx_lock(&lock) == thrd_success);
}

static void let_go(void) {
    assert(mtx_unlock(&lock) == thrd_success);
}

static void want(void) {
    hold();
    let_go();
}

int main(void) {
    // CHECK: {{^}}plain: infeasible, held by alice{{$}}
    mtx_init(&lock, mtx_plain);
    contend((struct contention){"plain", hold, let_go, want, NULL, 0, 0});
    // CHECK: {{^}}recursive: infeasible, held by alice{{$}}
    mtx_init(&lock, mtx_timed | mtx_recursive);
    contend((struct contention){"recursive", hold, let_go, want, NULL, 0, 0});
    // TWIN-COUNT-2: : held{{$}}
}
