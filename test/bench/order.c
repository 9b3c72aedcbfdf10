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

struct order {
    valdi_starter **starters;
    valdi_checkpoint **steps;
    int starter_count, step_count, turns;
    double work;
};

static void *live(void *argument) {
    const struct order *order = argument;
    int count = 0;
    while (count < order->turns) {
        bench_work(order->work);
        turn(&count);
    }
    return NULL;
}

static int live_in_process(void *argument) {
    live(argument);
    return 0;
}

/* The order has the steps to be measured, and before and behind them one more for each starter. */
static void order_build(struct order *order, int starters, int steps, double work, bool processes) {
    int all = steps + 2 * starters;
    *order = (struct order){calloc(starters + 1, sizeof *order->starters),
                            calloc(all + 1, sizeof *order->steps),
                            starters,
                            all,
                            all / starters + 1,
                            work};
    bench_require(order->starters && order->steps, "no memory");
    for (int i = 0; i < starters; i++) {
        char name[16];
        snprintf(name, sizeof name, "s%d", i);
        order->starters[i] = processes ? valdi_starter_fork(name, live_in_process, order)
                                       : valdi_starter_thread(name, live, order);
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

struct order_costs order_measure(int starters, int steps, double work, bool processes) {
    struct order order;
    double time[7], used;
    order_build(&order, starters, steps, work, processes);
    time[0] = bench_now(CLOCK_MONOTONIC);
    valdi_runner *runner = valdi_runner_new(order.starters, order.steps);
    time[1] = bench_now(CLOCK_MONOTONIC);
    bench_require(runner, valdi_error());
    make_steps(runner, starters);
    time[2] = bench_now(CLOCK_MONOTONIC);
    used = bench_now(CLOCK_THREAD_CPUTIME_ID);
    make_steps(runner, steps);
    used = bench_now(CLOCK_THREAD_CPUTIME_ID) - used;
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
    return (struct order_costs){time[1] - time[0], (time[3] - time[2]) / steps, used / steps,
                                time[5] - time[4], time[6] - time[5]};
}
