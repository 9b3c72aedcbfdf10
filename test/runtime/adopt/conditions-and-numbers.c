// An adopted starter's checkpoints take numbers, predicates and functions to be inside of, like any other's.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <pthread.h>

static int amount_seen;

VALDI_CHECKPOINT static void pay(int amount) {
    amount_seen = amount;
    VALDI_POINT("paid", amount);
}

VALDI_CHECKPOINT static void *serve(void *argument) {
    for (int i = 1; i <= 9; i++)
        pay(i);
    return argument;
}

static int is_seven(const valdi_hit *hit, void *unused) {
    return valdi_hit_integer(hit, 0) == 7;
}

int main(void) {
    pthread_t thread;
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", 1);
    valdi_checkpoint *third = valdi_checkpoint_nth(valdi_checkpoint_after(worker, "pay"), 3),
                     *fourth = valdi_checkpoint_inside(valdi_checkpoint_at(worker, "paid"), "serve"),
                     *seventh = valdi_checkpoint_when(valdi_checkpoint_before(worker, "pay"), is_seven, NULL),
                     *tenth = valdi_checkpoint_nth(valdi_checkpoint_before(worker, "pay"), 10);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(worker), VALDI_ORDER(third, fourth, seventh, tenth)));
    assert(!pthread_create(&thread, NULL, serve, NULL));
    assert(valdi_runner_next(runner) == third && amount_seen == 3);
    assert(valdi_runner_next(runner) == fourth && amount_seen == 4);
    assert(valdi_runner_next(runner) == seventh && amount_seen == 6);
    assert(valdi_runner_next(runner) == NULL && valdi_runner_verdict(runner) == VALDI_UNREACHED);
    valdi_runner_free(runner);
    assert(!pthread_join(thread, NULL));
}
