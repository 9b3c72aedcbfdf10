/* A runner over starters that take turns. Compiled with the pass: its function turn is the checkpoint. */
#include "order.h"
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

VALDI_CHECKPOINT_BEFORE __attribute__((noinline)) static void turn(int *count) {
    ++*count;
}

/* Makes as many turns as the argument says. */
static void *live(void *argument) {
    int count = 0;
    while (count < *(int *)argument)
        turn(&count);
    return NULL;
}

struct order {
    valdi_starter **starters;
    valdi_checkpoint **steps;
    int starter_count, step_count, turns;
};

/* The order has the steps to be measured, and before and behind them one more for each starter. */
static void order_build(struct order *order, int starters, int steps) {
    int all = steps + 2 * starters;
    *order = (struct order){calloc(starters + 1, sizeof *order->starters),
                            calloc(all + 1, sizeof *order->steps), starters, all, all / starters + 1};
    bench_require(order->starters && order->steps, "no memory");
    for (int i = 0; i < starters; i++) {
        char name[16];
        snprintf(name, sizeof name, "s%d", i);
        order->starters[i] = valdi_starter_thread(name, live, &order->turns);
        order->steps[i] = valdi_checkpoint_before(order->starters[i], "turn");
    }
    for (int i = starters; i < all; i++)
        order->steps[i] = order->steps[i % starters];
}

static void make_steps(valdi_runner *runner, int count) {
    for (int i = 0; i < count; i++)
        if (!valdi_runner_next(runner))
            bench_require(false, valdi_runner_explain(runner));
}

struct order_costs order_measure(int starters, int steps) {
    struct order order;
    double time[7];
    order_build(&order, starters, steps);
    time[0] = bench_now(CLOCK_MONOTONIC);
    valdi_runner *runner = valdi_runner_new(order.starters, order.steps);
    time[1] = bench_now(CLOCK_MONOTONIC);
    bench_require(runner, valdi_error());
    make_steps(runner, starters);
    time[2] = bench_now(CLOCK_MONOTONIC);
    make_steps(runner, steps);
    time[3] = bench_now(CLOCK_MONOTONIC);
    make_steps(runner, starters);
    time[4] = bench_now(CLOCK_MONOTONIC);
    valdi_verdict verdict = valdi_runner_finish(runner);
    time[5] = bench_now(CLOCK_MONOTONIC);
    valdi_runner_free(runner);
    time[6] = bench_now(CLOCK_MONOTONIC);
    bench_require(verdict == VALDI_HELD, "an order was not held");
    free(order.starters);
    free(order.steps);
    return (struct order_costs){time[1] - time[0], (time[3] - time[2]) / steps, time[5] - time[4],
                                time[6] - time[5]};
}
