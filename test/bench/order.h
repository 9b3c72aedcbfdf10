/* A runner over starters that take turns in reaching one checkpoint each, step after step. */
#ifndef ORDER_H
#define ORDER_H

#include <stdbool.h>

/* What one such runner costs: nanoseconds of a step and of the calls around the steps; processor time of the calling
 * thread in a step. */
struct order_costs {
    double create, step, runner, finish, free;
};

/* The steps measured are those between every starter's first and last: a starter's beginning and end are not among
 * them. work is what a starter computes in each step, in nanoseconds of its thread.
 * processes: the starters are that, not threads. */
struct order_costs order_measure(int starters, int steps, double work, bool processes);

#endif
