/* Hand-overs by a bare futex: what Valdi's are compared with. */
#ifndef RAW_H
#define RAW_H

#include <stdbool.h>

/* process_shared: futexes that other processes could wait on. processes: the starters are processes, not threads;
 * requires process_shared. spins: how often to look before going to sleep, and then who does so says so, for only those
 * are woken; 0: no look, and always a wake-up. */
struct raw_kind {
    bool process_shared, processes;
    unsigned spins;
    double work; /* nanoseconds a starter computes in each step */
};

/* Nanoseconds of a step, and the runner's thread's processor time in it. */
struct raw_costs {
    double step, runner;
};

/* Hands the turn to the starters one after another, round and round, and takes it back from each. A step is two
 * hand-overs. */
struct raw_costs raw_measure(const struct raw_kind *kind, int starters, int steps);

#endif
