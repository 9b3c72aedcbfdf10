/* Whole runners, thousands one after another, against threads alone. Compiled with the pass. */
#include "bench.h"

#include <pthread.h>
#include <stdio.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

enum { RUNNERS = 300, ROUNDS = 21 };

VALDI_CHECKPOINT __attribute__((noinline)) static void work(int *done) {
    ++*done;
}

static void *live(void *argument) {
    work(argument);
    return NULL;
}

/* Two starters, a step each. */
static void run_order(void) {
    int done[2] = {0, 0};
    valdi_starter *one = valdi_starter_thread("one", live, &done[0]);
    valdi_starter *two = valdi_starter_thread("two", live, &done[1]);
    valdi_checkpoint *first = valdi_checkpoint_before(one, "work");
    valdi_checkpoint *second = valdi_checkpoint_before(two, "work");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(first, second));
    bench_require(valdi_runner_next(runner) == first, "the first step was not made");
    bench_require(valdi_runner_next(runner) == second, "the second step was not made");
    bench_require(valdi_runner_finish(runner) == VALDI_HELD, "an order was not held");
    valdi_runner_free(runner);
}

static void run_threads(void) {
    int done[2] = {0, 0};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        bench_require(!pthread_create(&threads[i], NULL, live, &done[i]), "no thread");
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
}

static double measure_orders(const void *argument) {
    (void)argument;
    double began = bench_now(CLOCK_MONOTONIC);
    for (int i = 0; i < RUNNERS; i++)
        run_order();
    return (bench_now(CLOCK_MONOTONIC) - began) / RUNNERS;
}

static double measure_threads(const void *argument) {
    (void)argument;
    double began = bench_now(CLOCK_MONOTONIC);
    for (int i = 0; i < RUNNERS; i++)
        run_threads();
    return (bench_now(CLOCK_MONOTONIC) - began) / RUNNERS;
}

static void compare(bool one_core) {
    struct bench_variant variants[] = {
        {"two threads created and joined", measure_threads, NULL, {}},
        {"a runner: two starters, two steps", measure_orders, NULL, {}},
    };
    bench_pin(one_core);
    bench_run(variants, 2, ROUNDS);
    printf("\n%s:\n", one_core ? "All threads on one core" : "Threads on any core");
    bench_print(variants, 2, 1000, "µs");
}

int main(void) {
    compare(true);
    compare(false);
}
