// Whoever waits for time to pass is not blocked: the order goes on. If that is longer than the backstop, it is stalled, asleep.
// RUN: %cc %s -o %t && %run env VALDI_OPTIONS=symbolizer=llvm-symbolizer %t 2>&1 | FileCheck %s
#include "../inputs/contenders.h"
#include <poll.h>
#include <stdatomic.h>
#include <time.h>

static void wait_briefly(void) {
    struct timespec time = {.tv_nsec = 30 * 1000 * 1000};
    nanosleep(&time, NULL);
    poll(NULL, 0, 30);
}

static atomic_int is_over;

static void is_over_now(void) {
    is_over = 1;
}

static void wait_longer(void) {
    struct timespec time = {.tv_nsec = 500 * 1000 * 1000};
    while (!is_over)
        nanosleep(&time, NULL);
}

int main(void) {
    // CHECK-NOT: valdi:
    // CHECK: {{^}}briefly: held{{$}}
    contend((struct contention){"briefly", nothing, nothing, wait_briefly, NULL, 0, 0});
    // CHECK: valdi: order stalled
    // CHECK: bob    asleep    in {{.*}}nanosleep
    // CHECK: {{^}}longer: stalled{{$}}
    contend((struct contention){"longer", nothing, nothing, wait_longer, is_over_now, 100, 0});
}
