/* Calls that block, to be measured: alice has something and stands still; bob wants it. */
#ifndef BLOCKING_H
#define BLOCKING_H

#include <stdbool.h>

enum { MANY = 1000, SOME = 100, FEW = 20 };

struct contention {
    const char *title;
    void (*before)(void); /* by the test, and after, when the verdict is made */
    void (*hold)(void);   /* by alice, and let_go */
    void (*want)(void);   /* by bob */
    void (*let_go)(void), (*after)(void);
    int runs;       /* FEW: it cannot be decided at once */
    bool is_theirs; /* by the test, and therefore after has to come before the runner is freed */
};

extern const struct contention blocking_calls[];
extern const int blocking_count;
/* When bob called what blocks: bench_now(CLOCK_MONOTONIC). */
extern double blocking_began;

/* Before all. */
void blocking_prepare(void);

#endif
