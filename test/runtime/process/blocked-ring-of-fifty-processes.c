// Fifty processes are held to one order; each then wants what the next one has, and the ring is seen.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: p49 cannot reach "at two": deadlock of p49, p0, p1, p2, p3, p4 and 44 more
// CHECK: {{^}}infeasible in 50 processes{{$}}
// TWIN: {{^}}held in 50 processes{{$}}
#include "inputs/blocked.h"

enum { COUNT = 50 };

struct turns {
    int count, taken[COUNT];
};
static struct turns *turns;
static pthread_mutex_t *locks;
static int numbers[COUNT];

static int locks_two(void *number) {
    int own = *(int *)number;
    pthread_mutex_lock(&locks[own]);
    turns->taken[turns->count++] = own;
#ifdef TWIN
    pthread_mutex_unlock(&locks[own]);
#endif
    VALDI_POINT("one");
    pthread_mutex_lock(&locks[(own + 1) % COUNT]);
    VALDI_POINT("two");
    pthread_mutex_unlock(&locks[(own + 1) % COUNT]);
    return 0;
}

static void initialize(void) {
    pthread_mutexattr_t attributes;
    turns = map_anonymous(sizeof *turns);
    locks = map_anonymous(COUNT * sizeof *locks);
    assert(!pthread_mutexattr_init(&attributes) &&
           !pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED));
    for (int i = 0; i < COUNT; i++)
        assert(!pthread_mutex_init(&locks[i], &attributes));
}

/* All come to "one", in another order than they were made in; then all go on, the last one to "two". */
static valdi_runner *go_round(void) {
    valdi_starter *starters[COUNT + 1] = {NULL};
    valdi_checkpoint *order[2 * COUNT + 1] = {NULL};
    char name[8];
    for (int i = 0; i < COUNT; i++) {
        numbers[i] = i;
        snprintf(name, sizeof name, "p%d", i);
        starters[i] = valdi_starter_fork(name, locks_two, &numbers[i]);
    }
    for (int i = 0; i < COUNT; i++) {
        order[i] = valdi_checkpoint_at(starters[i * 7 % COUNT], "one");
#ifdef TWIN
        order[COUNT + i] = valdi_checkpoint_finished(starters[i]);
#else
        order[COUNT + i] =
            i < COUNT - 1 ? valdi_checkpoint_blocked(starters[i]) : valdi_checkpoint_at(starters[i], "two");
#endif
    }
    return runner_or_die(valdi_runner_new(starters, order));
}

int main(void) {
    initialize();
    valdi_runner *runner = go_round();
    while (valdi_runner_next(runner))
        ;
    assert(turns->count == COUNT);
    for (int i = 0; i < COUNT; i++)
        assert(turns->taken[i] == i * 7 % COUNT);
    fprintf(stderr, "%s in %d processes\n", valdi_verdict_name(valdi_runner_verdict(runner)), turns->count);
    valdi_runner_set_backstop(runner, 20);
    valdi_runner_free(runner);
}
