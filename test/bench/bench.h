/* Interleaved rounds of measurements, and their tables: what every benchmark uses. Values are nanoseconds an
 * operation. */
#ifndef BENCH_H
#define BENCH_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum { BENCH_ROUNDS = 31 /* at most */ };

/* The value of each round. */
struct bench_series {
    double rounds[BENCH_ROUNDS];
    int count;
};

/* One way of doing a thing. measure returns the value of one round. */
struct bench_variant {
    const char *name;
    double (*measure)(const void *argument);
    const void *argument;
    struct bench_series series;
};

double bench_now(clockid_t clock);

/* Uses the processor for so many nanoseconds of the calling thread's own time. */
void bench_work(double nanoseconds);

/* Processes that do nothing but use a core each, as many as there are cores, until bench_relieve. */
void bench_keep_busy(void);
void bench_relieve(void);

/* Pins the calling thread, and those it will create, to one core; or lets them run anywhere again. */
void bench_pin(bool one_core);

/* Measures all variants, then all again, as often as rounds says. */
void bench_run(struct bench_variant *variants, int count, int rounds);

void bench_add(struct bench_series *series, double value);
double bench_median(const struct bench_series *series);
double bench_lowest(const struct bench_series *series);

/* A table of the variants with their ratios to the first. unit is how many nanoseconds one of unit_name has. */
void bench_print(const struct bench_variant *variants, int count, double unit, const char *unit_name);
/* Prints "1.23 (1.01 - 1.45)": median, lowest and highest of the rounds' ratios. */
void bench_print_ratio(const struct bench_series *series, const struct bench_series *base);

/* Ends the program with a message unless the condition holds. */
void bench_require(bool condition, const char *message);

#endif
