// The report is of the moment of the verdict: after finish, when everybody has ended, it still says who was where.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: {{^}}the same{{$}}
#include "../inputs/contenders.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void hold(void) {
    pthread_mutex_lock(&lock);
}

static void let_go(void) {
    pthread_mutex_unlock(&lock);
}

static void want(void) {
    hold();
    let_go();
}

int main(void) {
    static char before[4096];
    struct contention contention = {"mutex", hold, let_go, want, NULL, 0, 0};
    valdi_runner *runner = contenders(&contention);
    assert(valdi_runner_next(runner) && !valdi_runner_next(runner));
    assert(valdi_runner_verdict(runner) == VALDI_INFEASIBLE);
    snprintf(before, sizeof before, "%s", valdi_runner_explain(runner));
    assert(strstr(before, "bob    blocked"));
    assert(!valdi_runner_next(runner));
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE);
    puts(strcmp(before, valdi_runner_explain(runner)) ? valdi_runner_explain(runner) : "the same");
    valdi_runner_free(runner);
}
