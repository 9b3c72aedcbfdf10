/* A runner over starters that take turns in reaching one checkpoint each, step after step. */
#ifndef ORDER_H
#define ORDER_H

/* What one such runner costs: nanoseconds of a step, and of the calls around the steps. */
struct order_costs {
    double create, step, finish, free;
};

/* The steps measured are those between every starter's first and last: a starter's beginning and end are not among
 * them. */
struct order_costs order_measure(int starters, int steps);

#endif
