/* Clocks, rounds, medians, tables. */
#define _GNU_SOURCE
#include "bench.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

double bench_now(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1e9 + now.tv_nsec;
}

void bench_work(double nanoseconds) {
    double end = nanoseconds > 0 ? bench_now(CLOCK_THREAD_CPUTIME_ID) + nanoseconds : 0;
    while (nanoseconds > 0 && bench_now(CLOCK_THREAD_CPUTIME_ID) < end)
        ;
}

static pid_t busy[256];
static int busy_count;

void bench_keep_busy(void) {
    int cores = (int)sysconf(_SC_NPROCESSORS_ONLN);
    for (busy_count = 0; busy_count < cores && busy_count < 256; busy_count++)
        if (!(busy[busy_count] = fork())) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            for (volatile unsigned i = 0;; i++)
                ;
        }
}

void bench_relieve(void) {
    while (busy_count > 0) {
        kill(busy[--busy_count], SIGKILL);
        waitpid(busy[busy_count], NULL, 0);
    }
}

void bench_pin(bool one_core) {
    static cpu_set_t anywhere;
    static bool saved;
    cpu_set_t here;
    if (!saved)
        sched_getaffinity(0, sizeof anywhere, &anywhere);
    saved = true;
    CPU_ZERO(&here);
    CPU_SET(sched_getcpu(), &here);
    sched_setaffinity(0, sizeof here, one_core ? &here : &anywhere);
}

void bench_run(struct bench_variant *variants, int count, int rounds) {
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < count; i++)
            bench_add(&variants[i].series, variants[i].measure(variants[i].argument));
}

void bench_add(struct bench_series *series, double value) {
    series->rounds[series->count++] = value;
}

static int compare_values(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static struct bench_series sorted(const struct bench_series *series) {
    struct bench_series copy = *series;
    qsort(copy.rounds, copy.count, sizeof *copy.rounds, compare_values);
    return copy;
}

double bench_median(const struct bench_series *series) {
    struct bench_series s = sorted(series);
    return (s.rounds[s.count / 2] + s.rounds[(s.count - 1) / 2]) / 2;
}

double bench_lowest(const struct bench_series *series) {
    return sorted(series).rounds[0];
}

void bench_print_ratio(const struct bench_series *series, const struct bench_series *base) {
    struct bench_series ratios = {.count = 0};
    for (int i = 0; i < series->count; i++)
        bench_add(&ratios, series->rounds[i] / base->rounds[i]);
    struct bench_series s = sorted(&ratios);
    printf("%.2f (%.2f - %.2f)", bench_median(&ratios), s.rounds[0], s.rounds[s.count - 1]);
}

void bench_print(const struct bench_variant *variants, int count, double unit, const char *unit_name) {
    printf("\n| | median, %s | lowest, %s | ratio (lowest - highest) |\n|---|---:|---:|---:|\n", unit_name,
           unit_name);
    for (int i = 0; i < count; i++) {
        printf("| %s | %.2f | %.2f | ", variants[i].name, bench_median(&variants[i].series) / unit,
               bench_lowest(&variants[i].series) / unit);
        bench_print_ratio(&variants[i].series, &variants[0].series);
        printf(" |\n");
    }
    fflush(stdout);
}

void bench_require(bool condition, const char *message) {
    if (condition)
        return;
    fprintf(stderr, "bench: %s\n", message);
    exit(1);
}
