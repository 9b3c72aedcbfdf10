/* Short and long orders, few and many starters: what a step costs must not grow. */
#include "bench.h"
#include "order.h"
#include "raw.h"

#include <stdio.h>

enum { ROUNDS = 9, WORK = 10000 /* steps made in a round, at least */ };

static const int starters[] = {2, 32, 512}, steps[] = {10, 1000, 100 * 1000};
enum { STARTERS = sizeof starters / sizeof *starters, STEPS = sizeof steps / sizeof *steps };

/* raw is the step by bare futex, with as many threads and as many steps. */
struct costs {
    struct bench_series create, step, raw, finish, free;
};

static struct costs costs[STARTERS][STEPS];

/* One round: enough runners to make the work, and their mean. */
static void measure(struct costs *costs, int starter_count, int step_count) {
    static const struct raw_kind own = {0};
    int all = step_count + 4 * starter_count, runners = all < WORK ? WORK / all : 1;
    struct order_costs sum = {0};
    double raw = 0;
    for (int i = 0; i < runners; i++) {
        struct order_costs one = order_measure(starter_count, step_count, 0, false);
        raw += raw_measure(&own, starter_count, step_count).step;
        sum.create += one.create;
        sum.step += one.step;
        sum.finish += one.finish;
        sum.free += one.free;
    }
    bench_add(&costs->create, sum.create / runners);
    bench_add(&costs->step, sum.step / runners);
    bench_add(&costs->raw, raw / runners);
    bench_add(&costs->finish, sum.finish / runners);
    bench_add(&costs->free, sum.free / runners);
}

static void print_row(int i, int j) {
    const struct costs *c = &costs[i][j];
    printf("| %d | %d | %.2f | ", starters[i], steps[j], bench_median(&c->step) / 1e3);
    bench_print_ratio(&c->step, &costs[i][0].step);
    printf(" | %.2f | ", bench_median(&c->raw) / 1e3);
    bench_print_ratio(&c->raw, &costs[i][0].raw);
    printf(" | ");
    bench_print_ratio(&c->step, &c->raw);
    printf(" | %.0f | %.0f | %.0f |\n", bench_median(&c->create) / 1e3, bench_median(&c->finish) / 1e3,
           bench_median(&c->free) / 1e3);
}

int main(void) {
    bench_pin(true);
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < STARTERS; i++)
            for (int j = 0; j < STEPS; j++)
                measure(&costs[i][j], starters[i], steps[j]);
    printf("\n| starters | steps | `next`, µs | over 10 steps | the same by futex, µs | over 10 steps "
           "| `next` over futex | `new`, µs | `finish`, µs | `free`, µs |\n"
           "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (int i = 0; i < STARTERS; i++)
        for (int j = 0; j < STEPS; j++)
            print_row(i, j);
}
