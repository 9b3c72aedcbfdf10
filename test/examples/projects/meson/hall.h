/* A hall that several tills sell seats of. */
#ifndef HALL_H
#define HALL_H

#include <pthread.h>
#include <stdbool.h>

enum { SEATS = 100 };

struct hall {
    pthread_mutex_t lock;
    const char *taken_by[SEATS]; /* NULL: free */
};

/* False if somebody has the seat. */
bool hall_reserve(struct hall *hall, int seat, const char *who);

#endif
