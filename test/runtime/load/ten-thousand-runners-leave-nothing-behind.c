// Ten thousand runners one after another, with every way to end an order among them, leave no memory, thread or descriptor
// behind. (A sanitizer keeps what is freed for a while: growth says nothing there.)
// UNSUPPORTED: sanitized
// RUN: %cc %s -lpthread -o %t && env VALDI_OPTIONS=symbolizer=false %t %load 2> %t.reports
// RUN: FileCheck %s < %t.reports
// CHECK: valdi: order unreached
// CHECK: valdi: order infeasible
#include "inputs/load.h"
#include <pthread.h>

enum { RUNNERS = 10 * 1000, SLACK = 1024 /* kB */ };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *work(void *turns) {
    turn(turns);
    pthread_mutex_lock(&lock);
    turn(turns);
    pthread_mutex_unlock(&lock);
    turn(turns);
    return turns;
}

struct pair {
    int turns[2];
    valdi_starter *one, *two;
    valdi_checkpoint *one_turns, *two_turns, *two_waits;
};

static void pair_make(struct pair *pair) {
    *pair = (struct pair){.turns = {0, 0}};
    pair->one = valdi_starter_thread("one", work, &pair->turns[0]);
    pair->two = valdi_starter_thread("two", work, &pair->turns[1]);
    pair->one_turns = valdi_checkpoint_before(pair->one, "turn");
    pair->two_turns = valdi_checkpoint_before(pair->two, "turn");
    pair->two_waits = valdi_checkpoint_blocked(pair->two);
}

static void hold(void) {
    struct pair p;
    pair_make(&p);
    valdi_runner *runner =
        load_runner(VALDI_STARTERS(p.one, p.two), VALDI_ORDER(p.one_turns, p.two_turns, p.one_turns));
    assert(valdi_runner_next(runner) == p.one_turns);
    assert(valdi_runner_next(runner) == p.two_turns);
    assert(valdi_runner_next(runner) == p.one_turns);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

/* Freed in mid-order; two never starts. */
static void break_off(void) {
    struct pair p;
    pair_make(&p);
    valdi_runner *runner = load_runner(VALDI_STARTERS(p.one, p.two), VALDI_ORDER(p.one_turns, p.two_turns));
    assert(valdi_runner_next(runner) == p.one_turns);
    valdi_runner_free(runner);
    assert(p.turns[0] == 3 && p.turns[1] == 0);
}

static void miss(void) {
    struct pair p;
    pair_make(&p);
    valdi_checkpoint_nth(p.two_turns, 4);
    valdi_runner *runner = load_runner(VALDI_STARTERS(p.one, p.two), VALDI_ORDER(p.one_turns, p.two_turns));
    assert(valdi_runner_finish(runner) == VALDI_UNREACHED);
    valdi_runner_free(runner);
}

/* One stands with the lock, which two waits for. */
static void sleep_and_wake(void) {
    struct pair p;
    pair_make(&p);
    valdi_runner *runner =
        load_runner(VALDI_STARTERS(p.one, p.two),
                    VALDI_ORDER(p.one_turns, p.one_turns, p.two_waits, p.one_turns, p.two_turns));
    assert(valdi_runner_next(runner) == p.one_turns);
    assert(valdi_runner_next(runner) == p.one_turns);
    assert(valdi_runner_next(runner) == p.two_waits && p.turns[1] == 1);
    assert(valdi_runner_next(runner) == p.one_turns && p.turns[1] == 1);
    assert(valdi_runner_next(runner) == p.two_turns && p.turns[1] == 1);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

static void fail_to_wake(void) {
    struct pair p;
    pair_make(&p);
    valdi_checkpoint_nth(p.two_turns, 2);
    valdi_runner *runner = load_runner(VALDI_STARTERS(p.one, p.two),
                                       VALDI_ORDER(p.one_turns, p.one_turns, p.two_turns, p.one_turns));
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE);
    valdi_runner_free(runner);
    assert(p.turns[0] == 3 && p.turns[1] == 3);
}

static void make_runners(int count) {
    for (int i = 0; i < count; i++)
        switch (i % 20) {
        case 0:
            sleep_and_wake();
            break;
        case 5:
            fail_to_wake();
            break;
        case 10:
            miss();
            break;
        case 15:
            break_off();
            break;
        default:
            hold();
        }
}

int main(int count, char **arguments) {
    int times = count > 1 ? atoi(arguments[1]) : 1;
    make_runners(RUNNERS / 10); /* buffers, arenas and stacks that are kept for the next */
    struct load_use before = load_look();
    make_runners(times * RUNNERS);
    struct load_use after = load_look();
    printf("resident %ld, then %ld kB; threads %d, %d; descriptors %d, %d\n", before.resident, after.resident,
           before.threads, after.threads, before.descriptors, after.descriptors);
    assert(after.resident <= before.resident + SLACK);
    assert(after.threads == before.threads && after.descriptors == before.descriptors);
}
