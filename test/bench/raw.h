/* Hand-overs by a bare futex: what Valdi's are compared with. */
#ifndef RAW_H
#define RAW_H

#include <stdbool.h>

/* process_shared: futexes that other processes could wait on. processes: the starters are processes, not threads;
 * requires process_shared. */
struct raw_kind {
    bool process_shared, processes;
};

/* Hands the turn to the starters one after another, round and round, and takes it back from each. Returns the
 * nanoseconds of one such step, two hand-overs. */
double raw_measure(const struct raw_kind *kind, int starters, int steps);

#endif
