/* How to wait for the other side: a step of a runner against bare hand-overs that look some time before they sleep,
 * where that pays and where it does not. */
#include "bench.h"
#include "order.h"
#include "raw.h"

#include <stdio.h>

enum { ROUNDS = 15, VARIANTS = 5 };

/* Looks of the bare hand-overs; the last variant is the runner. */
static const unsigned looks[VARIANTS - 1] = {0, 100, 300, 1000};

/* What goes on besides. */
struct situation {
    const char *name;
    bool busy; /* other processes keep every core busy */
    int starters;
    double work; /* of a starter in each step, ns */
    int steps;
};

struct result {
    struct bench_series step, runner;
};

static void measure(const struct situation *situation, int variant, struct result *result) {
    if (variant == VARIANTS - 1) {
        struct order_costs costs = order_measure(situation->starters, situation->steps, situation->work, false);
        bench_add(&result->step, costs.step);
        bench_add(&result->runner, costs.runner);
    } else {
        struct raw_kind kind = {.spins = looks[variant], .work = situation->work};
        struct raw_costs costs = raw_measure(&kind, situation->starters, situation->steps);
        bench_add(&result->step, costs.step);
        bench_add(&result->runner, costs.runner);
    }
}

/* The bare hand-over that was fastest, by the median. */
static int find_best(const struct result *results) {
    int best = 0;
    for (int i = 1; i < VARIANTS - 1; i++)
        if (bench_median(&results[i].step) < bench_median(&results[best].step))
            best = i;
    return best;
}

static void print(const struct situation *situation, const struct result *results) {
    const struct result *best = &results[find_best(results)];
    printf("\n%s:\n\n| | a step: median, µs | lowest, µs | over the best bare one | the runner's thread: µs "
           "of processor "
           "time a step |\n|---|---:|---:|---:|---:|\n",
           situation->name);
    for (int i = 0; i < VARIANTS; i++) {
        if (i == VARIANTS - 1)
            printf("| `valdi_runner_next`");
        else if (looks[i])
            printf("| %u looks, then futex", looks[i]);
        else
            printf("| futex");
        printf(" | %.2f | %.2f | ", bench_median(&results[i].step) / 1e3,
               bench_lowest(&results[i].step) / 1e3);
        bench_print_ratio(&results[i].step, &best->step);
        printf(" | %.2f |\n", bench_median(&results[i].runner) / 1e3);
    }
    fflush(stdout);
}

int main(void) {
    static const struct situation situations[] = {
        {"Nothing else to do", false, 1, 0, 3000},
        {"Two starters in turn", false, 2, 0, 1000},
        {"Every core kept busy by another process", true, 1, 0, 3000},
        {"Two starters in turn, every core kept busy by another process", true, 2, 0, 1000},
        {"A starter computes 30 µs in each step", false, 1, 30e3, 300},
        {"A starter computes 10 ms in each step, every core kept busy by another process", true, 1, 10e6, 5},
    };
    static struct result results[sizeof situations / sizeof *situations][VARIANTS];
    for (unsigned s = 0; s < sizeof situations / sizeof *situations; s++) {
        if (situations[s].busy)
            bench_keep_busy();
        for (int round = 0; round < ROUNDS; round++)
            for (int i = 0; i < VARIANTS; i++)
                measure(&situations[s], i, &results[s][i]);
        bench_relieve();
        print(&situations[s], results[s]);
    }
}
