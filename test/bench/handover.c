/* One step of a runner, two hand-overs, against two by futex and two by condition variable. */
#include "bench.h"
#include "order.h"
#include "raw.h"

#include <pthread.h>
#include <stdio.h>

enum { STEPS = 3000, ROUNDS = 31 };

/* ---- by condition variable ---- */

enum { RUNNER, STARTER };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int turn;

static void give(int to) {
    pthread_mutex_lock(&lock);
    turn = to;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
}

static void await(int whose) {
    pthread_mutex_lock(&lock);
    while (turn != whose)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
}

static void *live(void *argument) {
    for (int i = 0; i <= STEPS; i++) {
        await(STARTER);
        give(RUNNER);
    }
    return argument;
}

static double measure_condition(const void *argument) {
    double began = 0;
    pthread_t thread;
    (void)argument;
    bench_require(!pthread_create(&thread, NULL, live, NULL), "no thread");
    for (int i = 0; i <= STEPS; i++) {
        if (i == 1)
            began = bench_now(CLOCK_MONOTONIC);
        give(STARTER);
        await(RUNNER);
    }
    double ended = bench_now(CLOCK_MONOTONIC);
    pthread_join(thread, NULL);
    return (ended - began) / STEPS;
}

/* ---- the others ---- */

static double measure_raw(const void *argument) {
    return raw_measure(argument, 1, STEPS).step;
}

static double measure_valdi(const void *processes) {
    return order_measure(1, STEPS, 0, *(const bool *)processes).step;
}

static void compare(bool one_core) {
    static const struct raw_kind own = {0}, shared = {.process_shared = true},
                                 processes = {.process_shared = true, .processes = true};
    static const bool threads = false, forked = true;
    struct bench_variant variants[] = {
        {"two futex hand-overs", measure_raw, &own, {}},
        {"`valdi_runner_next`", measure_valdi, &threads, {}},
        {"`valdi_runner_next`, the starter a process", measure_valdi, &forked, {}},
        {"two condition variable hand-overs", measure_condition, NULL, {}},
        {"two futex hand-overs, process-shared", measure_raw, &shared, {}},
        {"the same between two processes", measure_raw, &processes, {}},
    };
    int count = sizeof variants / sizeof *variants;
    bench_pin(one_core);
    bench_run(variants, count, ROUNDS);
    printf("\n%s:\n", one_core ? "All threads on one core" : "Threads on any core");
    bench_print(variants, count, 1000, "µs");
    printf("\n`valdi_runner_next` against the condition variable: ");
    bench_print_ratio(&variants[1].series, &variants[3].series);
    printf("\nA process against a thread: ");
    bench_print_ratio(&variants[2].series, &variants[1].series);
    printf("\n");
    fflush(stdout);
}

int main(void) {
    compare(true);
    compare(false);
}
